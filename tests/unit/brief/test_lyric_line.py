import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tonewright.brief.lyric_line import LONGEST_WORD, is_singable, joined, read_line, sung_words
from tonewright.brief.phrases import LONGEST_PHRASE


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
        ("Привет hello 愛", ["Привет", "hello", "愛"]),
        ("我爱你，真的", ["我", "爱", "你，", "真", "的"]),
        ("桜の花が咲く頃に", ["桜の花が", "咲く頃に"]),
        ("「君を、愛してる」", ["君を、", "愛してる"]),
        ("我love你forever", ["我", "love", "你", "forever"]),
        ("دوستت دارم، عشق", ["دوستت", "دارم،", "عشق"]),
        ("मेरे दिल में।", ["मेरे", "दिल", "में।"]),
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


@pytest.mark.parametrize("text", ["", "   ", "♥♥♥", "...", "สวัสดี", "שלום", "()[]{}"])
def test_a_line_without_letters_that_can_be_sung_has_nothing_to_sing(text: str) -> None:
    assert read_line(text) == ()


def test_letters_of_scripts_that_are_sung_and_digits_can_be_sung() -> None:
    assert all(map(is_singable, ("é", "7", "愛!", "ы", "ω", "ह", "ع", "사", "カ")))
    assert not any(map(is_singable, ("ก", "א", "!", "♥", "ა")))


def test_a_word_of_forty_syllables_is_sung_in_pieces_cut_between_syllables() -> None:
    phrases = read_line("la" * 40)
    words = [word.text for phrase in phrases for word in phrase.words]
    assert "".join(words) == "la" * 40
    assert all(word.startswith("l") and len(word) <= LONGEST_WORD for word in words)
    assert sum(phrase.syllable_count for phrase in phrases) == 40


@pytest.mark.parametrize(
    ("words", "line"),
    [(["我", "爱", "你"], "我爱你"), (["桜の", "花"], "桜の花"), (["love", "愛"], "love 愛"),
     (["well-", "known"], "well-known"),
     (["나는", "너를"], "나는 너를"), (["love—", "hate"], "love—hate"), ([], "")],
)  # fmt: skip
def test_words_are_joined_as_their_script_joins_them(words: list[str], line: str) -> None:
    assert joined(words) == line


def test_a_long_line_of_another_language_is_parted_before_its_own_joining_words() -> None:
    phrases = read_line("Cuando era joven caminaba por el río y pensaba que el agua sabía mi nombre", "es")
    first_words = [phrase.words[0].text for phrase in phrases]
    assert set(first_words[1:]) <= {"y", "que", "por"}


def test_chinese_without_spaces_is_parted_at_its_punctuation() -> None:
    phrases = read_line("我在雨中等你回来好久，你却没有看见我的眼泪", "zh")
    assert [phrase.text for phrase in phrases] == ["我在雨中等你回来好久，", "你却没有看见我的眼泪"]


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
