"""Contour: pitches for a line of which rhythm, harmony and rough shape are known.

A melody is the cheapest path through its possible notes. Costs say what singers and listeners expect:
chord tones on strong beats, small steps, leaps that are recovered in the other direction, dissonances that
resolve by step (Fux's rules and Narmour, "The Analysis and Cognition of Basic Melodic Structures", 1990, in a
few numbers).
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

FORBIDDEN = 1e6
# What a melodic interval of 0…12 semitones costs; the tritone and the sevenths are hardly ever sung.
_INTERVALS = (0.75, 0.2, 0.0, 0.8, 0.9, 1.2, 4.5, 1.7, 3.2, 3.4, 6.0, 7.0, 3.4)

# What it costs to sing against the accent of the words, and to stay on one note as speakers do not.
_DECLAIMED, _FARTHER = 2.0, 0.12
_MONOTONE = 1.0


@dataclass(frozen=True)
class Slot:
    """A note still without pitch.

    Attributes: start and duration in beats; `strength` 0…1 is the metrical weight; `chord` and `scale` are
    pitch classes; `target` is the pitch that the shape suggests and `pull` how strongly; `goal` are the only
    pitch classes allowed, where there are any; `fresh` marks the first note after a rest; `firm` is what a
    dissonance on the strongest beat costs; an `even` note is not swung; `accent` is 1 for a stressed syllable,
    −1 for an unstressed one and 0 where there are no words.
    """

    start: float
    duration: float
    strength: float
    chord: tuple[int, ...]
    scale: tuple[int, ...]
    target: float
    pull: float = 0.12
    goal: tuple[int, ...] = ()
    fresh: bool = False
    firm: float = 8.0
    even: bool = False
    accent: int = 0


def draw(slots: list[Slot], low: int, high: int, motion: float, colour: NDArray[np.float64]) -> list[int]:
    """The pitches of the slots, within low…high.

    Parameters: `motion` 0…1 makes leaps cheaper; `colour` of shape (slots,) or more are random numbers 0…1
    that break ties differently for every seed.
    """
    if not slots:
        return []
    pitches = np.arange(low, high + 1)
    size = len(pitches)
    bends = _bends(size, round(motion, 2))
    steps = _steps(size, round(motion, 2))
    unary = [_unary(slot, pitches, float(colour[i % len(colour)])) for i, slot in enumerate(slots)]
    total = np.tile(unary[0], (size, 1)) / 1.0
    back: list[NDArray[np.intp]] = []
    for index in range(1, len(slots)):
        slot, before = slots[index], slots[index - 1]
        ease = 0.35 if slot.fresh else 1.0
        pair = steps * ease + _resolution(before, slot, pitches) + _declaimed(before, slot, pitches)
        through = total[:, :, None] + (bends * ease)
        back.append(through.argmin(axis=0))
        total = through.min(axis=0) + pair + unary[index][None, :]
    last = np.unravel_index(int(total.argmin()), total.shape)
    path = [int(last[1]), int(last[0])]
    for step in reversed(back):
        path.append(int(step[path[-1], path[-2]]))
    # The walk back yields a note before the first one, which stands for nothing.
    path = path[: len(slots)]
    return [int(pitches[i]) for i in reversed(path)]


def _unary(slot: Slot, pitches: NDArray[np.int64], colour: float) -> NDArray[np.float64]:
    classes = pitches % 12
    in_chord = np.isin(classes, slot.chord)
    tense = 0.15 + slot.firm * slot.strength**2.6 + 1.5 * min(max(slot.duration - 0.5, 0.0), 1.5)
    cost = np.where(in_chord, 0.0, tense)
    cost = cost + np.where(np.isin(classes, slot.scale) | in_chord, 0.0, FORBIDDEN)
    if slot.goal:
        cost = cost + np.where(np.isin(classes, slot.goal), 0.0, 60.0)
    far = np.abs(pitches - slot.target)
    wobble = 0.35 * np.abs(np.sin(pitches * 1.7 + colour * 6.28))
    span = float(pitches[-1] - pitches[0]) / 2
    edge = np.maximum(np.abs(pitches - (pitches[0] + span)) - span + 2, 0) * 0.5
    return np.asarray(cost + slot.pull * far**1.5 + wobble + edge, dtype=np.float64)


def _resolution(before: Slot, slot: Slot, pitches: NDArray[np.int64]) -> NDArray[np.float64]:
    """What it costs to leave or reach a dissonance by more than a step."""
    tense_before = ~np.isin(pitches % 12, before.chord)
    tense_after = ~np.isin(pitches % 12, slot.chord)
    leap = np.abs(pitches[None, :] - pitches[:, None]) > 2
    return np.asarray(leap * (3.5 * tense_before[:, None] + 2.5 * tense_after[None, :]), dtype=np.float64)


def _declaimed(before: Slot, slot: Slot, pitches: NDArray[np.int64]) -> NDArray[np.float64] | float:
    """What it costs that a stressed syllable lies lower than an unstressed neighbour of its phrase, or level."""
    if slot.fresh or not slot.accent * before.accent:
        return 0.0
    rise = (pitches[None, :] - pitches[:, None]) * slot.accent
    against = (rise < 0) & (slot.accent != before.accent)
    return np.where(rise == 0, _MONOTONE, np.where(against, _DECLAIMED - _FARTHER * rise, 0.0))


@cache
def _steps(size: int, motion: float) -> NDArray[np.float64]:
    table = np.array([_INTERVALS[min(i, 12)] + max(0, i - 12) * 3.0 for i in range(size)])
    distance = np.abs(np.arange(size)[None, :] - np.arange(size)[:, None])
    return np.asarray(table[distance] * (1.25 - 0.5 * motion), dtype=np.float64)


@cache
def _bends(size: int, motion: float) -> NDArray[np.float64]:
    """Costs of two intervals in a row, shape (before, here, next): leaps want a step back."""
    index = np.arange(size)
    first = index[None, :, None] - index[:, None, None]
    second = index[None, None, :] - index[None, :, None]
    onward = (np.sign(first) * np.sign(second)) > 0
    cost = np.where((np.abs(first) >= 5) & onward, 2.2, 0.0)
    cost += np.where((np.abs(first) >= 5) & (np.abs(second) > 4) & ~onward, 0.8, 0.0)
    cost += np.where((np.abs(first) >= 5) & (second == 0), 0.5, 0.0)
    cost += np.where((first == 0) & (second == 0), 0.7, 0.0)
    # Going straight back and forth says nothing.
    cost += np.where((first != 0) & (second == -first), 0.45 + 0.12 * np.abs(first), 0.0)
    return np.asarray(cost * (1.15 - 0.3 * motion), dtype=np.float64)
