import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tonewright.speech.syllables import syllabify, syllabify_line


@pytest.mark.parametrize(
    ("word", "divided"),
    [
        ("love", "love"),
        ("little", "lit-tle"),
        ("morning", "mor-ning"),
        ("river,", "riv-er,"),
        ("Yesterday", "Yes-ter-day"),
        ("moonlight", "moon-light"),
        ("beautiful", "beau-ti-ful"),
        ("together", "to-geth-er"),
        ("believe", "be-lieve"),
        ("quiet", "qui-et"),
        ("loved", "loved"),
        ("breathless", "breath-less"),
        ("question", "ques-tion"),
        ("ice-cream", "ice--cream"),
    ],
)
def test_a_word_is_divided_as_readers_do(word, divided):
    assert "-".join(text for text, _ in syllabify(word)) == divided


@pytest.mark.parametrize(
    ("word", "stresses"),
    [
        ("along", (0, 1)),
        ("river", (1, 0)),
        ("remember", (0, 1, 0)),
        ("beautiful", (1, 0, 0)),
        ("the", (0,)),
        ("love", (1,)),
    ],
)
def test_stress_is_that_of_the_dictionary_and_small_words_have_none(word, stresses):
    assert tuple(stress for _, stress in syllabify(word)) == stresses


@given(st.text(min_size=1, max_size=24).filter(lambda text: not any(c.isspace() for c in text)))
@settings(max_examples=200, deadline=None)
def test_the_parts_joined_are_the_word(word):
    assert "".join(text for text, _ in syllabify(word)) == word


def test_a_number_has_as_many_syllables_as_it_is_said_in():
    assert len(syllabify("1999")) == 5


def test_a_line_is_divided_word_by_word():
    assert syllabify_line(["never", "again"]) == (syllabify("never"), syllabify("again"))
