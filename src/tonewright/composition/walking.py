"""Walking bass: one line through the chords, a step at a time, always on its way to the next root.

The line is the cheapest path over all pitches of all beats (Viterbi). What costs follows bass players' practice: the
root when the chord comes, chord tones on the strong beat, steps between, and a half step, a scale step or a fifth
into the next chord. The numbers are ours.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_HIGH_COST = 50.0
_THERE_AND_BACK = 2.2
# What an interval of so many semitones costs inside a chord, and into the root of the next one.
_MOVES = (5.0, 0.0, 0.0, 0.5, 0.9, 1.6, 3.5, 2.2, 4.0, 4.0, 5.0, 6.0, 3.0)
_ARRIVALS = (6.0, 0.0, 0.3, 3.0, 3.0, 1.2, 3.5, 1.8, 5.0, 5.0, 6.0, 7.0, 4.0)


@dataclass(frozen=True)
class Step:
    """One note of the line to be found: what is allowed at its place.

    `chord` are the chord's pitch classes, `scale` those to pass through, `root` the pitch class that must sound
    where the chord is new (None elsewhere), `strong` marks beats that should hold a chord tone.
    """

    chord: tuple[int, ...]
    scale: tuple[int, ...]
    root: int | None
    strong: bool


def walk(
    steps: list[Step], low: int, high: int, home: int, chance: NDArray[np.float64], complete: bool = False
) -> list[int]:
    """The pitches of a walking line.

    Parameters: the places in order; the lowest, highest and middle pitch; random numbers 0…1 of shape
    (steps, high − low + 1), which decide between lines that are equally good; `complete` allows no tone but
    the chords' own.
    """
    if not steps:
        return []
    pitches = np.arange(low, high + 1)
    size = len(pitches)
    # total[a, b] is the least cost of all lines whose last two notes are a and b.
    total = np.repeat((_place(steps[0], pitches, home, complete) + chance[0])[None, :], size, axis=0)
    back: list[NDArray[np.int64]] = []
    for index in range(1, len(steps)):
        turned = (
            total[:, :, None] + (_THERE_AND_BACK * np.eye(size) if index > 1 else np.zeros((size, size)))[:, None, :]
        )
        back.append(turned.argmin(axis=0))
        here = _place(steps[index], pitches, home, complete) + chance[index]
        total = turned.min(axis=0) + _move(steps[index - 1], steps[index], pitches) + here[None, :]
    before, last = divmod(int(total.argmin()), size)
    choice = [last]
    for step in reversed(back):
        choice.append(before)
        before, last = int(step[before, last]), before
    return [int(pitches[index]) for index in reversed(choice)]


def _move(before: Step, here: Step, pitches: NDArray[np.int64]) -> NDArray[np.float64]:
    """What every interval costs, shape (from, to)."""
    jumps = np.abs(pitches[None, :] - pitches[:, None])
    table = np.array(_ARRIVALS if here.root is not None else _MOVES)
    move = np.where(jumps < len(table), table[np.minimum(jumps, len(table) - 1)], _HIGH_COST)
    passing = ~np.isin(pitches % 12, before.chord) & (before.root is None)
    outside = passing & ~np.isin(pitches % 12, before.scale)
    # A note foreign to the chord must go on by step, one foreign to the scale by half a step.
    move = move + np.where(passing[:, None] & (jumps > 2), 4.0, 0.0)
    return np.asarray(move + np.where(outside[:, None] & (jumps != 1), 6.0, 0.0))


def _place(step: Step, pitches: NDArray[np.int64], home: int, complete: bool) -> NDArray[np.float64]:
    cost = 0.012 * (pitches - home) ** 2.0
    classes = pitches % 12
    if step.root is not None:
        return np.asarray(cost + np.where(classes == step.root, 0.0, _HIGH_COST))
    own, scale = np.isin(classes, step.chord), np.isin(classes, step.scale)
    foreign = _HIGH_COST if complete else 3.0 if step.strong else 0.9
    passing = _HIGH_COST if complete else 1.8 if step.strong else 0.4
    return np.asarray(cost + np.where(own, 0.0, np.where(scale, passing, foreign)))
