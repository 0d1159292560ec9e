import pytest

from tonewright.brief.lexicon import table
from tonewright.brief.mood import NEUTRAL_ENERGY, read_mood
from tonewright.brief.prompt import Prompt


def test_without_a_word_the_mood_is_neutral() -> None:
    mood = read_mood(Prompt("music"))
    assert (mood.moods, mood.scenes, mood.valence, mood.energy) == ((), (), 0.0, NEUTRAL_ENERGY)


@pytest.mark.parametrize(
    ("sadder", "happier"),
    [("sad", "happy"), ("dark", "uplifting"), ("heartbroken", "nostalgic"), ("tense", "peaceful")],
)
def test_sad_words_lie_below_happy_ones(sadder: str, happier: str) -> None:
    assert read_mood(Prompt(sadder)).valence < read_mood(Prompt(happier)).valence


@pytest.mark.parametrize(
    ("calmer", "livelier"),
    [("calm", "energetic"), ("dreamy", "angry"), ("sleep", "workout"), ("sad", "tense")],
)
def test_calm_words_lie_below_lively_ones(calmer: str, livelier: str) -> None:
    assert read_mood(Prompt(calmer)).energy < read_mood(Prompt(livelier)).energy


def test_opposites_meet_in_the_middle() -> None:
    both = read_mood(Prompt("happy but sad"))
    assert both.moods == ("happy", "melancholic")
    assert both.valence == pytest.approx((0.8 - 0.5) / 2, abs=1e-3)


def test_a_negated_mood_does_not_count() -> None:
    assert read_mood(Prompt("not sad at all")).moods == ()


def test_a_mood_that_is_said_twice_counts_once() -> None:
    assert read_mood(Prompt("sad, sad, sad and happy")).valence == read_mood(Prompt("sad and happy")).valence


def test_every_mood_lies_on_the_plane() -> None:
    for name, entry in {**table("moods"), **table("scenes")}.items():
        assert -1 <= entry["valence"] <= 1, name
        assert 0 <= entry["energy"] <= 1, name
        assert entry["words"], name
