import pytest

from tonewright.brief.rhyme import word_tail
from tonewright.brief.writing.scansion import lines_rhyme


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("the night", "a light"), ("alone", "the phone"), ("I know", "go"), ("again", "ten"),
        ("through", "you"),
        ("tonight", "sight"), ("hearing", "cheering"), ("heart", "start"), ("gone", "on"),
        ("the sea!", "me,"),
    ],
)  # fmt: skip
def test_lines_rhyme_by_sound(first: str, second: str) -> None:
    assert lines_rhyme(first, second, "en")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("home", "alone"),
        ("love", "move"),
        ("night", "night"),
        ("sea", "see"),
        ("cough", "though"),
        ("day", "dog"),
    ],
)
def test_eye_rhymes_and_the_same_word_are_no_rhymes(first: str, second: str) -> None:
    assert not lines_rhyme(first, second, "en")


@pytest.mark.parametrize(
    ("word", "onset", "tail"),
    [
        ("string", ("s", "t", "r"), ("ih", "ng")),
        ("tonight", ("n",), ("ay", "t")),
        ("river", ("r",), ("ih", "v", "er")),
        ("on", (), ("aa", "n")),
    ],
)
def test_a_word_rhymes_from_its_last_stressed_vowel(word: str, onset: tuple[str, ...], tail: tuple[str, ...]) -> None:
    assert word_tail(word) == (onset, tail)
