"""Lyrics as sections of lines to sing, each with who sings it and in which language."""

from collections.abc import Sequence
from dataclasses import replace

from tonewright.brief.brief import LyricLine, LyricSection
from tonewright.brief.form_inference import infer_kinds
from tonewright.brief.lyric_draft import Draft, WrittenLine, draft_lyrics
from tonewright.brief.lyric_duet import shared_out
from tonewright.brief.lyric_echoes import split_echoes
from tonewright.brief.lyric_language import DEFAULT_LANGUAGE, line_language, parts_by_script
from tonewright.brief.lyric_line import is_singable, read_line
from tonewright.brief.lyric_roles import Cast, cast
from tonewright.brief.lyric_tags import Tag
from tonewright.brief.phrases import LONGEST_PHRASE
from tonewright.brief.script import scripts_in, sung_scripts
from tonewright.errors import InvalidParameter
from tonewright.speech.roster import Gender

MOST_SECTIONS = 48
MOST_LINES = 400
MOST_SYLLABLES = 3000
"""What is read of lyrics: more than the longest piece holds at the fastest pace."""
_COMES_AGAIN = ("chorus", "prechorus", "bridge")
_MAY_BE_EMPTY = ("intro", "outro", "instrumental")


def check_lyrics(text: str) -> None:
    """Raise InvalidParameter unless the lyrics hold a word that can be sung, and none in a script that cannot."""
    sung = sung_text(text)
    for word in dict.fromkeys(sung.split()):
        unsung = [script for script in scripts_in(word) if script not in sung_scripts()]
        if unsung:
            names = ", ".join(sorted(script.capitalize() for script in sung_scripts()))
            allowed = f"words in a script that can be sung ({names}); {unsung[0].capitalize()} cannot"
            raise InvalidParameter("lyrics", word, allowed)
    if not is_singable(sung):
        raise InvalidParameter("lyrics", text, "at least one word that can be sung")


def sung_text(text: str) -> str:
    """What of lyrics is sung, as written, line by line: no tags, no roles, no directions."""
    return "\n".join(line.text for draft in draft_lyrics(text) for line in draft.lines)


def read_cast(text: str, lead: Gender | None = None, duet: bool = False) -> Cast:
    """Who sings the lyrics. `lead` is the sex that is asked of the lead, `duet` whether two singers are wanted."""
    roles = [
        role
        for draft in draft_lyrics(text)
        for role in ([line.role for line in draft.lines] or ([draft.role] if draft.role else []))
    ]
    return cast(roles, lead, duet)


def read_lyrics(
    text: str, language: str = DEFAULT_LANGUAGE, singers: Cast | None = None, mixed: bool = True
) -> tuple[LyricSection, ...]:
    """The sections of the lyrics, in the order sung.

    Tagged sections keep their order; `[Chorus x2]` is sung twice and an empty `[Chorus]` again as before.
    Without tags the form is inferred from blank lines and repetition. Tags, roles, directions and lines of
    symbols are not sung; long lines are parted into phrases; what stands in round brackets is the backing voices'.
    Every word is sung, in order, up to MOST_SYLLABLES.

    Parameters
    ----------
    language: the song's, as a BCP 47 tag.
    singers: who sings which role; None casts them by the lyrics alone.
    mixed: whether lines in the script of the song's language that clearly show another language keep theirs; lines in
        other scripts always do.

    Raises InvalidParameter if nothing can be sung, or a word is written in a script that cannot.
    """
    check_lyrics(text)
    reading = _Reading(language, singers or read_cast(text), mixed)
    drafts = draft_lyrics(text)
    if not any(draft.tag for draft in drafts):
        kinds = infer_kinds([draft.lines for draft in drafts], lambda line: line.text)
        drafts = tuple(Draft(Tag(kind, "", 1), tuple(lines)) for kind, lines in kinds)
    sections: list[LyricSection] = []
    room = MOST_SYLLABLES
    for draft in drafts:
        section = reading.section(draft)
        for _ in range((draft.tag.repeats if draft.tag else 1) if section else 0):
            if section and room > 0:
                fitting = replace(section, lines=_fitting(section.lines, room))
                room -= sum(line.syllable_count for line in fitting.lines)
                sections.append(fitting)
    return shared_out(_gathered(sections), reading.cast)


class _Reading:
    """Drafts read into sections; the same line is divided into syllables once."""

    def __init__(self, language: str, singers: Cast, mixed: bool) -> None:
        self.language, self.cast, self.mixed = language, singers, mixed
        self.known: dict[WrittenLine, tuple[LyricLine, ...]] = {}
        self.sung: dict[str, tuple[LyricLine, ...]] = {}

    def section(self, draft: Draft) -> LyricSection | None:
        """The section of a draft; None for a tag under which nothing is sung and no instrument asked for."""
        tag = draft.tag or Tag("verse", "", 1)
        lines = tuple(phrase for line in draft.lines for phrase in self._phrases(line))
        if lines:
            self.sung[tag.kind] = lines
        elif tag.kind in _COMES_AGAIN and tag.kind in self.sung:
            lines = self._again(tag.kind, draft)
        elif tag.kind not in _MAY_BE_EMPTY:
            return None
        # Somebody sings under an instrumental tag: then it is none.
        kind = "verse" if tag.kind == "instrumental" and lines else tag.kind
        return LyricSection(kind, tag.text, lines)

    def _again(self, kind: str, draft: Draft) -> tuple[LyricLine, ...]:
        """The lines that this kind of section last had, sung by whom the tag names."""
        if draft.role is None:
            return self.sung[kind]
        who = self.cast.singers(draft.role)
        return tuple(line if line.singers == "backing" else replace(line, singers=who) for line in self.sung[kind])

    def _phrases(self, line: WrittenLine) -> tuple[LyricLine, ...]:
        if line not in self.known:
            self.known[line] = tuple(self._read(line))
        return self.known[line]

    def _read(self, line: WrittenLine) -> list[LyricLine]:
        who = self.cast.singers(line.role)
        found: list[LyricLine] = []
        for text, is_echo in split_echoes(line.text):
            for part in parts_by_script(text):
                language = line_language(part, self.language, self.mixed)
                phrases = read_line(part, language or self.language)
                found += [
                    replace(phrase, singers="backing" if is_echo else who, language=language) for phrase in phrases
                ]
        return found


def _fitting(lines: Sequence[LyricLine], syllables: int) -> tuple[LyricLine, ...]:
    """As many of the first lines as have no more than so many syllables, and one at least."""
    kept: list[LyricLine] = []
    for line in lines:
        syllables -= line.syllable_count
        if kept and syllables < 0:
            break
        kept.append(line)
    return tuple(kept)


def _gathered(sections: list[LyricSection]) -> list[LyricSection]:
    """Sections and lines in numbers that a song has: of too many, neighbours are sung as one."""
    if sum(len(section.lines) for section in sections) > MOST_LINES:
        sections = [replace(section, lines=_joined_lines(section.lines)) for section in sections]
    while len(sections) > MOST_SECTIONS:
        paired = [sections[at : at + 2] for at in range(0, len(sections), 2)]
        sections = [
            replace(pair[0], kind=_kind_of(pair), lines=tuple(line for one in pair for line in one.lines))
            for pair in paired
        ]
        sections = [replace(section, lines=_joined_lines(section.lines)) for section in sections]
    return sections


def _kind_of(pair: Sequence[LyricSection]) -> str:
    """The kind of two sections that become one: of one that is sung."""
    return next((one.kind for one in pair if one.lines), pair[0].kind)


def _joined_lines(lines: Sequence[LyricLine]) -> tuple[LyricLine, ...]:
    """Short lines of the same singers and language sung in one breath."""
    found: list[LyricLine] = []
    for line in lines:
        last = found[-1] if found else None
        alike = last is not None and (last.singers, last.language) == (line.singers, line.language)
        if last is not None and alike and last.syllable_count + line.syllable_count <= LONGEST_PHRASE:
            words = (*last.words, *line.words)
            found[-1] = replace(last, text=f"{last.text} {line.text}", words=words)
        else:
            found.append(line)
    return tuple(found)


def tag_words(text: str) -> str:
    """What the section tags of lyrics say besides their sections, such as `soft piano`, each in a clause of its own."""
    said = (draft.tag for draft in draft_lyrics(text) if draft.tag is not None)
    return "; ".join(tag.detail or tag.text.strip("[](){} :") for tag in said)
