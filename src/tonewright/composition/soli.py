"""Soli: a section of winds plays the tune in block chords, every note of it harmonised from above.

The usual four-part block of arrangers: the tune on top, the next chord tones under it, the second voice from above
dropped an octave where the voicing is `drop 2`.
"""

from dataclasses import replace

from tonewright.composition.piece import Piece, SectionPlan
from tonewright.composition.score import Note
from tonewright.theory.chord import Chord


def play_soli(
    piece: Piece, section: SectionPlan, tune: tuple[Note, ...], register: tuple[int, int], voices: int, drop: bool
) -> list[Note]:
    """The tune's notes of a section, each with chord tones under it, within a register; no chord, no block.

    With one voice the tune is doubled, in unison or in octaves.
    """
    start, end = section.start_bar * piece.meter.bar_beats, section.end_bar * piece.meter.bar_beats
    here = [n for n in tune if start <= n.start_beat < end]
    if voices == 1:
        return _doubled(here, register)
    notes: list[Note] = []
    for note in here:
        chord = piece.chord_at(note.start_beat)
        if chord is not None:
            for pitch in block(chord, _folded(note.pitch, register), voices, drop):
                if pitch >= register[0]:
                    notes.append(replace(note, pitch=pitch, velocity=0.86 * note.velocity))
    return notes


def block(chord: Chord, top: int, voices: int, drop: bool = False) -> tuple[int, ...]:
    """A close block of `voices` notes under and with `top`, rising; no tone of it rubs against the top note."""
    pitches = [top]
    pitch = top - 1
    while len(pitches) < voices and pitch > top - 24:
        if pitch % 12 in chord.pitch_classes and pitches[-1] - pitch >= (2 if len(pitches) == 1 else 1):
            pitches.append(pitch)
        pitch -= 1
    if drop and len(pitches) > 2:
        pitches[1] -= 12
    return tuple(sorted(set(pitches)))


def _doubled(tune: list[Note], register: tuple[int, int]) -> list[Note]:
    """The tune itself, moved by whole octaves to where most of it lies in the register."""
    shifts = (0, -12, 12, -24, 24)
    outside = [sum(not register[0] <= n.pitch + shift <= register[1] for n in tune) for shift in shifts]
    shift = shifts[outside.index(min(outside))]
    moved = (replace(n, pitch=n.pitch + shift, velocity=0.86 * n.velocity) for n in tune)
    return [n for n in moved if register[0] <= n.pitch <= register[1]]


def _folded(pitch: int, register: tuple[int, int]) -> int:
    while pitch > register[1]:
        pitch -= 12
    while pitch < register[0] + 7:
        pitch += 12
    return pitch
