"""Dynamics across a section: builds swell towards what follows, long sections grow a little."""

import math
from dataclasses import replace

from tonewright.composition.piece import Piece, SectionPlan
from tonewright.composition.score import Note

_PEAK = 0.62
"""Where in a phrase its top lies."""
_MIDDLING = 0.6
_SWELLING = ("build", "prechorus")


def swelled(piece: Piece, notes: list[Note]) -> list[Note]:
    """The notes with their velocities shaped by where they stand in their sections."""
    beats = piece.meter.bar_beats
    found = []
    for note in notes:
        if note.start_beat >= piece.final_beat:
            # What ends does not stand out: the last chord goes on from where its section has come to.
            last = _high(piece.sections[-1]) * _loud(piece.sections[-1], piece.style.dynamics)
            found.append(replace(note, velocity=min(1.0, note.velocity * last)))
            continue
        section = piece.section_at(int(note.start_beat // beats))
        way = (note.start_beat / beats - section.start_bar) / section.bars
        factor = _low(section) + (_high(section) - _low(section)) * way
        factor *= _loud(section, piece.style.dynamics)
        factor *= _breath(note.start_beat / beats - section.start_bar, section, piece.style.phrasing)
        found.append(replace(note, velocity=min(1.0, note.velocity * factor)))
    return found


def _loud(section: SectionPlan, range_: float) -> float:
    """How much louder or softer a section is played beyond what its parts do by themselves."""
    return 1.0 + range_ * (section.intensity - _MIDDLING)


def _breath(bar: float, section: SectionPlan, depth: float) -> float:
    """A phrase of four bars as players breathe it: towards its third bar and back, `depth` 0…1 from end to end."""
    phrase = min(4, section.bars)
    place = bar % phrase / phrase
    rise = math.sin(0.5 * math.pi * min(place / _PEAK, 1.0)) * math.cos(
        0.5 * math.pi * max((place - _PEAK) / (1.0 - _PEAK), 0.0)
    )
    return 1.0 + depth * (rise - 0.6)


def _low(section: SectionPlan) -> float:
    return 0.72 if section.kind in _SWELLING else 0.95


def _high(section: SectionPlan) -> float:
    return 1.12 if section.kind in _SWELLING else 0.88 if section.kind == "outro" else 1.03
