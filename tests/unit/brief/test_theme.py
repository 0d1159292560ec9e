"""The stanzas are data, but they must rhyme, scan and be said once, and the prompt must choose among them."""

from itertools import pairwise

import numpy as np
import pytest

from tonewright.brief.lexicon import table
from tonewright.brief.mood import read_mood
from tonewright.brief.prompt import Prompt
from tonewright.brief.theme import Stanza, choose_themes, dialogues, readings, themes, written_languages
from tonewright.brief.writing.scansion import lines_rhyme, scan

COUPLETS = ("en", "fr")
"""The languages whose stanzas rhyme in pairs; those of the others on their second and fourth lines."""
MEASURES = {"en": (7, 9), "es": (6, 8), "fr": (7, 9), "de": (6, 9), "it": (6, 8), "pt": (6, 8)}


def stories(language: str) -> list[Stanza]:
    told = [*(story for theme in themes(language).values() for story in theme.stories)]
    told += [dialogue.story for dialogue in dialogues(language)]
    return list(dict.fromkeys(stanza for one in told for stanza in (*one.first, *one.second, *one.bridge)))


def choruses(language: str) -> list[Stanza]:
    return [stanza for theme in themes(language).values() for stanza in theme.choruses]


def paired(stanza: Stanza, language: str) -> list[tuple[str, str]]:
    if len(stanza) == 2 or language in COUPLETS:
        return list(zip(stanza[::2], stanza[1::2], strict=True))
    return [(stanza[1], stanza[3])]


@pytest.mark.parametrize("language", written_languages())
def test_every_stanza_rhymes_as_its_language_does(language: str) -> None:
    pairs = [pair for stanza in stories(language) for read in readings(stanza) for pair in paired(read, language)]
    pairs += [pair for stanza in choruses(language) for pair in zip(stanza[::2], stanza[1::2], strict=True)]
    assert [pair for pair in pairs if not lines_rhyme(*pair, language)] == []


@pytest.mark.parametrize("language", written_languages())
def test_corresponding_lines_have_the_same_metre(language: str) -> None:
    low, high = MEASURES[language]
    uneven = []
    for stanza in (*stories(language), *choruses(language)):
        for read in readings(stanza):
            sizes = [scan(line, language).measure for line in read]
            # German stanzas are of four feet and three by turns; corresponding lines are every other one.
            matching = [sizes[::2], sizes[1::2]] if language == "de" and len(read) == 4 else [sizes]
            if not all(low <= size <= high for size in sizes) or any(max(m) - min(m) > 1 for m in matching):
                uneven.append((read, sizes))
    assert uneven == []


@pytest.mark.parametrize("language", written_languages())
def test_no_line_stands_twice_in_a_language(language: str) -> None:
    lines = [line.lower() for stanza in (*stories(language), *choruses(language)) for line in stanza]
    assert len(lines) == len(set(lines))


@pytest.mark.parametrize("language", written_languages())
def test_every_language_can_write_of_every_theme_for_the_longest_song(language: str) -> None:
    assert set(themes(language)) == set(themes("en"))
    for theme in themes(language).values():
        assert len(theme.choruses) >= 2
        assert all(len(chorus) == 4 for chorus in theme.choruses)
        for story in theme.stories:
            lines = [sum(len(stanza) for stanza in part) for part in (story.first, story.second, story.bridge)]
            assert lines[0] >= 8
            assert lines[1] >= 8
            assert lines[2] >= 4
            assert sum(lines) >= 24, theme.name


@pytest.mark.parametrize("language", written_languages())
def test_a_dialogue_is_told_in_turns_of_two_lines(language: str) -> None:
    assert not dialogues(language)[0].themes
    for dialogue in dialogues(language):
        assert set(dialogue.themes) <= set(themes(language))
        story = dialogue.story
        assert all(len(stanza) == 4 for part in (story.first, story.second, story.bridge) for stanza in part)


def test_a_choice_of_words_gives_every_reading() -> None:
    assert list(readings(("a {b|c}", "d {e|f}"))) == [
        ("a b", "d e"), ("a b", "d f"), ("a c", "d e"), ("a c", "d f"),
    ]  # fmt: skip


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


@pytest.mark.parametrize(
    ("prompt", "language", "name"),
    [
        ("una canción sobre la lluvia", "es", "rain"),
        ("une chanson sur le chat du voisin", "fr", "cat"),
        ("ein Lied über die Hoffnung", "de", "hope"),
        ("canzone sul mare", "it", "sea"),
        ("uma música sobre a minha avó", "pt", "home"),
        ("a song about the sea", "es", "sea"),
    ],
)
def test_a_prompt_may_be_written_in_the_songs_language_or_in_english(prompt: str, language: str, name: str) -> None:
    read = Prompt(prompt)
    assert choose_themes(read, read_mood(read), np.random.default_rng(0), language=language)[0].name == name


@pytest.mark.parametrize(("prompt", "name"), [("a slow song", "rain"), ("a song about the sea", "sea")])
def test_a_given_title_chooses_where_the_prompt_tells_of_nothing(prompt: str, name: str) -> None:
    read = Prompt(prompt)
    chosen = choose_themes(read, read_mood(read), np.random.default_rng(0), title="Umbrella")
    assert chosen[0].name == name


def test_fallbacks_name_themes_and_moods_that_exist() -> None:
    for mood, names in table("forms")["fallback"].items():
        assert mood in ("any", "neutral") or mood in table("moods")
        assert set(names) <= set(themes())


def test_forms_begin_each_time_with_more_lines() -> None:
    totals = [int(lines) for lines in table("forms")["forms"]]
    assert totals == [sum(int(entry.split()[1]) for entry in form) for form in table("forms")["forms"].values()]
    assert all(first < second for first, second in pairwise(totals))
