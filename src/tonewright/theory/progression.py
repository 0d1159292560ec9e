"""Chord progressions as users write them: `C F G Am` or `Cm7 | F7 | Bbmaj7 Eb | %`."""

from dataclasses import dataclass

from tonewright.errors import TheoryError
from tonewright.theory.chord import Chord, parse_chord

NO_CHORD = ("N.C.", "NC", "n.c.")


@dataclass(frozen=True)
class ProgressionBar:
    """One bar of a progression: its chords share the bar equally; None is a rest (`N.C.`)."""

    chords: tuple[Chord | None, ...]


def parse_progression(text: str) -> tuple[ProgressionBar, ...]:
    """The bars of a progression.

    Without `|` every symbol is one bar; with `|` the symbols of a bar share it equally. `%` alone repeats
    the bar before. Empty bars (a leading or trailing `|`) are dropped.

    Raises TheoryError that names the symbol that cannot be read, or says that there is none.
    """
    cells = text.split("|") if "|" in text else text.replace(",", " ").split()
    bars: list[ProgressionBar] = []
    for cell in cells:
        symbols = cell.replace(",", " ").split()
        if not symbols:
            continue
        if symbols == ["%"]:
            if not bars:
                raise TheoryError("'%' repeats the bar before, but it stands in the first bar")
            bars.append(bars[-1])
            continue
        bars.append(ProgressionBar(tuple(None if s in NO_CHORD else parse_chord(s) for s in symbols)))
    if not bars:
        raise TheoryError("there is no chord in it")
    return tuple(bars)
