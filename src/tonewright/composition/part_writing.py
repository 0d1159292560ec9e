"""Part writing: the inner voices of a quartet between its tune and its bass, one pitch for every chord.

A shortest path (Viterbi) over what the inner players could play at each change of harmony. Costs are the rules of the
school: no parallel fifths and octaves, no crossing, small steps, common tones kept, leading tones and sevenths that
resolve, no doubled leading tone, every chord with its third.
Source: Aldwell & Schachter, "Harmony and Voice Leading", units 5–6.
"""

from itertools import combinations, pairwise, product

import numpy as np
from numpy.typing import NDArray

from tonewright.composition.piece import Piece
from tonewright.composition.score import Note
from tonewright.theory.chord import Chord

Register = tuple[int, int]
Pitches = tuple[int | None, ...]

_PERFECT = (0, 7)
_PARALLEL = 40.0
_CROSSING = 14.0
_WIDEST_ABOVE = 12
_TO_BASS = 24


def inner_parts(
    piece: Piece, tune: list[Note], ground: list[Note], registers: tuple[Register, ...]
) -> tuple[Pitches, ...]:
    """For each inner player, from the highest down, the pitch of every chord span, None where there is no chord.

    `tune` and `ground` are the outer voices as written; `registers` bound the players in MIDI notes.
    """
    places = [index for index, span in enumerate(piece.chords) if span.chord is not None]
    found: list[list[int | None]] = [[None] * len(piece.chords) for _ in registers]
    if not places or not registers:
        return tuple(tuple(row) for row in found)
    starts = [piece.chords[index].start_beat for index in places]
    tops, bottoms = sounding_at(tune, starts), sounding_at(ground, starts)
    states, costs = [], []
    for index, top, bottom in zip(places, tops, bottoms, strict=True):
        chord = piece.chords[index].chord
        assert chord is not None
        layouts = _layouts(chord, registers)
        states.append(layouts)
        costs.append(_standing(piece, chord, layouts, top, bottom))
    total, back = costs[0], []
    for at, ((before, after), cost) in enumerate(zip(pairwise(states), costs[1:], strict=True)):
        outer = ((tops[at], tops[at + 1]), (bottoms[at], bottoms[at + 1]))
        chords = piece.chords[places[at]].chord, piece.chords[places[at + 1]].chord
        paths = total[:, None] + _leading(piece, before, after, outer, chords)
        back.append(paths.argmin(axis=0))
        total = paths.min(axis=0) + cost
    choice = [int(total.argmin())]
    for step in reversed(back):
        choice.append(int(step[choice[-1]]))
    for index, layouts, chosen in zip(places, states, reversed(choice), strict=True):
        for voice, pitch in enumerate(layouts[chosen]):
            found[voice][index] = int(pitch)
    return tuple(tuple(row) for row in found)


def sounding_at(notes: list[Note], beats: list[float]) -> list[int | None]:
    """The pitch of a line at each beat, None where it rests; `beats` rise."""
    line = sorted(notes, key=lambda n: n.start_beat)
    found: list[int | None] = []
    at = 0
    for beat in beats:
        while at + 1 < len(line) and line[at + 1].start_beat <= beat + 1e-6:
            at += 1
        here = line[at] if line and line[at].start_beat <= beat + 1e-6 < line[at].end_beat else None
        found.append(None if here is None else here.pitch)
    return found


def parallel(first: tuple[int, int], then: tuple[int, int]) -> bool:
    """Whether two voices (upper, lower) move in parallel fifths, octaves or unisons from `first` to `then`."""
    before, after = (first[0] - first[1]) % 12, (then[0] - then[1]) % 12
    return before == after and before in _PERFECT and first[0] != then[0] and first[1] != then[1]


def _layouts(chord: Chord, registers: tuple[Register, ...]) -> NDArray[np.int64]:
    rows = [[p for p in range(low, high + 1) if p % 12 in chord.pitch_classes] for low, high in registers]
    return np.array([row for row in product(*rows) if all(a >= b for a, b in pairwise(row))], dtype=np.int64)


def _standing(
    piece: Piece, chord: Chord, layouts: NDArray[np.int64], top: int | None, bottom: int | None
) -> NDArray[np.float64]:
    """What each layout costs by itself: gaps, doublings, what is missing, where it lies."""
    cost = np.zeros(len(layouts))
    classes = layouts % 12
    outer = [p % 12 for p in (top, bottom) if p is not None]
    third = chord.pitch_classes[1] if len(chord.pitch_classes) > 1 else chord.root
    for place, tone in enumerate(chord.pitch_classes):
        heard = (classes == tone).any(axis=1) | (tone in outer)
        cost += np.where(heard, 0.0, 12.0 if tone == third else 1.2 if place == 2 else 3.0)
    leading = (piece.key.tonic + 11) % 12
    if leading in chord.pitch_classes:
        count = (classes == leading).sum(axis=1) + outer.count(leading)
        cost += np.where(count > 1, 9.0, 0.0)
    ceiling, floor = top if top is not None else 84, bottom if bottom is not None else 36
    upper, lower = layouts[:, 0], layouts[:, -1]
    cost += np.where(upper > ceiling, _CROSSING, 0.0) + np.where(upper == ceiling, 2.0, 0.0)
    cost += np.where(lower < floor, _CROSSING, 0.0) + np.where(lower == floor, 2.0, 0.0)
    cost += 0.5 * np.maximum(ceiling - upper - _WIDEST_ABOVE, 0) + 0.1 * np.maximum(lower - floor - _TO_BASS, 0)
    gaps = layouts[:, :-1] - layouts[:, 1:]
    cost += (0.7 * np.maximum(gaps - _WIDEST_ABOVE, 0) + np.where(gaps == 0, 2.5, 0.0)).sum(axis=1)
    return np.asarray(cost + 0.04 * np.abs(layouts - layouts.mean(axis=0)).sum(axis=1), dtype=np.float64)


def _leading(
    piece: Piece,
    before: NDArray[np.int64],
    after: NDArray[np.int64],
    outer: tuple[tuple[int | None, int | None], ...],
    chords: tuple[Chord | None, Chord | None],
) -> NDArray[np.float64]:
    """What it costs to go from each layout to each next one, shape (before, after)."""
    moves = after[None, :, :] - before[:, None, :]
    steps = np.abs(moves)
    cost = (steps + np.maximum(steps - 4, 0) * 1.5).sum(axis=2).astype(np.float64)
    shape = cost.shape
    voices = [
        (np.broadcast_to(before[:, None, v], shape), np.broadcast_to(after[None, :, v], shape))
        for v in range(before.shape[1])
    ]
    voices += [(np.full(shape, a), np.full(shape, b)) for a, b in outer if a is not None and b is not None]
    inner = before.shape[1]
    for (one, (a, b)), (other, (c, d)) in combinations(enumerate(voices), 2):
        if one >= inner and other >= inner:
            continue
        gap, then = (a - c) % 12, (b - d) % 12
        cost += np.where((gap == then) & np.isin(gap, _PERFECT) & (a != b) & (c != d), _PARALLEL, 0.0)
    first, following = chords
    if first is not None and following is not None and first != following:
        leading = (piece.key.tonic + 11) % 12
        if leading in first.pitch_classes and piece.key.tonic in following.pitch_classes:
            cost += np.where((before[:, None, :] % 12 == leading) & (moves != 1), 4.0, 0.0).sum(axis=2)
        if len(first.pitch_classes) > 3:
            seventh = first.pitch_classes[3]
            resolves = (moves == -1) | (moves == -2) | (moves == 0)
            cost += np.where((before[:, None, :] % 12 == seventh) & ~resolves, 3.0, 0.0).sum(axis=2)
    return np.asarray(cost, dtype=np.float64)
