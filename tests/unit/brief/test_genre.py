import pytest

from tonewright.brief.genre import stand_ins, unknown_genres
from tonewright.brief.lexicon import table
from tonewright.brief.prompt import Prompt
from tonewright.brief.style import style_words
from tonewright.styles.packs import pack_names


def test_every_genre_has_a_stand_in_that_there_is() -> None:
    assert set(stand_ins().values()) <= set(pack_names())
    assert set(table("genres")["by_mood"]) & set(pack_names())


@pytest.mark.parametrize("text", ["fluffcore", "a blend of lizardwave and jazz", "goblinstep", "genre: skronk"])
def test_made_up_genres_are_noticed(text: str) -> None:
    assert len(unknown_genres(Prompt(text))) == 1


@pytest.mark.parametrize(
    "text", ["synthwave", "a film score", "footsteps in the snow", "one step", "encore", "genre: jazz"]
)
def test_other_words_are_not_taken_for_genres(text: str) -> None:
    assert unknown_genres(Prompt(text)) == ()


@pytest.mark.parametrize(
    "text", ["a house in the woods", "haunted house", "rock climbing", "country roads", "house party"]
)
def test_a_genres_name_in_another_sense_names_no_style(text: str) -> None:
    assert style_words(Prompt(text)) == ()
