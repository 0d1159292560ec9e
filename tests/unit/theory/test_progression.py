import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonewright.errors import TheoryError
from tonewright.theory.progression import parse_progression


def written(text: str) -> list[list[str]]:
    bars = parse_progression(text)
    return [["N.C." if chord is None else chord.text for chord in bar.chords] for bar in bars]


@pytest.mark.parametrize(
    ("text", "bars"),
    [
        ("C F G Am", [["C"], ["F"], ["G"], ["Am"]]),
        ("C, F, G", [["C"], ["F"], ["G"]]),
        ("Cm7 | F7 | Bbmaj7 Eb", [["Cm7"], ["F7"], ["Bbmaj7", "Eb"]]),
        ("| C G | % | Am |", [["C", "G"], ["C", "G"], ["Am"]]),
        ("C % G", [["C"], ["C"], ["G"]]),
        ("N.C. | C", [["N.C."], ["C"]]),
        ("C N.C. | NC", [["C", "N.C."], ["N.C."]]),
        ("C|F||G", [["C"], ["F"], ["G"]]),
        ("  C\n F ", [["C"], ["F"]]),
        ("D/F# A7/C#", [["D/F#"], ["A7/C#"]]),
    ],
)
def test_a_progression_is_read_bar_by_bar(text: str, bars: list[list[str]]) -> None:
    assert written(text) == bars


@pytest.mark.parametrize("text", ["", "   ", "|", "| |", ",,"])
def test_a_progression_without_a_chord_raises(text: str) -> None:
    with pytest.raises(TheoryError, match="no chord"):
        parse_progression(text)


def test_the_symbol_that_cannot_be_read_is_named() -> None:
    with pytest.raises(TheoryError, match="'Xm7'"):
        parse_progression("C | Xm7 | F")


def test_a_repeat_sign_needs_a_bar_before_it() -> None:
    with pytest.raises(TheoryError, match="first bar"):
        parse_progression("% C")


def test_a_repeat_sign_within_a_bar_is_no_chord() -> None:
    with pytest.raises(TheoryError, match="'%'"):
        parse_progression("C | F % | G")


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_with_a_theory_error(text: str) -> None:
    try:
        bars = parse_progression(text)
    except TheoryError:
        return
    assert bars
    assert all(bar.chords for bar in bars)
