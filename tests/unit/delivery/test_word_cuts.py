import pytest

from tonewright.delivery.word_cuts import cut_at_words


@pytest.mark.parametrize(
    ("text", "words", "pieces"),
    [
        ("Hello my world,", ["Hello", "my", "world,"], ["Hello ", "my ", "world,"]),
        ("(oh no, no)", ["oh", "no,", "no"], ["(oh ", "no, ", "no)"]),
        ("Sí, ¿dónde “tú” estás?", ["Sí,", "dónde", "tú", "estás?"], ["Sí, ", "¿dónde ", "“tú” ", "estás?"]),
        ("we don't 'cause", ["we", "don't", "cause"], ["we ", "don't ", "'cause"]),
        ("我爱你，「东京」", ["我", "爱", "你", "东京"], ["我", "爱", "你，", "「东京」"]),
        ("twenty-one guns", ["twenty-", "one", "guns"], ["twenty-", "one ", "guns"]),
        ("Hello", ["hello"], ["Hello"]),
    ],
)
def test_a_line_is_cut_before_its_words_and_joined_again_is_whole(
    text: str, words: list[str], pieces: list[str]
) -> None:
    assert cut_at_words(text, words) == pieces
    assert "".join(pieces) == text


def test_a_word_that_is_sung_twice_is_found_twice() -> None:
    assert cut_at_words("la la land", ["la", "la", "land"]) == ["la ", "la ", "land"]


def test_words_that_are_written_otherwise_stand_for_themselves() -> None:
    assert cut_at_words("route 66", ["route", "sixty", "six"]) == ["route ", "sixty ", "six"]


def test_words_without_notes_stay_with_the_word_before() -> None:
    assert cut_at_words("one two three", ["one", "three"]) == ["one two ", "three"]
