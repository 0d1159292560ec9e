"""A duet whose lyrics name no singers: who sings what is shared out by section."""

from collections.abc import Sequence
from dataclasses import replace

from tonewright.brief.brief import LyricLine, LyricSection, Singers
from tonewright.brief.lyric_roles import Cast


def shared_out(sections: Sequence[LyricSection], cast: Cast) -> tuple[LyricSection, ...]:
    """The sections, in a duet without roles with lines for the second singer and for both.

    The singers take verses in turns, or halves of a single one; bridges are traded in halves, choruses and outros
    sung together. A piece of one section is traded in halves too. Echoes stay the backing voices'.
    """
    if cast.second is None or {"second", "both"} & {line.singers for one in sections for line in one.lines}:
        return tuple(sections)
    sung = [section for section in sections if section.lines]
    verses = [section for section in sung if section.kind == "verse"]
    found = []
    verse = 0
    for section in sections:
        if section.kind == "bridge" or len(sung) == 1 or (section.kind == "verse" and len(verses) == 1):
            half = (len(section.lines) + 1) // 2
            lines = (*_sung_by("lead", section.lines[:half]), *_sung_by("second", section.lines[half:]))
        elif section.kind in ("chorus", "outro"):
            lines = _sung_by("both", section.lines)
        elif section.kind == "verse":
            lines = _sung_by("second" if verse % 2 else "lead", section.lines)
            verse += 1
        else:
            lines = section.lines
        found.append(replace(section, lines=lines))
    return tuple(found)


def _sung_by(who: Singers, lines: Sequence[LyricLine]) -> tuple[LyricLine, ...]:
    return tuple(line if line.singers == "backing" else replace(line, singers=who) for line in lines)
