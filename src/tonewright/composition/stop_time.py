"""Stop-time: the band strikes the downbeats alone and leaves the bars to the lead."""

from dataclasses import replace

from tonewright.composition.part_wishes import is_in
from tonewright.composition.piece import Piece
from tonewright.composition.score import Note, Part

_LEADING = ("melody", "counter", "fx")
_STRUCK_BEATS = 0.26
_RINGS_BEATS = 0.5
# The share of a chorus that stops: the first four bars of eight, or of a blues's twelve.
_BARS = 4


def stopped(piece: Piece, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The parts with only the first hit in the first four bars of every chorus of the sections that the style stops.

    Lead, answers and singer go on.
    """
    whole = piece.style.cycle or 2 * _BARS
    bars = {
        bar
        for section in piece.sections
        if is_in(piece.sections, section, piece.style.stop_time)
        for bar in range(section.start_bar, section.end_bar)
        if (bar - section.start_bar) % whole < _BARS
    }
    if not bars:
        return parts
    return tuple(p if p.role in _LEADING else replace(p, notes=_struck(piece, p.notes, bars)) for p in parts)


def _struck(piece: Piece, notes: tuple[Note, ...], bars: set[int]) -> tuple[Note, ...]:
    beats = piece.meter.bar_beats
    found = []
    for note in notes:
        bar, place = int(note.start_beat // beats), note.start_beat % beats
        if bar not in bars:
            # What is held into a stop ends there.
            until = next((b * beats for b in sorted(bars) if note.start_beat < b * beats < note.end_beat), None)
            found.append(note if until is None else replace(note, duration_beats=until - note.start_beat))
        elif place < _STRUCK_BEATS:
            found.append(replace(note, duration_beats=min(note.duration_beats, _RINGS_BEATS), articulation="accent"))
    return tuple(found)
