import pytest

from tonewright.brief.brief import Wish
from tonewright.brief.prompt import Prompt
from tonewright.brief.writing.choice import check_written, lyrics_language
from tonewright.errors import InvalidParameter

NOTHING_ASKED = Wish("en", "default")


@pytest.mark.parametrize(
    ("prompt", "language"),
    [
        ("una canción sobre el mar", "es"),
        ("une chanson pour ma mère", "fr"),
        ("ein Lied über den Wind", "de"),
        ("una canzone per mia nonna", "it"),
        ("uma música sobre a chuva", "pt"),
        ("a song about the sea", "en"),
        ("bossa nova with a chanson feel", "en"),
    ],
)
def test_lyrics_are_written_in_the_language_of_the_prompt(prompt: str, language: str) -> None:
    assert lyrics_language(NOTHING_ASKED, Prompt(prompt)).value == language


def test_a_language_that_is_asked_for_goes_before_that_of_the_prompt() -> None:
    assert lyrics_language(Wish("it", "parameter"), Prompt("una canción sobre el mar")).value == "it"


def test_a_language_in_which_nobody_writes_is_refused_with_what_is_allowed() -> None:
    with pytest.raises(InvalidParameter) as refused:
        check_written("pl", any_language=False)
    assert (refused.value.parameter, refused.value.value) == ("language", "pl")
    assert "or give lyrics" in str(refused.value)
    assert "es" in refused.value.allowed


@pytest.mark.parametrize("tag", ["en-GB", "pt-BR", "es-419"])
def test_regions_are_written_too(tag: str) -> None:
    check_written(tag, any_language=False)


def test_a_model_writes_any_language() -> None:
    check_written("pl", any_language=True)
