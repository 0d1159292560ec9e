"""Expected tones: Brandt & Roemer, "Standardized Chord Symbol Notation" (1976), spelled by note names."""

import pytest

from tonewright.errors import TheoryError
from tonewright.theory.chord import ALIASES, QUALITIES, make_chord, parse_chord, parse_quality
from tonewright.theory.pitch import parse_pitch_class


@pytest.mark.parametrize(
    ("symbol", "notes"),
    [
        ("C", "C E G"),
        ("Am", "A C E"),
        ("F#m", "F# A C#"),
        ("Bb", "Bb D F"),
        ("Edim", "E G Bb"),
        ("Gaug", "G B D#"),
        ("Dsus2", "D E A"),
        ("Asus4", "A D E"),
        ("E5", "E B"),
        ("F6", "F A C D"),
        ("Gm6", "G Bb D E"),
        ("C6/9", "C E G A D"),
        ("G7", "G B D F"),
        ("Cmaj7", "C E G B"),
        ("Dm7", "D F A C"),
        ("Am(maj7)", "A C E G#"),
        ("Bm7b5", "B D F A"),
        ("Cdim7", "C Eb Gb A"),
        ("D7sus4", "D G A C"),
        ("Cadd9", "C E G D"),
        ("Em9", "E G B D F#"),
        ("A7b9", "A C# E G Bb"),
        ("E7#9", "E G# B D G"),
        ("Fmaj7#11", "F A C E B"),
        ("G13", "G B D F A E"),
        ("Abmaj9", "Ab C Eb G Bb"),
        ("C11", "C E G Bb D F"),
        ("Gb", "Gb Bb Db"),
        ("B♭m", "Bb Db F"),
        ("C♯m7", "C# E G# B"),
        ("C°7", "C Eb Gb A"),
        ("Fø", "F Ab Cb Eb"),
        ("C-7", "C Eb G Bb"),
        ("CΔ7", "C E G B"),
        ("D+", "D F# A#"),
        ("Gsus", "G C D"),
        ("G9#11", "G B D F A C#"),
        ("E7#5#9", "E G# B# D G"),
    ],
)
def test_a_chord_symbol_has_the_tones_that_players_play(symbol: str, notes: str) -> None:
    assert parse_chord(symbol).pitch_classes == tuple(parse_pitch_class(note) for note in notes.split())


@pytest.mark.parametrize(
    ("first", "second"),
    [("CM7", "Cmaj7"), ("Cmin7", "C-7"), ("Co", "Cdim"), ("C+7", "C7#5"), ("Csus", "Csus4"), ("C69", "C6/9")],
)
def test_two_spellings_of_one_chord_are_the_same_quality(first: str, second: str) -> None:
    assert parse_chord(first).quality == parse_chord(second).quality


def test_a_chord_with_a_foreign_bass_keeps_its_own_tones() -> None:
    chord = parse_chord("Cmaj7/F#")
    assert (chord.root, chord.bass) == (0, 6)
    assert chord.pitch_classes == (0, 4, 7, 11)


def test_the_slash_of_a_six_nine_chord_is_no_bass() -> None:
    assert parse_chord("C6/9").bass == 0
    assert parse_chord("Cm6/9/Eb").bass == 3


def test_a_chord_keeps_the_symbol_as_it_was_written() -> None:
    assert str(parse_chord(" Dmin7 ")) == "Dmin7"


@pytest.mark.parametrize(
    "symbol", ["", "H", "c", "Cfoo", "C/H", "C/", "Cmaj7/x", "7", "/E", "C//E", "N.C.", "🎸", "C" * 500]
)
def test_an_unknown_symbol_raises_and_is_named(symbol: str) -> None:
    with pytest.raises(TheoryError, match="unknown chord"):
        parse_chord(symbol)


@pytest.mark.parametrize(
    ("symbol", "is_minor"), [("Am", True), ("Cdim", True), ("C", False), ("C5", False), ("E7#9", False)]
)
def test_a_chord_is_minor_with_a_minor_third_and_no_major_one(symbol: str, is_minor: bool) -> None:
    assert parse_chord(symbol).is_minor is is_minor


def test_a_made_chord_is_spelled_in_its_key_and_reads_back() -> None:
    chord = make_chord(10, "m7", flats=True, bass=1)
    assert chord.text == "Bbm7/Db"
    assert parse_chord(chord.text) == chord


def test_a_bass_that_is_the_root_is_not_written() -> None:
    assert make_chord(0, "", bass=12).text == "C"


def test_an_unknown_quality_raises() -> None:
    with pytest.raises(TheoryError):
        make_chord(0, "nonsense")
    with pytest.raises(TheoryError):
        parse_quality("nonsense")


def test_every_alias_means_a_known_quality_and_hides_none() -> None:
    assert set(ALIASES.values()) <= set(QUALITIES)
    assert not set(ALIASES) & set(QUALITIES)


def test_every_quality_reads_back_from_its_own_spelling_on_every_root() -> None:
    for quality in QUALITIES:
        for root in range(12):
            # A flat right after the letter would be read as the root's.
            if not quality.startswith(("b", "#")):
                assert parse_chord(make_chord(root, quality).text).quality == quality


def test_intervals_rise_from_the_root() -> None:
    for quality, intervals in QUALITIES.items():
        assert intervals[0] == 0, quality
        assert list(intervals) == sorted(set(intervals)), quality
