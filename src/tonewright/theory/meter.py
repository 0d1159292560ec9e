"""Meters. A beat is a quarter note everywhere in Tonewright, as in MIDI files and DAWs."""

from dataclasses import dataclass

from tonewright.errors import TheoryError


@dataclass(frozen=True)
class Meter:
    """A time signature.

    Attributes: `bar_beats` is the bar's length in quarter notes; `pulses` are the felt beats of the bar, as
    offsets in quarter notes; `subdivisions` is how many sixteenth notes a bar has.
    """

    name: str
    numerator: int
    denominator: int
    pulses: tuple[float, ...]

    @property
    def bar_beats(self) -> float:
        """The bar's length in quarter notes."""
        return self.numerator * 4.0 / self.denominator

    @property
    def subdivisions(self) -> int:
        """How many sixteenth notes a bar has."""
        return self.numerator * 16 // self.denominator


METERS = {
    "4/4": Meter("4/4", 4, 4, (0.0, 1.0, 2.0, 3.0)),
    "3/4": Meter("3/4", 3, 4, (0.0, 1.0, 2.0)),
    "6/8": Meter("6/8", 6, 8, (0.0, 1.5)),
}


def parse_meter(name: str) -> Meter:
    """The meter of that name. Raises TheoryError for one that is not in METERS."""
    if name not in METERS:
        raise TheoryError(f"unknown time signature {name!r}, known are {', '.join(METERS)}")
    return METERS[name]
