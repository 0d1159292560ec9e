"""Lyrics as written: their sections, and the lines of each with who is named to sing them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from tonewright.brief.lyric_echoes import with_closed_brackets
from tonewright.brief.lyric_roles import Role, labels_of, named_people, read_role, role_parts
from tonewright.brief.lyric_tags import Tag, block_repeats, is_direction, line_repeats, read_tag
from tonewright.brief.lyric_text import plain_lines, without_sheet
from tonewright.brief.script import script_of


@dataclass(frozen=True)
class WrittenLine:
    """A line to sing as written, and who is named for it."""

    text: str
    role: Role | None = None


@dataclass(frozen=True)
class Draft:
    """A section as written: its tag (None where there is none), its lines, and the role that its tag names."""

    tag: Tag | None
    lines: tuple[WrittenLine, ...]
    role: Role | None = None


@lru_cache(maxsize=8)
def draft_lyrics(text: str) -> tuple[Draft, ...]:
    """The lines of lyrics under their tags; blank lines part sections only before the first tag.

    Tags, roles, directions and lines without a letter or a digit are no lines to sing.
    """
    lines = with_closed_brackets(without_sheet(plain_lines(text)))
    drafting = _Drafting(named_people([label for line in lines for label in _labels(line)]))
    for line in lines:
        drafting.take(line)
    return tuple(draft for draft in drafting.finished() if draft.tag or draft.lines)


@dataclass
class _Section:
    """A section while it is read; `block` is where its last block of lines begins."""

    tag: Tag | None
    role: Role | None = None
    lines: list[WrittenLine] = field(default_factory=list)
    block: int = 0


class _Drafting:
    """What holds from line to line: the section, and who sings."""

    def __init__(self, names: frozenset[str]) -> None:
        self.names = names
        self.sections = [_Section(None)]
        self.tagged = False
        self.standing: Role | None = None
        self.stanza: Role | None = None

    def take(self, line: str) -> None:
        """Read the next line."""
        if not line:
            self._end_stanza()
            return
        tag = read_tag(line)
        if tag is not None:
            self._open(tag)
            line = tag.rest
        if line and not self._repeat(line):
            self._sing(line)

    def finished(self) -> Iterator[Draft]:
        """The sections read."""
        for section in self.sections:
            yield Draft(section.tag, tuple(section.lines), section.role)

    def _end_stanza(self) -> None:
        self.stanza = None
        self.sections[-1].block = len(self.sections[-1].lines)
        if not self.tagged:
            self.sections.append(_Section(None))

    def _open(self, tag: Tag) -> None:
        role = read_role(tag.detail, self.names, "tag")
        if self.sections[-1].role is not None:
            self.standing = None
        if role is not None:
            self.standing = role
        self.tagged, self.stanza = True, None
        self.sections.append(_Section(tag, role))

    def _repeat(self, line: str) -> bool:
        """Have the block above sung again where the line says no more than that."""
        times = block_repeats(line)
        if times:
            section = self.sections[-1]
            section.lines += section.lines[section.block :] * (times - 1)
        return times > 0

    def _sing(self, line: str) -> None:
        parts = role_parts(line, self.names)
        if is_direction(line) and not (len(parts) == 1 and parts[0][1] == "on"):
            return
        for role, holds, text in parts:
            if holds == "on":
                self.standing, self.stanza = role, None
            elif holds == "stanza":
                self.stanza = role
            singer = role or self.stanza or self.standing
            written, repeats = line_repeats(text)
            if _has_words(written) and not is_direction(written):
                self.sections[-1].lines += [WrittenLine(written, singer)] * repeats


def _labels(line: str) -> list[tuple[str, bool]]:
    """What may be names of people in a line; in a tag it may as well be something else."""
    tag = read_tag(line)
    return labels_of(line) if tag is None else [(tag.detail, False)]


def _has_words(text: str) -> bool:
    return any(script_of(char) or char.isdigit() for char in text)
