"""Voicing: how a chord is laid out for one player, each chord leading smoothly to the next.

The search is a shortest path over all layouts of all chords (Viterbi): little movement, no voice crossing,
sensible spacing. Spacing follows the low-interval limits of Sebesky, "The Contemporary Arranger" (1975), simplified.
"""

from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from tonewright.theory.chord import Chord

Voicing = tuple[int, ...]
VOICINGS = ("any", "close", "montuno", "drop 2", "rootless", "shell", "open", "part")


@cache
def lead_voices(
    chords: tuple[Chord | None, ...], low: int, high: int, voices: int, complete: bool, kind: str = "any"
) -> tuple[Voicing, ...]:
    """A voicing of every chord, `()` for rests, with the smallest total movement.

    Parameters: the chords in order; the register in MIDI notes; the number of voices; `complete` keeps every
    tone of a chord, however many there are; `kind` is one of VOICINGS, and with `complete` it is "any" or "open".
    """
    sounding = [chord for chord in chords if chord is not None]
    if not sounding:
        return tuple(() for _ in chords)
    if complete:
        voices = max([voices] + [len(set(chord.pitch_classes)) for chord in sounding])
        kind = kind if kind == "open" else "any"
    layouts = [layouts_of(chord, low, high, voices, kind) for chord in sounding]
    costs = [_place_cost(layout, (low + high) / 2) for layout in layouts]
    total, back = costs[0], []
    for before, layout, cost in zip(layouts, layouts[1:], costs[1:], strict=False):
        paths = total[:, None] + _movement(before, layout)
        back.append(paths.argmin(axis=0))
        total = paths.min(axis=0) + cost
    choice = [int(total.argmin())]
    for step in reversed(back):
        choice.append(int(step[choice[-1]]))
    found = iter(tuple(int(n) for n in layout[index]) for layout, index in zip(layouts, reversed(choice), strict=True))
    return tuple(() if chord is None else _without_doubles(next(found)) for chord in chords)


@cache
def layouts_of(chord: Chord, low: int, high: int, voices: int, kind: str = "any") -> NDArray[np.int64]:
    """All sensible layouts of a chord in a register, shape (layouts, voices), each rising."""
    tones = _tones(chord, voices, kind)
    found: set[Voicing] = set()
    for strict in (True, False):
        for bottom in range(low, high + 1):
            if bottom % 12 not in tones:
                continue
            if kind == "open" and bottom % 12 != chord.bass:
                continue
            for layout in _shapes(_stack(bottom, tones, voices), kind):
                if layout[0] >= low and layout[-1] <= high and (not strict or _clear(layout)):
                    found.add(layout)
        if found:
            break
    if not found and kind == "open":
        # Too wide a spread for the register: rather a closer one than another bass or a tone less.
        stacks = [_stack(bottom, tones, voices) for bottom in range(low, high + 1) if bottom % 12 == chord.bass]
        raised = {shape for shape in map(_raised, stacks) if shape[-1] <= high}
        found = raised or {stack for stack in stacks if stack[-1] <= high}
    if not found and kind == "open" and voices > 2:
        narrower = layouts_of(chord, low, high, voices - 1, kind)
        return np.hstack([narrower, narrower[:, -1:]])
    if not found:
        middle = (low + high) // 2
        folded = sorted(low + (pc - low) % 12 for pc in tones)[:voices]
        found.add(tuple(folded + [folded[-1]] * (voices - len(folded))) if folded else (middle,) * voices)
    return np.array(sorted(found), dtype=np.int64)


def _shapes(close: Voicing, kind: str) -> tuple[Voicing, ...]:
    if kind == "drop 2":
        return (_drop(close, 2),)
    if kind in ("close", "montuno"):
        return (close,)
    if kind == "open":
        return (_opened(close),)
    return close, _drop(close, 2), _drop(close, 3)


def _tones(chord: Chord, voices: int, kind: str = "any") -> list[int]:
    tones = list(dict.fromkeys(chord.pitch_classes))
    if kind in ("rootless", "shell") and len(tones) > 3:
        # The bass has the root; third and seventh tell what the chord is.
        tones.remove(chord.root)
        if kind == "shell":
            tones = [pc for pc in tones if pc != (chord.root + 7) % 12]
    # With too few voices the perfect fifth goes first, then the root, which the bass has.
    kept = chord.bass if kind == "open" else None
    if kept is not None and kept not in tones:
        tones.insert(0, kept)
    for spare in ((chord.root + 7) % 12, chord.root):
        if len(tones) > voices and spare in tones and spare != kept:
            tones.remove(spare)
    return tones[:voices]


def _stack(bottom: int, tones: list[int], voices: int) -> Voicing:
    notes = [bottom]
    while len(notes) < voices:
        notes.append(min(notes[-1] + ((pc - notes[-1] - 1) % 12) + 1 for pc in tones))
    return tuple(notes)


def _opened(close: Voicing) -> Voicing:
    """A left hand's spread: the bass, then the tones nearest to a fifth, a tenth, a twelfth … above it."""
    tones = list(dict.fromkeys(pitch % 12 for pitch in close))
    notes, left = [close[0]], tones[1:]
    for reach in (7, 16, 21, 26, 31)[: len(close) - 1]:
        left = left or tones
        above = [p for p in range(notes[-1] + 3, notes[-1] + 16) if p % 12 in left]
        notes.append(min(above, key=lambda p: abs(p - close[0] - reach)))
        left = [tone for tone in left if tone != notes[-1] % 12]
    return tuple(notes)


def _raised(close: Voicing) -> Voicing:
    """A narrower spread: the second note from below goes up an octave, as in root, fifth, seventh and tenth."""
    return tuple(sorted((close[0], *close[2:], close[1] + 12)))


def _drop(close: Voicing, place: int) -> Voicing:
    if len(close) <= place:
        return close
    notes = list(close)
    notes[-place] -= 12
    return tuple(sorted(notes))


def _clear(layout: Voicing) -> bool:
    for under, over in pairwise(layout):
        gap = over - under
        if (under < 48 and gap < 7) or (under < 53 and gap < 3) or gap > 14:
            return False
    return True


def _place_cost(layout: NDArray[np.int64], centre: float) -> NDArray[np.float64]:
    gaps = np.diff(layout, axis=1)
    rubs = (gaps == 1).sum(axis=1) * 1.5 + (gaps == 0).sum(axis=1) * 2.0
    return np.asarray(np.abs(layout.mean(axis=1) - centre) * 0.35 + rubs, dtype=np.float64)


def _movement(before: NDArray[np.int64], after: NDArray[np.int64]) -> NDArray[np.float64]:
    steps = np.abs(after[None, :, :] - before[:, None, :])
    top = steps[:, :, -1]
    jumps = np.maximum(top - 4, 0) * 1.0 + np.maximum(steps.max(axis=2) - 7, 0) * 1.5
    return np.asarray(steps.sum(axis=2) + jumps, dtype=np.float64)


def _without_doubles(layout: Voicing) -> Voicing:
    return tuple(dict.fromkeys(layout))
