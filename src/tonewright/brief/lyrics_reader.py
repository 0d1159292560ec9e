"""Lyrics as sections of lines to sing."""

from dataclasses import dataclass, field

from tonewright.brief.brief import LyricLine, LyricSection
from tonewright.brief.form_inference import infer_kinds
from tonewright.brief.lyric_line import read_line, sung_words
from tonewright.brief.lyric_tags import Tag, is_direction, line_repeats, read_tag, without_role
from tonewright.brief.prompt import clean
from tonewright.errors import InvalidParameter

MOST_SECTIONS = 48
MOST_LINES = 400


@dataclass
class _Draft:
    """A section while it is read: its tag (None where there is none yet) and its written lines."""

    tag: Tag | None
    lines: list[str] = field(default_factory=list)


def check_lyrics(text: str) -> None:
    """Raise InvalidParameter unless the lyrics hold at least one word that can be sung."""
    for line in clean(text).split("\n"):
        if read_tag(line) or is_direction(line):
            continue
        if _written(line)[0]:
            return
    raise InvalidParameter("lyrics", text, "at least one word that can be sung, in Latin letters")


def read_lyrics(text: str) -> tuple[LyricSection, ...]:
    """The sections of the lyrics, in the order sung.

    Tagged sections keep their order; `[Chorus x2]` is sung twice and an empty `[Chorus]` again as before.
    Without tags the form is inferred from blank lines and repetition. Tags, directions and lines of
    symbols are not sung; long lines are parted into phrases.

    Raises InvalidParameter if nothing can be sung.
    """
    check_lyrics(text)
    drafts = _drafts(clean(text))
    if not any(draft.tag for draft in drafts):
        kinds = infer_kinds([draft.lines for draft in drafts])
        drafts = [_Draft(Tag(kind, "", 1), lines) for kind, lines in kinds]
    sections: list[LyricSection] = []
    cache: dict[str, tuple[LyricLine, ...]] = {}
    sung_before: dict[str, tuple[LyricLine, ...]] = {}
    room = MOST_LINES
    for draft in drafts:
        tag = draft.tag or Tag("verse", "", 1)
        lines = tuple(phrase for line in draft.lines for phrase in _phrases(line, cache))
        if lines:
            sung_before[tag.kind] = lines
        elif tag.kind == "chorus" and "chorus" in sung_before:
            lines = sung_before["chorus"]
        elif tag.kind not in ("intro", "outro", "instrumental"):
            continue
        for _ in range(tag.repeats):
            if len(sections) < MOST_SECTIONS and room > 0:
                sections.append(_section(tag, lines[:room]))
                room -= len(lines)
    return tuple(sections)


def _section(tag: Tag, lines: tuple[LyricLine, ...]) -> LyricSection:
    """A section; sung lines under an instrumental tag make it a verse."""
    kind = "verse" if tag.kind == "instrumental" and lines else tag.kind
    return LyricSection(kind, tag.text, lines)


def _drafts(text: str) -> list[_Draft]:
    """The lines under their tags; blank lines part sections only before the first tag."""
    drafts = [_Draft(None)]
    tagged = False
    for line in text.split("\n"):
        tag = read_tag(line)
        if tag is not None:
            drafts.append(_Draft(tag))
            tagged = True
        elif not line.strip():
            if not tagged:
                drafts.append(_Draft(None))
        elif not is_direction(line):
            written, repeats = _written(line)
            drafts[-1].lines += [written] * repeats if written else []
    return [draft for draft in drafts if draft.tag or draft.lines]


def _written(line: str) -> tuple[str, int]:
    """What is to be sung of a line, "" if nothing is, and how often."""
    text, repeats = line_repeats(without_role(line))
    text = _without_inner_brackets(text)
    return (text, repeats) if sung_words(text) else ("", 0)


def _phrases(line: str, known: dict[str, tuple[LyricLine, ...]]) -> tuple[LyricLine, ...]:
    if line not in known:
        known[line] = read_line(line)
    return known[line]


def _without_inner_brackets(line: str) -> str:
    """The line without `[directions]` inside it; round brackets are sung."""
    kept, depth = [], 0
    for char in line:
        if char == "[" and "]" in line:
            depth += 1
        elif char == "]" and depth:
            depth -= 1
        elif not depth:
            kept.append(char)
    return "".join(kept)
