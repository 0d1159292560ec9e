"""Strokes: what a mark of a comping grid strikes, how hard and in which way."""

from tonewright.composition.voicing import Voicing
from tonewright.theory.chord import Chord
from tonewright.theory.pitch import nearest

TOUCH = {
    "C": (0.86, "normal"), "c": (0.66, "normal"), "D": (0.84, "strum_down"), "d": (0.64, "strum_down"),
    "U": (0.74, "strum_up"), "u": (0.56, "strum_up"), "B": (0.8, "normal"), "b": (0.62, "normal"),
    "P": (0.9, "normal"), "p": (0.7, "staccato"), "A": (0.84, "normal"), "a": (0.64, "normal"),
    "S": (0.84, "normal"), "s": (0.68, "staccato"), "O": (0.86, "normal"), "o": (0.68, "normal"),
    "Q": (0.84, "normal"), "q": (0.68, "staccato"),
    "x": (0.5, "ghost"),
    "F": (0.78, "normal"), "f": (0.6, "normal"), "T": (0.8, "normal"), "t": (0.62, "normal"),
    "L": (0.84, "normal"), "l": (0.66, "normal"), "E": (0.46, "normal"), "e": (0.28, "normal"),
}  # fmt: skip
"""Velocity 0…1 and articulation of every mark that strikes a chord."""

# What stands over the root of a power chord, and of the boogie's sixth and seventh, in semitones.
_OVER_ROOT = {"P": (7, 12), "p": (7,), "S": (9,), "s": (9,), "Q": (10,), "q": (10,)}


def struck(mark: str, chord: Chord, layout: Voicing, low: int, lowest: int, given: bool) -> tuple[int, ...]:
    """The pitches that a mark strikes together.

    `layout` is the chord's voicing, `low` the lower end of the pattern's register, `lowest` the player's lowest note.
    Over chords that were `given`, power chords, boogie figures and pinches are whole chords.
    """
    if mark in "Oo":
        deep = nearest(chord.bass, 34, max(lowest, 28), 47)
        return (deep, deep + 12)
    if mark in "Tt" and given:
        return tuple(sorted({*_thumbed(chord, mark, layout, max(lowest, 33)), *layout}))
    if mark in "BbFfTt":
        return _thumbed(chord, mark, layout, max(lowest, 33))
    if mark in _OVER_ROOT and not given:
        return _on_root(chord, mark, low)
    return layout[-3:] if mark in "Uux" and len(layout) > 3 else layout


def _on_root(chord: Chord, mark: str, low: int) -> tuple[int, ...]:
    """A power chord or a boogie figure on the lowest root that the register has."""
    root = low + (chord.bass - low) % 12
    fifth = (chord.root + 7) % 12 in chord.pitch_classes and chord.bass == chord.root
    return (root, *(root + (12 if step == 7 and not fifth else step) for step in _OVER_ROOT[mark]))


def _thumbed(chord: Chord, mark: str, layout: Voicing, low: int) -> tuple[int, ...]:
    """The bass of the thumb: the root, the fifth that alternates with it, or root and top string together."""
    root = nearest(chord.bass, low + 8, low, low + 14)
    if mark in "Tt":
        return (root, layout[-1])
    if mark in "Ff":
        fifth = next((c for c in chord.pitch_classes if (c - chord.root) % 12 in (6, 7, 8)), chord.root)
        return (nearest(fifth if chord.bass == chord.root else chord.root, root - 4, low, low + 14),)
    return (root,)
