"""Dynamics across a section: builds swell towards what follows, long sections grow a little."""

from dataclasses import replace

from tonewright.composition.piece import Piece, SectionPlan
from tonewright.composition.score import Note

_SWELLING = ("build", "prechorus")


def swelled(piece: Piece, notes: list[Note]) -> list[Note]:
    """The notes with their velocities shaped by where they stand in their sections."""
    beats = piece.meter.bar_beats
    found = []
    for note in notes:
        if note.start_beat >= piece.final_beat:
            found.append(note)
            continue
        section = piece.section_at(int(note.start_beat // beats))
        way = (note.start_beat / beats - section.start_bar) / section.bars
        factor = _low(section) + (_high(section) - _low(section)) * way
        found.append(replace(note, velocity=min(1.0, note.velocity * factor)))
    return found


def _low(section: SectionPlan) -> float:
    return 0.72 if section.kind in _SWELLING else 0.95


def _high(section: SectionPlan) -> float:
    return 1.12 if section.kind in _SWELLING else 0.88 if section.kind == "outro" else 1.03
