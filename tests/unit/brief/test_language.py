import pytest

from tonewright.brief.brief import Wish
from tonewright.brief.language import check_language, read_language, unsung_languages
from tonewright.brief.prompt import Prompt
from tonewright.errors import InvalidParameter

SUNG = (
    "en", "es", "fr", "de", "it", "pt", "nl", "pl", "ru", "uk", "tr", "el", "hi", "ar", "id", "vi", "ko",
    "zh", "ja",
)  # fmt: skip


@pytest.mark.parametrize("tag", ["en-GB", "EN-us", "pt-BR", "zh-Hant-TW", *SUNG])
def test_nineteen_languages_can_be_sung(tag: str) -> None:
    assert read_language(tag, "song", Prompt("")).value == tag


@pytest.mark.parametrize("tag", ["th", "he", "sv-SE"])
def test_a_language_that_cannot_be_sung_is_refused_for_songs_alone(tag: str) -> None:
    with pytest.raises(InvalidParameter, match=r"Parameter language .* a language that can be sung: en, "):
        check_language(tag, "song")
    check_language(tag, "instrumental")


@pytest.mark.parametrize("tag", ["e", "english language", "en_US", "en-", "🎵", "a" * 50])
def test_what_is_no_bcp_47_tag_is_refused(tag: str) -> None:
    with pytest.raises(InvalidParameter, match="BCP 47"):
        check_language(tag, "instrumental")


@pytest.mark.parametrize(
    ("text", "tag"), [("sung in English", "en"), ("a ballad in French", "fr"), ("Spanish vocals", "es")]
)
def test_the_prompt_may_ask_for_a_language(text: str, tag: str) -> None:
    assert read_language(None, "song", Prompt(text)) == Wish(tag, "prompt")


def test_nobody_asks_for_a_language_by_naming_a_country() -> None:
    for text in ("a song", "a French café", "Spanish guitar", "in French cafés", "british rock"):
        assert read_language(None, "song", Prompt(text)) == Wish("en", "default")


def test_the_lyrics_say_their_language_unless_a_parameter_does() -> None:
    lyrics = "La vida es un sueño y no sé por qué"
    assert read_language(None, "song", Prompt("sung in French"), lyrics) == Wish("es", "lyrics")
    assert read_language("en", "song", Prompt(""), lyrics) == Wish("en", "parameter")


@pytest.mark.parametrize("text", ["in Swedish", "a pop song in Thai with trumpet", "Hebrew lyrics", "Klingon vocals"])
def test_a_language_that_cannot_be_sung_is_noticed(text: str) -> None:
    assert len(unsung_languages(Prompt(text))) == 1


@pytest.mark.parametrize("text", ["a Swedish café", "in Irish pubs", "in English", "in French"])
def test_a_country_is_no_language(text: str) -> None:
    assert unsung_languages(Prompt(text)) == ()
