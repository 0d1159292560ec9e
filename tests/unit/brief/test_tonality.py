import pytest

from tonewright.brief.prompt import Prompt
from tonewright.brief.tonality import read_chords, read_key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("in D minor", "D minor"), ("F# major", "F# major"), ("key of Bb", "Bb major"),
        ("in f♯ minor", "F# minor"),
        ("c-sharp minor", "C# minor"), ("E flat major", "Eb major"), ("in B♭", "Bb major"),
        ("key: Em", "E minor"),
        ("in Am", "A minor"), ("in a minor", "A minor"), ("in A minor at 90 bpm", "A minor"),
        ("G mixolydian", "G mixolydian"),
        ("in the key of A", "A major"), ("sad, minor key, in the key of A", "A minor"), ("a minor", None),
        ("A HARMONIC MINOR", "A harmonic minor"), ("D aeolian", "D minor"),
        ("Bbm is the key, in Bbm", "Bb minor"),
        ("in a major city", None), ("a minor setback", None), ("A minor setback", None),
        ("in a minor key", None),
        ("part A. Minor things", None), ("I am in", None), ("vitamin C", None), ("in 3D", None),
        ("plan B", None),
        ("be major", None), ("D-day", None), ("a flat tyre", None),
    ],
)  # fmt: skip
def test_a_key_is_told_from_an_article_and_other_letters(text: str, key: str | None) -> None:
    found = read_key(Prompt(text))[0].value
    assert (None if found is None else str(found)) == key


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("in a minor key", "minor"), ("major chords", "major"), ("in minor", "minor"), ("minor-key", "minor"),
        ("D dorian", "minor"), ("a major label", None), ("minor problem", None), ("", None),
    ],
)  # fmt: skip
def test_a_mode_may_be_wished_without_a_key(text: str, mode: str | None) -> None:
    assert read_key(Prompt(text))[1].value == mode


@pytest.mark.parametrize(
    ("text", "chords"),
    [
        ("chords: C F G Am", "C F G Am"), ("the chord progression Am, F, C, G please", "Am F C G"),
        ("progression Dm7 - G7 - Cmaj7", "Dm7 G7 Cmaj7"), ("chords C | F G | Am", "C F G Am"),
        ("chords Am.", ""),
        ("chords A bit", ""), ("Am F C G", ""), ("chords", ""), ("changes: Bb7/D Eb7. C D", "Bb7/D Eb7"),
    ],
)  # fmt: skip
def test_a_progression_is_read_after_its_name(text: str, chords: str) -> None:
    bars = read_chords(Prompt(text)).value or ()
    assert " ".join(str(chord) for bar in bars for chord in bar.chords) == chords


def test_bars_with_lines_keep_their_shares() -> None:
    bars = read_chords(Prompt("chords: C | F G | Am")).value
    assert bars is not None
    assert [len(bar.chords) for bar in bars] == [1, 2, 1]
