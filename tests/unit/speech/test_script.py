import pytest

from tonewright.speech.languages import language_of
from tonewright.speech.script import language_for, pointed, spoken_text


@pytest.mark.parametrize(
    ("word", "tag", "said"),
    [
        ("¡Hola!", "es", "hola"),
        ("CORAZÓN", "es", "corazón"),
        ("l’amour,", "fr", "l'amour"),
        ("peut-être", "fr", "peut être"),
        ("IŞIK", "tr", "ışık"),
        ("İstanbul", "tr", "istanbul"),
        ("ｱｲｼﾃﾙ", "ja", "アイシテル"),
        ("Ｌｏｖｅ", "ja", "love"),
        ("३०", "hi", "30"),
        ("3,14", "de", "3,14"),
        ("nooooo", "it", "noo"),
        ("라라라라", "ko", "라라라라"),
        ("<b>vida</b>", "es", "b vida b"),
        ("café", "fr", "café"),
        ("क्या", "hi", "क्या"),
        ("В", "ru", "во"),
    ],
)
def test_words_are_cleaned_and_keep_their_letters(word, tag, said):
    assert spoken_text(word, language_of(tag)) == said


@pytest.mark.parametrize("word", ["", "!!!", "🎵🎶", "—", "\u202e", "«»", "\u0301"])
def test_where_nothing_can_be_said_la_is_sung_in_the_language_s_script(word):
    assert spoken_text(word, language_of("el")) == "λα"


def test_a_word_without_end_is_cut():
    assert len(spoken_text("ы" * 3 + "абв" * 500, language_of("ru"))) <= 48


def test_arabic_syllables_get_the_vowels_that_nobody_writes():
    # Open and closed syllables, the short vowel always a: nar-qaṣ, 'agh-nī, nujūm has a long u of its own.
    assert pointed("نرقص") == "نَرقَص"
    assert pointed("نجوم") == "نَجوم"


def test_arabic_that_is_pointed_stays_as_it_is():
    assert pointed("نُجُوم") == "نُجُوم"


@pytest.mark.parametrize(
    ("word", "line", "tag"),
    [
        ("love", "ru", "en"), ("любовь", "en", "ru"), ("любов", "uk", "uk"), ("αγάπη", "fr", "el"),
        ("प्यार", "en", "hi"), ("حب", "en", "ar"),
        ("사랑", "en", "ko"), ("愛", "en", "zh"), ("あい", "zh", "ja"), ("アイ", "en", "ja"),
        ("love", "ja", "ja"), ("愛", "ja", "ja"), ("amour", "fr", "fr"), ("99", "ru", "ru"), ("ไทย", "en", "en"),
    ],
)  # fmt: skip
def test_a_word_is_said_in_a_language_of_its_script(word, line, tag):
    assert language_for(word, language_of(line)).tag == tag
