import pytest

from tonewright.brief.lyrics_reader import read_lyrics
from tonewright.brief.prompt import Prompt
from tonewright.brief.title import read_title


def title(text: str) -> str:
    return read_title(None, Prompt(text), (), "Fallback").value


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("Epic orchestral", "Epic Orchestral"),
        ("write me a song about leaving home at night, sad", "Leaving Home at Night"),
        ("a dark techno track with acid bass", "Dark Techno"),
        ("I would like some music for a wedding", "Wedding"),
        ("no drums, soft harp", "Soft Harp"),
        ("in d minor, 90 bpm: sea of glass", "Sea of Glass"),
        ("120 bpm", "Fallback"),
        ("8-bit chiptune, looped", "8-Bit Chiptune"),
        ("give me something like a famous band", "Fallback"),
        ("x" * 2000, "Fallback"),
        ("", "Fallback"),
        ("a piece called 'Blue Hour', slow", "Blue Hour"),
    ],
)
def test_a_title_is_made_from_the_prompt(prompt: str, expected: str) -> None:
    assert title(prompt) == expected


def test_a_given_title_wins_and_is_cleaned() -> None:
    wish = read_title(" My\x00 Song ", Prompt('called "Other"'), (), "Fallback")
    assert (wish.value, wish.source) == ("My Song", "parameter")


def test_a_given_title_may_have_200_characters() -> None:
    assert read_title("t" * 300, Prompt(""), (), "Fallback").value == "t" * 200


def test_a_song_is_named_for_the_line_that_its_chorus_repeats() -> None:
    lyrics = read_lyrics(
        "[Verse]\nI walk alone\n[Chorus]\nThe night\nCome home to me\nThe sky is blue\nCome home to me"
    )
    assert read_title(None, Prompt("a song"), lyrics, "x").value == "Come Home to Me"


def test_a_first_line_of_small_words_is_still_a_title() -> None:
    assert 1 <= len(read_title(None, Prompt("a song"), read_lyrics("the " * 700), "Fallback").value) <= 60


def test_a_song_without_chorus_is_named_for_its_first_line() -> None:
    lyrics = read_lyrics("[Verse]\nI walk alone, and I know why\nyes I do")
    wish = read_title(None, Prompt("a song"), lyrics, "x")
    assert (wish.value, wish.source) == ("I Walk Alone, and I Know Why", "lyrics")
