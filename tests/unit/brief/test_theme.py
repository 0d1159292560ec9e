"""The couplets are data, but they must rhyme, scan and be said once."""

import numpy as np
import pytest

from tonewright.brief.lexicon import table
from tonewright.brief.lyric_line import read_line
from tonewright.brief.mood import read_mood
from tonewright.brief.prompt import Prompt
from tonewright.brief.rhyme import rhymes
from tonewright.brief.theme import Couplet, Theme, choose_themes, themes

THEMES = tuple(themes().values())


def couplets(theme: Theme) -> tuple[Couplet, ...]:
    return (*theme.scene, *theme.turn, *theme.chorus, *theme.bridge)


def size(line: str) -> int:
    return sum(phrase.syllable_count for phrase in read_line(line))


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_couplet_rhymes(theme: Theme) -> None:
    assert [couplet for couplet in couplets(theme) if not rhymes(*couplet)] == []


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_couplet_has_seven_to_nine_syllables_a_line_and_its_lines_match(theme: Theme) -> None:
    sizes = {couplet: (size(couplet[0]), size(couplet[1])) for couplet in couplets(theme)}
    assert [c for c, (a, b) in sizes.items() if not (7 <= a <= 9 and 7 <= b <= 9 and abs(a - b) <= 1)] == []


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_theme_has_enough_for_the_longest_song(theme: Theme) -> None:
    assert (len(theme.scene) >= 6, len(theme.turn) >= 6, len(theme.bridge) >= 3) == (True, True, True)
    assert all(5 <= size(hook) <= 9 for hook in theme.hooks)


def test_no_line_stands_twice_in_all_themes() -> None:
    lines = [line.lower() for theme in THEMES for couplet in couplets(theme) for line in couplet]
    assert len(lines) == len(set(lines))


@pytest.mark.parametrize(
    ("prompt", "names"),
    [
        ("a song about the sea", ("sea", "sea")),
        ("a song about friendship and the sea", ("friendship", "sea")),
        ("an epic song about my grandmother", ("home", "home")),
        ("a sad love song", ("heartbreak", "heartbreak")),
        ("dance all night", ("party", "night")),
        ("no rain, just sunshine", ("summer", "summer")),
        ("triumphant anthem", ("strength", "strength")),
    ],
)
def test_the_prompt_chooses_the_themes(prompt: str, names: tuple[str, str]) -> None:
    read = Prompt(prompt)
    chosen = choose_themes(read, read_mood(read), np.random.default_rng(0))
    assert (chosen[0].name, chosen[1].name) == names


def test_fallbacks_name_themes_and_moods_that_exist() -> None:
    for mood, names in table("hooks")["fallback"].items():
        assert mood in ("any", "neutral") or mood in table("moods")
        assert set(names) <= set(themes())
