import pytest

from tonewright.brief.language import check_language, read_language, unsung_languages
from tonewright.brief.prompt import Prompt
from tonewright.errors import InvalidParameter


@pytest.mark.parametrize("tag", ["en", "en-GB", "EN-us"])
def test_english_can_be_sung(tag: str) -> None:
    assert read_language(tag, "song", Prompt("")).value == tag


@pytest.mark.parametrize("tag", ["fr", "de-AT", "ja"])
def test_a_language_that_cannot_be_sung_is_refused_for_songs_alone(tag: str) -> None:
    with pytest.raises(InvalidParameter, match="language"):
        check_language(tag, "song")
    check_language(tag, "instrumental")


@pytest.mark.parametrize("tag", ["e", "english language", "en_US", "en-", "🎵", "a" * 50])
def test_what_is_no_bcp_47_tag_is_refused(tag: str) -> None:
    with pytest.raises(InvalidParameter, match="BCP 47"):
        check_language(tag, "instrumental")


def test_the_prompt_may_name_the_language() -> None:
    assert read_language(None, "song", Prompt("sung in English")).source == "prompt"
    assert read_language(None, "song", Prompt("a song")).source == "default"


@pytest.mark.parametrize("text", ["in French", "a pop song in French with trumpet", "French lyrics", "French vocals"])
def test_a_language_that_cannot_be_sung_is_noticed(text: str) -> None:
    assert unsung_languages(Prompt(text)) == ("french",)


@pytest.mark.parametrize("text", ["a French café", "french horn", "in French cafés", "in English"])
def test_a_country_is_no_language(text: str) -> None:
    assert unsung_languages(Prompt(text)) == ()
