"""How much repeats and how much differs, on notes.

Recipes, written down before they were run:

- `longest_sameness`: every track's notes as (thirty-second of the bar, pitch), to the nearest, since players are never
  twice at the same tick; the most bars in a row in which all tracks' notes are alike. At most 8 are wanted.
- `apart`: two pieces of one brief with different seeds, by their lead tracks: the Jaccard distance (1 − shared / all)
  of their rhythms, sets of (bar, sixteenth) at which a note starts, and of their melodies, sets of (bar, sixteenth,
  pitch class above the piece's tonic). 0 is the same, 1 has nothing in common.
"""

import itertools

import numpy as np
from bench.notes import Notes

LEADS = ("lead", "vocals")


def longest_sameness(notes: Notes) -> int:
    """The most bars in a row whose notes are all alike in every track."""
    bars: dict[int, set[tuple[int, int, int]]] = {}
    for number, track in enumerate(notes.tracks):
        steps = np.round(track.notes[:, 0] / notes.bar_s * 32).astype(int)
        for step, pitch in zip(steps, track.notes[:, 2].astype(int), strict=True):
            bars.setdefault(int(step) // 32, set()).add((number, int(step) % 32, int(pitch)))
    alike = [bars.get(n) == bars.get(n + 1) for n in range(max(bars, default=0))]
    runs = (sum(1 for _ in group) for same, group in itertools.groupby(alike) if same)
    return 1 + max(runs, default=0)


def apart(one: Notes, other: Notes, tonics: tuple[int, int]) -> dict[str, float]:
    """How far two pieces' leads are apart, in rhythm and in melody."""
    first, second = (_lead(notes, tonic) for notes, tonic in zip((one, other), tonics, strict=True))
    return {
        "rhythm": _jaccard({(bar, step) for bar, step, _ in first}, {(bar, step) for bar, step, _ in second}),
        "melody": _jaccard(first, second),
    }


def _lead(notes: Notes, tonic: int) -> set[tuple[int, int, int]]:
    """The lead's notes; of a piece without a lead stem those of the highest melodic track."""
    pitched = [track for track in notes.tracks if not track.is_drums and track.stem not in ("percussion", "fx")]
    leads = [track for track in pitched if track.stem in LEADS]
    leads = leads or sorted(pitched, key=lambda track: -track.notes[:, 2].mean())[:1]
    sixteenths = notes.bar_s / notes.beat_s * 4
    found = set()
    for track in leads:
        for start_s, _, pitch, _ in track.notes:
            bar, step = divmod(round(start_s / notes.beat_s * 4), round(sixteenths))
            found.add((bar, step, (int(pitch) - tonic) % 12))
    return found


def _jaccard(one: set[tuple[int, ...]], other: set[tuple[int, ...]]) -> float:
    return 1.0 - len(one & other) / len(one | other) if one | other else 0.0
