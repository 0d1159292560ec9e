"""Expected scales and chords as in Aldwell & Schachter, "Harmony and Voice Leading"."""

import pytest

from tonewright.errors import TheoryError
from tonewright.theory.key import Key, parse_tonality
from tonewright.theory.pitch import parse_pitch_class

WIRE_TONALITIES = [
    f"{tonic}:{mode}"
    for tonic in ("A", "Ab", "B", "Bb", "C#", "C", "D", "E", "Eb", "F#", "F", "G")
    for mode in ("major", "minor")
]


def key(name: str, mode: str = "major") -> Key:
    return Key(parse_pitch_class(name), mode)


@pytest.mark.parametrize(
    ("tonic", "mode", "notes"),
    [
        ("C", "major", "C D E F G A B"),
        ("A", "minor", "A B C D E F G"),
        ("D", "dorian", "D E F G A B C"),
        ("E", "phrygian", "E F G A B C D"),
        ("F", "lydian", "F G A B C D E"),
        ("G", "mixolydian", "G A B C D E F"),
        ("A", "harmonic minor", "A B C D E F G#"),
        ("Eb", "major", "Eb F G Ab Bb C D"),
    ],
)
def test_a_mode_has_its_seven_notes(tonic: str, mode: str, notes: str) -> None:
    assert key(tonic, mode).scale == tuple(parse_pitch_class(note) for note in notes.split())


@pytest.mark.parametrize("tonality", WIRE_TONALITIES)
def test_every_tonality_of_the_wire_reads_back(tonality: str) -> None:
    assert parse_tonality(tonality).tonality == tonality


@pytest.mark.parametrize("text", ["", "C", "C:", "C:dur", "H:major", "C:Major", "C major", ":minor"])
def test_another_tonality_raises(text: str) -> None:
    with pytest.raises(TheoryError):
        parse_tonality(text)


@pytest.mark.parametrize(
    ("tonic", "mode", "written"),
    [
        ("F", "major", "F major"),
        ("Bb", "major", "Bb major"),
        ("Eb", "minor", "Eb minor"),
        ("F#", "major", "F# major"),
        ("C#", "minor", "C# minor"),
        ("G", "minor", "G minor"),
        ("D", "dorian", "D dorian"),
        ("Bb", "minor", "Bb minor"),
    ],
)
def test_a_key_is_written_with_the_accidentals_of_its_signature(tonic: str, mode: str, written: str) -> None:
    assert str(key(tonic, mode)) == written


@pytest.mark.parametrize(
    ("tonic", "mode", "flats"),
    [("D", "minor", True), ("C", "dorian", True), ("A", "minor", False), ("E", "mixolydian", False)],
)
def test_a_minor_key_has_the_signature_of_its_relative_major(tonic: str, mode: str, flats: bool) -> None:
    assert key(tonic, mode).uses_flats is flats


@pytest.mark.parametrize(
    ("numeral", "chord"),
    [
        ("I", "C"),
        ("ii", "Dm"),
        ("iii", "Em"),
        ("IV", "F"),
        ("V", "G"),
        ("vi", "Am"),
        ("vii°", "Bdim"),
        ("viiø7", "Bm7b5"),
        ("bVII", "Bb"),
        ("bVI", "Ab"),
        ("bIII", "Eb"),
        ("iv", "Fm"),
        ("#iv°7", "F#dim7"),
        ("V7", "G7"),
        ("IVmaj7", "Fmaj7"),
        ("vi7", "Am7"),
        ("ii7b5", "Dm7b5"),
        ("V7sus4", "G7sus4"),
        ("I6/9", "C6/9"),
        ("V7/ii", "A7"),
        ("V7/V", "D7"),
        ("vii°7/V", "F#dim7"),
        ("V/vi", "E"),
        ("ii7/IV", "Gm7"),
        ("bII", "Db"),
        ("imaj7", "Cmmaj7"),
        ("im7", "Cm7"),
        ("Isus2", "Csus2"),
        ("iisus4", "Dsus4"),
        ("III", "E"),
    ],
)
def test_a_numeral_in_c_major_names_its_chord(numeral: str, chord: str) -> None:
    assert key("C").numeral(numeral).text == chord


@pytest.mark.parametrize(
    ("numeral", "chord"),
    [
        ("i", "Am"),
        ("III", "C"),
        ("iv", "Dm"),
        ("v", "Em"),
        ("V", "E"),
        ("VI", "F"),
        ("VII", "G"),
        ("bVII", "G"),
        ("bVI", "F"),
        ("vii°", "G#dim"),
        ("vii°7", "G#dim7"),
        ("iiø7", "Bm7b5"),
        ("#vi°", "F#dim"),
        ("V7/iv", "A7"),
        ("V7/III", "G7"),
        ("vii°7/iv", "C#dim7"),
        ("bII", "Bb"),
        ("I", "A"),
    ],
)
def test_a_numeral_in_a_minor_counts_on_the_minor_scale(numeral: str, chord: str) -> None:
    assert key("A", "minor").numeral(numeral).text == chord


def test_numerals_are_spelled_as_the_key_is() -> None:
    assert key("Eb").numeral("IV").text == "Ab"
    assert key("E").numeral("V").text == "B"
    assert key("E").numeral("iii").text == "G#m"
    assert key("F").numeral("IV").text == "Bb"
    assert key("Eb", "minor").numeral("i").text == "Ebm"


@pytest.mark.parametrize("text", ["", "VIII", "iI", "X", "bb7", "Vnonsense", "V/9", "V7/", "1"])
def test_an_unknown_numeral_raises(text: str) -> None:
    with pytest.raises(TheoryError):
        key("C").numeral(text)
