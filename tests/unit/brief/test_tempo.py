"""Tempo words: the ranges on Wittner's metronomes; numbers as written."""

import pytest

from tonewright.brief.prompt import Prompt
from tonewright.brief.tempo import read_tempo
from tonewright.styles.packs import pack, pack_names


@pytest.mark.parametrize(
    ("text", "bpm"),
    [
        ("96 BPM", 96), ("96bpm", 96), ("♩ = 84", 84), ("at 97.5 bpm", 97.5), ("tempo 90", 90),
        ("Tempo: 90", 90), ("bpm = 140", 140),
        ("90-100 bpm", 95), ("90 to 100 bpm", 95), ("ninety-six beats per minute", 96),
        ("tempo of about 75", 75),
        ("30 bpm", 60), ("240 bpm", 120), ("slow, 120 bpm", 120), ("a tempo", None),
        ("tempo. 90 people", None),
        ("5 bpm", None), ("1000 bpm", None), ("bpm", None), ("128", None),
    ],
)  # fmt: skip
def test_a_tempo_in_numbers_is_taken_as_it_is(text: str, bpm: float | None) -> None:
    assert read_tempo(Prompt(text), "pop").value == bpm


@pytest.mark.parametrize(
    ("word", "low", "high"),
    [
        ("adagio", 66, 76),
        ("andante", 76, 108),
        ("moderato", 108, 120),
        ("allegro", 120, 168),
        ("presto", 168, 200),
    ],
)
def test_an_italian_term_lies_in_its_range_on_the_metronome(word: str, low: float, high: float) -> None:
    bpm = read_tempo(Prompt(f"a piece, {word}"), "deep_house").value
    assert bpm is not None
    assert low <= bpm <= high


@pytest.mark.parametrize(
    "text", ["a slow build", "it builds slowly", "starts slow", "no slow songs", "slow-motion video"]
)
def test_words_that_speak_of_something_else_are_no_tempo(text: str) -> None:
    assert read_tempo(Prompt(text), "pop").value is None


def test_slow_and_fast_are_meant_within_the_style() -> None:
    for style in pack_names():
        low, high = pack(style)["tempo"]["words"]
        assert read_tempo(Prompt("very slow"), style).value == max(low, 58)
        assert read_tempo(Prompt("super fast"), style).value == min(high, 172)
