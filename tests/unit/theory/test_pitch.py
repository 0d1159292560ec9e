"""Expected numbers: MIDI 1.0 (middle C = 60) and ISO 16 (A4 = 440 Hz)."""

import pytest

from tonewright.errors import TheoryError
from tonewright.theory.pitch import frequency_hz, nearest, parse_pitch_class, pitch_class_name


@pytest.mark.parametrize(
    ("name", "pitch_class"),
    [
        ("C", 0), ("C#", 1), ("Db", 1), ("E#", 5), ("Fb", 4), ("F♯", 6), ("B♭", 10), ("B#", 0), ("Cb", 11),
        ("F##", 7), ("Abb", 7),
    ],
)  # fmt: skip
def test_a_note_name_has_its_pitch_class(name: str, pitch_class: int) -> None:
    assert parse_pitch_class(name) == pitch_class


@pytest.mark.parametrize("name", ["", "H", "c", "C#b", "C###", "Do", "C4", " C"])
def test_an_unknown_note_name_raises_and_is_named(name: str) -> None:
    with pytest.raises(TheoryError, match="unknown note name"):
        parse_pitch_class(name)


def test_a_pitch_class_is_spelled_with_sharps_or_flats() -> None:
    assert [pitch_class_name(n) for n in (1, 3, 6, 8, 10)] == ["C#", "D#", "F#", "G#", "A#"]
    assert [pitch_class_name(n, flats=True) for n in (1, 3, 6, 8, 10)] == ["Db", "Eb", "Gb", "Ab", "Bb"]
    assert pitch_class_name(12) == "C"


def test_frequencies_are_equal_tempered_from_440_hz() -> None:
    assert frequency_hz(69) == 440.0
    assert frequency_hz(81) == pytest.approx(880.0)
    assert frequency_hz(60) == pytest.approx(261.6256, abs=1e-4)
    assert frequency_hz(69.5) == pytest.approx(452.8930, abs=1e-4)


def test_the_nearest_note_of_a_class_is_taken_and_the_lower_of_two_equals() -> None:
    assert nearest(0, 61) == 60
    assert nearest(0, 66) == 60
    assert nearest(0, 67) == 72
    assert nearest(7, 60) == 55
    assert nearest(0, 60, low=62, high=80) == 72


def test_a_range_without_the_note_raises() -> None:
    with pytest.raises(TheoryError, match="no F#"):
        nearest(6, 60, low=60, high=65)
