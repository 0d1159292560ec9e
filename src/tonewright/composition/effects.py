"""Effects: risers into a lift, drops after it, the crackle of a record, the weather."""

from tonewright.composition.instruments import instrument
from tonewright.composition.piece import Piece
from tonewright.composition.score import Note

_PITCH = 60


def play_effects(piece: Piece, name: str) -> list[Note]:
    """The notes of an effect instrument: its length is the note's, its pitch means nothing."""
    bar_beats = piece.meter.bar_beats
    if instrument(name).fits("bed"):
        return [Note(0.0, piece.seconds * piece.tempo_bpm / 60, _PITCH, 0.5)]
    notes = []
    for section in piece.sections:
        following = piece.after(section)
        if following is None or following.intensity - section.intensity < 0.15 or following.intensity < 0.6:
            continue
        bars = 2 if section.bars >= 4 else 1
        boundary = following.start_bar * bar_beats
        if name == "noise_riser":
            notes.append(Note(boundary - bars * bar_beats, bars * bar_beats, _PITCH, 0.4 + 0.4 * following.intensity))
        elif following.kind in ("drop", "chorus"):
            notes.append(Note(boundary, 2 * bar_beats, _PITCH, 0.8))
    return notes
