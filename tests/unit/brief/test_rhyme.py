import pytest

from tonewright.brief.rhyme import rhyme_sound, rhymes


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
    assert rhymes(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("home", "alone"),
        ("love", "move"),
        ("night", "night"),
        ("sea", "see"),
        ("cough", "though"),
        ("day", "dog"),
        ("", ""),
    ],
)
def test_eye_rhymes_and_the_same_word_are_no_rhymes(first: str, second: str) -> None:
    assert not rhymes(first, second)


def test_a_line_without_words_has_no_rhyme() -> None:
    assert rhyme_sound("♥") == ()
