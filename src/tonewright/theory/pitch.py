"""Pitch classes and MIDI note numbers.

A pitch class is an integer 0…11 with C = 0; a MIDI note number is 0…127 with middle C = 60
(MIDI 1.0 Detailed Specification, table 2).
"""

import re

from tonewright.errors import TheoryError

LETTERS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
SHARP_NAMES = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")
FLAT_NAMES = ("C", "Db", "D", "Eb", "E", "F", "Gb", "G", "Ab", "A", "Bb", "B")
_NAME = re.compile(r"^([A-G])(#{0,2}|b{0,2})$")


def parse_pitch_class(name: str) -> int:
    """The pitch class 0…11 of a note name such as `F#` or `Bb`.

    Raises TheoryError for anything but a letter A…G with at most two accidentals of one kind.
    """
    match = _NAME.match(name.replace("♯", "#").replace("♭", "b"))
    if match is None:
        raise TheoryError(f"unknown note name {name!r}")
    letter, accidentals = match.groups()
    return (LETTERS[letter] + accidentals.count("#") - accidentals.count("b")) % 12


def pitch_class_name(pitch_class: int, flats: bool = False) -> str:
    """The name of a pitch class, spelled with sharps or with flats."""
    return (FLAT_NAMES if flats else SHARP_NAMES)[pitch_class % 12]


def frequency_hz(midi_note: float) -> float:
    """The frequency of a MIDI note number in twelve-tone equal temperament with A4 = 440 Hz (ISO 16)."""
    return 440.0 * float(2.0 ** ((midi_note - 69.0) / 12.0))


def nearest(pitch_class: int, to_midi_note: float, low: int = 0, high: int = 127) -> int:
    """The MIDI note of `pitch_class` nearest to `to_midi_note` within low…high (the lower of two equals).

    Raises TheoryError if the range holds no note of that class.
    """
    candidates = range(low + (pitch_class - low) % 12, high + 1, 12)
    if not candidates:
        raise TheoryError(f"no {pitch_class_name(pitch_class)} between {low} and {high}")
    return min(candidates, key=lambda note: (abs(note - to_midi_note), note))
