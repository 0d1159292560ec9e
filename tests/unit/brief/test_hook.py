import numpy as np
import pytest

from tonewright.brief.hook import FEWEST_SYLLABLES, MOST_SYLLABLES, make_hook, subject
from tonewright.brief.lyric_line import read_line
from tonewright.brief.prompt import Prompt


@pytest.mark.parametrize(
    ("prompt", "words"),
    [
        ("a song about leaving home, sad", "leaving home"),
        ("a song about the last train to Berlin at 90 bpm", "the last train to Berlin"),
        ("a love song for my mother", "my mother"),
        ("about the feeling of falling in love", "falling in love"),
        ("a song about how we met", ""),
        ("a song for my mom's 60th birthday", "my mom"),
        ("an upbeat track for my vlog", ""),
        ("a song about dinosaurs for kids", "dinosaurs"),
        ("a song about waiting for you", "waiting for you"),
        ("a song about it", ""),
        ("a pop song", ""),
        ("about 90 seconds", ""),
        ("a song about 愛", ""),
        ("about", ""),
    ],
)
def test_the_subject_is_what_the_prompt_says_the_song_is_about(prompt: str, words: str) -> None:
    assert " ".join(subject(Prompt(prompt))) == words


@pytest.mark.parametrize(
    "prompt",
    ["about leaving home", "about my old truck", "about a woman who sails the sea", "about war",
     "about never giving up", "about LOSING MY MIND", "for my grandmother's garden"],
)  # fmt: skip
def test_a_hook_names_its_subject_and_can_be_sung_in_a_breath(prompt: str) -> None:
    for seed in range(8):
        hook = make_hook(Prompt(prompt), None, np.random.default_rng(seed))
        assert hook is not None
        assert subject(Prompt(prompt))[1 if len(subject(Prompt(prompt))) > 1 else 0].lower() in hook.lower()
        assert FEWEST_SYLLABLES <= sum(p.syllable_count for p in read_line(hook)) <= MOST_SYLLABLES
        assert hook[0].isupper()


def test_a_title_is_the_hook() -> None:
    hook = make_hook(Prompt("a song about the sea"), "Golden Hour", np.random.default_rng(1))
    assert hook is not None
    assert "Golden Hour" in hook


def test_without_a_subject_there_is_no_hook() -> None:
    assert make_hook(Prompt("a song"), None, np.random.default_rng(1)) is None


@pytest.mark.parametrize("title", ["1999", "24/7"])
@pytest.mark.parametrize("language", ["es", "fr", "de", "it", "pt"])
def test_a_number_whose_syllables_no_rule_counts_is_no_hook(title: str, language: str) -> None:
    assert make_hook(Prompt("a song"), title, np.random.default_rng(1), language) is None


def test_in_english_a_number_is_a_hook() -> None:
    hook = make_hook(Prompt("a song"), "1999", np.random.default_rng(1))
    assert hook is not None and "1999" in hook
