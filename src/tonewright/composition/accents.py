"""Accents: how much weight a place in the bar has."""

from tonewright.composition.piece import Piece
from tonewright.theory.meter import Meter


def strength(piece: Piece, beat: float) -> float:
    """The metrical weight 0…1 of a beat of the piece."""
    return strength_at(piece.meter, beat)


def strength_at(meter: Meter, beat: float) -> float:
    """The metrical weight 0…1 of a place, counted in beats from any bar line."""
    place = round(beat % meter.bar_beats, 4)
    if place in (0, meter.bar_beats):
        return 1.0
    if meter.name == "6/8":
        return 0.85 if place == 1.5 else 0.35 if place % 0.5 == 0 else 0.1
    if place == 2 and meter.name == "4/4":
        return 0.85
    if place % 1 == 0:
        return 0.6
    return 0.3 if place % 0.5 == 0 else 0.1
