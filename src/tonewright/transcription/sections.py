"""The form of a file: its markers, or what returns in it.

Without markers bars are compared in blocks of eight, or of four: blocks with nearly the same tune are one section, the
one that returns most and lies highest is the chorus, others are verses, what comes once between them is a bridge; bars
before the tune begins are an intro, after it an outro, and long rests of the tune an instrumental.
"""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from itertools import groupby

from tonewright.decoding.midi import MidiNote
from tonewright.theory.chord import Chord
from tonewright.transcription.bars import Bars
from tonewright.transcription.lead_sheet import GivenChord, GivenSection

_LATE_BEATS = 0.55
"""A marker so little before a bar means that bar."""
_ALIKE = 0.7
_LIFT = 1.5
"""How many semitones higher a part lies that is a chorus without returning."""
_LONG_REST_BARS = 4
_BLOCKS = (8, 4)

Cell = tuple[float, int]


def sections_of(
    markers: Sequence[tuple[float, str]], melody: Sequence[MidiNote], chords: Sequence[GivenChord], bars: Bars
) -> tuple[GivenSection, ...]:
    """The sections, which cover all bars."""
    named = _named(markers, bars)
    return named if named else _heard(melody, chords, bars)


def kind_of(text: str) -> str | None:
    """The kind of section that a marker names, None where it names none."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    table = _kinds()
    return next((table[word] for word in (" ".join(words), "".join(words), *words) if word in table), None)


def _named(markers: Sequence[tuple[float, str]], bars: Bars) -> tuple[GivenSection, ...]:
    starts: dict[int, str] = {}
    for beat, text in markers:
        kind = kind_of(text)
        if kind is not None and beat < bars.end_beat - _LATE_BEATS:
            starts[bars.bar_at(beat + _LATE_BEATS)] = kind
    if len(starts) < 2:
        return ()
    if 0 not in starts:
        starts[0] = "intro"
    return _laid(starts, bars.count)


def _laid(starts: dict[int, str], count: int) -> tuple[GivenSection, ...]:
    order = sorted(starts)
    return tuple(
        GivenSection(starts[bar], bar, until - bar) for bar, until in zip(order, [*order[1:], count], strict=True)
    )


def _heard(melody: Sequence[MidiNote], chords: Sequence[GivenChord], bars: Bars) -> tuple[GivenSection, ...]:
    tunes = _tunes(melody, bars)
    first = next((bar for bar in range(bars.count) if _carries(tunes, bar)), 0)
    last = next((bar for bar in reversed(range(bars.count)) if tunes[bar]), bars.count - 1) + 1
    starts: dict[int, str] = {}
    if first:
        starts[0] = "intro"
    harmony = _harmony(chords, bars)
    labelled: list[dict[int, str]] = [_labelled(tunes, harmony, first, last, block) for block in _BLOCKS]
    best = max(labelled, key=_returns)
    starts.update(best)
    rests = [list(run) for is_silent, run in groupby(range(first, last), key=lambda bar: not tunes[bar]) if is_silent]
    for rest in rests:
        if len(rest) >= _LONG_REST_BARS:
            sung = [bar for bar in starts if bar <= rest[0]]
            goes_on = starts[max(sung)]
            starts = {bar: kind for bar, kind in starts.items() if not rest[0] <= bar <= rest[-1]}
            starts[rest[0]] = "instrumental"
            starts.setdefault(rest[-1] + 1, goes_on if goes_on != "instrumental" else "verse")
    if bars.count - last >= 2:
        starts = {bar: kind for bar, kind in starts.items() if bar < last} | {last: "outro"}
    starts.setdefault(0, "intro" if first else "verse")
    return _merged(_laid({bar: kind for bar, kind in starts.items() if bar < bars.count}, bars.count))


def _carries(tunes: Sequence[frozenset[Cell]], bar: int) -> bool:
    """Whether the tune is there in a bar: more than a pick-up to the next one."""
    return bool(tunes[bar]) and (len(tunes[bar]) > 1 or bar + 1 == len(tunes) or not tunes[bar + 1] or bar > 0)


def _labelled(
    tunes: Sequence[frozenset[Cell]], harmony: Sequence[frozenset[tuple[float, int]]], first: int, last: int, block: int
) -> dict[int, str]:
    """Where each block begins, and its kind."""
    places = list(range(first, last, block))
    # A stump at the end belongs to the block before it.
    if len(places) > 1 and last - places[-1] <= block // 2:
        places.pop()
    groups: list[list[int]] = []
    for place in places:
        own = next(
            (g for g in groups if _likeness(tunes, harmony, g[0], place, min(block, last - place)) > _ALIKE), None
        )
        if own is None:
            groups.append([place])
        else:
            own.append(place)

    def height(group: list[int]) -> float:
        pitches = [
            pitch for place in group for bar in range(place, min(place + block, last)) for _, pitch in tunes[bar]
        ]
        return sum(pitches) / max(len(pitches), 1)

    others = groups[1:]
    returning = [group for group in others if len(group) > 1]
    # What the piece begins with is a verse; of the others the chorus returns, or lies higher.
    lifted = [group for group in others if height(group) >= height(groups[0]) + _LIFT]
    chorus = max(returning or lifted, key=lambda group: (len(group), height(group)), default=None)
    found: dict[int, str] = {}
    for group in groups:
        kind = "verse" if group is groups[0] else "chorus" if group is chorus else "bridge"
        if kind == "bridge" and (len(group) > 1 or group is groups[-1]):
            kind = "verse"
        found |= dict.fromkeys(group, kind)
    return found


def _returns(found: dict[int, str]) -> float:
    kinds = list(found.values())
    return len(set(kinds)) / max(len(kinds), 1) if len(set(kinds)) > 1 else 0.0


def _likeness(
    tunes: Sequence[frozenset[Cell]],
    harmony: Sequence[frozenset[tuple[float, int]]],
    one: int,
    other: int,
    bars: int,
) -> float:
    """How much of what two blocks have is the same, 0…1."""
    shares = []
    for layer in (tunes, harmony):
        same = whole = 0
        for step in range(bars):
            if max(one, other) + step >= len(layer):
                break
            same += len(layer[one + step] & layer[other + step])
            whole += len(layer[one + step] | layer[other + step])
        shares.append(same / whole if whole else 1.0)
    return 0.75 * shares[0] + 0.25 * shares[1]


def _tunes(melody: Sequence[MidiNote], bars: Bars) -> list[frozenset[Cell]]:
    """The tune of every bar as (eighth of the bar, pitch)."""
    found: list[set[Cell]] = [set() for _ in bars.spans]
    for note in melody:
        bar = bars.bar_at(note.start + 0.1)
        found[bar].add((round((note.start - bars.spans[bar].start) * 2) / 2, note.pitch))
    return [frozenset(cells) for cells in found]


def _harmony(chords: Sequence[GivenChord], bars: Bars) -> list[frozenset[tuple[float, int]]]:
    found: list[set[tuple[float, int]]] = []
    for span in bars.spans:
        here: list[tuple[float, Chord | None]] = [
            (max(c.start - span.start, 0.0), c.chord) for c in chords if c.start < span.end - 1e-6
        ]
        last = [entry for entry in here if entry[0] == 0.0][-1:]
        found.append({(round(at), c.root) for at, c in (*last, *(e for e in here if e[0] > 0)) if c is not None})
    return [frozenset(cells) for cells in found]


def _merged(sections: tuple[GivenSection, ...]) -> tuple[GivenSection, ...]:
    """Blocks of four that go on are one section, as long as it is no longer than sixteen bars."""
    found: list[GivenSection] = []
    for section in sections:
        before = found[-1] if found else None
        if before and before.kind == section.kind and before.bars + section.bars <= 8:
            found[-1] = GivenSection(before.kind, before.start_bar, before.bars + section.bars)
        else:
            found.append(section)
    return tuple(found)


@cache
def _kinds() -> dict[str, str]:
    table = tomllib.loads(resources.files("tonewright.transcription").joinpath("sections.toml").read_text("utf-8"))
    return {word: kind for kind, words in table.items() for word in words}
