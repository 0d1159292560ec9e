import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tonewright.brief.lyric_line import LONGEST_PHRASE, LONGEST_WORD, is_singable, read_line, sung_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hello, world!", ["Hello,", "world!"]),
        ("love—hate — and you", ["love—", "hate—", "and", "you"]),
        ("twenty-one guns", ["twenty-", "one", "guns"]),
        ("(ooh) baby [yeah]", ["ooh", "baby", "yeah"]),
        ("you & me", ["you", "and", "me"]),
        ("we don't know 24/7", ["we", "don't", "know", "24", "7"]),
        ("♥ café ☕ olé ♥", ["café", "olé"]),
        ("wait... what", ["wait...", "what"]),
        ("\"quoted\" *loud*", ["quoted", "loud"]),
        ("… — !", []),
        ("Привет hello 愛", ["hello"]),
        ("rock 'n' roll", ["rock", "'n'", "roll"]),
    ],
)  # fmt: skip
def test_a_line_is_taken_apart_into_what_is_sung(text: str, words: list[str]) -> None:
    assert list(sung_words(text)) == words


def test_a_short_line_is_one_phrase_with_its_syllables() -> None:
    (line,) = read_line("Hello darkness my old friend")
    assert line.text == "Hello darkness my old friend"
    assert [len(word.syllables) for word in line.words] == [2, 2, 1, 1, 1]
    assert line.syllable_count == 7


@pytest.mark.parametrize(
    ("text", "syllables"), [("I didn't know", 4), ("we haven't, we couldn't", 6), ("you aren't", 2)]
)
def test_contractions_have_the_syllables_that_are_sung(text: str, syllables: int) -> None:
    assert read_line(text)[0].syllable_count == syllables


def test_a_words_syllables_give_the_word_as_written() -> None:
    for line in read_line("Beautiful twenty-one hour, 1999 rhythm's café!"):
        for word in line.words:
            assert "".join(syllable.text for syllable in word.syllables) == word.text


def test_a_long_line_is_parted_at_punctuation_and_before_joining_words() -> None:
    phrases = read_line("When I was young I walked along the river, and I wondered if the water knew my name")
    assert [phrase.text for phrase in phrases] == [
        "When I was young I walked along the river,",
        "and I wondered if the water knew my name",
    ]


def test_a_hyphened_word_is_written_together() -> None:
    (line,) = read_line("a well-known song")
    assert line.text == "a well-known song"


def test_a_word_without_end_is_sung_in_pieces() -> None:
    phrases = read_line("a" * 3000)
    words = [word for phrase in phrases for word in phrase.words]
    assert "".join(word.text for word in words) == "a" * 3000
    assert max(len(word.text) for word in words) == LONGEST_WORD


@pytest.mark.parametrize("text", ["", "   ", "♥♥♥", "...", "Привет", "悲しい", "()[]{}"])
def test_a_line_without_latin_letters_or_digits_has_nothing_to_sing(text: str) -> None:
    assert read_line(text) == ()


def test_accents_are_latin_and_digits_can_be_sung() -> None:
    assert is_singable("é")
    assert is_singable("7")
    assert not is_singable("愛!")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["the", "river,", "running", "love—", "tonight!", "beautiful", "(ooh)", "twenty-one", "&", "7"]
        ),
        max_size=60,
    )
)
def test_every_word_is_sung_once_in_order_and_no_phrase_is_long(words: list[str]) -> None:
    text = " ".join(words)
    phrases = read_line(text)
    assert [word.text for phrase in phrases for word in phrase.words] == list(sung_words(text))
    assert all(phrase.syllable_count <= LONGEST_PHRASE for phrase in phrases)
