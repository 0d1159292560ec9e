"""Lyrics and time: the repeats that are left out where there is too little, and added where there is too much."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tonewright.brief.brief import LyricSection

_SUNG_SHARE = 1 / 3
"""How much of a song of a given length is sung at least; shorter lyrics are sung again."""
MOST_TIMES = 12


def times_sung(sung_bars: int, bars: int) -> int:
    """How often lyrics of so many bars are sung in a piece of so many, so that they are not lost in it."""
    if not sung_bars:
        return 1
    wanted = math.ceil(_SUNG_SHARE * bars / sung_bars)
    return max(1, min(wanted, bars // sung_bars, MOST_TIMES))


def again(sections: Sequence[LyricSection], times: int) -> list[LyricSection]:
    """The sections so many times over, an opening and a closing one without words only once."""
    first = 1 if sections and sections[0].kind == "intro" and not sections[0].lines else 0
    last = len(sections) - (1 if len(sections) > first and _closes(sections[-1]) else 0)
    return [*sections[:first], *(list(sections[first:last]) * times), *sections[last:]]


def without_repeats(sections: Sequence[LyricSection]) -> Iterator[list[LyricSection]]:
    """The sections with one repeat less each time, until none is left.

    First go sections that follow their like, as of a `[Chorus x2]`, then the latest that were sung before, the
    one that ends the song last of all.
    """
    left = list(sections)
    while True:
        place = _repeat_to_drop(left)
        if place is None:
            return
        left = left[:place] + left[place + 1 :]
        yield list(left)


def first_lines(sections: Sequence[LyricSection], count: int) -> list[LyricSection]:
    """The sections with the first `count` lines; those that lose all their lines go."""
    kept: list[LyricSection] = []
    for section in sections:
        lines = section.lines[:count]
        count -= len(lines)
        if lines or not section.lines:
            kept.append(replace(section, lines=lines))
    return kept


def line_count(sections: Sequence[LyricSection]) -> int:
    """How many lines are sung."""
    return sum(len(section.lines) for section in sections)


def told(
    given: Sequence[LyricSection], kept: Sequence[LyricSection], lines: int, seconds: float, pace: float | None
) -> tuple[str, ...]:
    """What was done to fit long lyrics into the time, in a sentence; () if nothing was.

    Parameters
    ----------
    given: the sections of the lyrics; kept: those left without repeats; lines: how many of their lines are sung.
    pace: syllables a second where it is faster than usual, else None.
    """
    done = [] if pace is None else [f"they are sung at {pace:.1f} syllables a second"]
    dropped = Counter(one.kind for one in given if one.lines) - Counter(one.kind for one in kept if one.lines)
    if dropped:
        counts = [f"{count} of the {kind}" for kind, count in sorted(dropped.items())]
        is_one = sum(dropped.values()) == 1
        repeats = "repeat" if counts[0].startswith("1 ") else "repeats"
        counts[0] = counts[0].replace(" of", f" {repeats} of", 1)
        done.append(f"{' and '.join(counts)} {'is' if is_one else 'are'} left out")
    cut = line_count(kept) - lines
    if cut:
        done.append(
            f"the last {cut} of {line_count(kept)} lines are left out" if cut > 1 else "the last line is left out"
        )
    return (f"The lyrics are long for {seconds:g} seconds: {', '.join(done)}.",) if done else ()


def told_again(times: int, seconds: float) -> tuple[str, ...]:
    """That short lyrics are sung more than once, in a sentence; () if they are not."""
    if times < 2:
        return ()
    return (
        f"The lyrics are short for {seconds:g} seconds: they are sung {'twice' if times == 2 else f'{times} times'}.",
    )


def _repeat_to_drop(sections: Sequence[LyricSection]) -> int | None:
    sung = [index for index, section in enumerate(sections) if section.lines]
    seen: set[object] = set()
    repeats = []
    for place, index in enumerate(sung):
        key = _key(sections[index])
        if key in seen:
            if place and _key(sections[sung[place - 1]]) == key:
                return index
            repeats.append(index)
        seen.add(key)
    inner = [index for index in repeats if index != sung[-1]]
    return max(inner or repeats, default=None)


def _key(section: LyricSection) -> tuple[str, ...]:
    return tuple(line.text for line in section.lines)


def _closes(section: LyricSection) -> bool:
    return section.kind == "outro" and not section.lines
