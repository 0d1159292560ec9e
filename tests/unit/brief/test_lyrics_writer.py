from collections.abc import Sequence

import pytest

from tonewright.brief.lyrics_reader import read_lyrics
from tonewright.brief.lyrics_writer import form_lines, write_lyrics
from tonewright.brief.mood import read_mood
from tonewright.brief.prompt import Prompt
from tonewright.brief.theme import Stanza, dialogues, themes, written_languages
from tonewright.brief.writing.scansion import lines_rhyme

PROMPTS = (
    "a song about the sea",
    "sad love song",
    "party",
    "a song for my mother",
    "a song",
    "rain and hope",
)


def write(prompt: str, seconds: float = 150.0, seed: int = 1, language: str = "en", duet: bool = False) -> str:
    read = Prompt(prompt)
    return write_lyrics(read, read_mood(read), seconds, 4.8, seed=seed, language=language, duet=duet)


def blocks(text: str) -> list[tuple[str, list[str]]]:
    """The sections of written lyrics: the tag and the lines under it."""
    return [(lines[0], lines[1:]) for lines in (block.split("\n") for block in text.split("\n\n"))]


def flat(stanzas: Sequence[Stanza]) -> list[str]:
    """Their lines in small letters, without those that hold a choice."""
    return [line.lower() for stanza in stanzas for line in stanza if "{" not in line]


@pytest.mark.parametrize("language", written_languages())
@pytest.mark.parametrize("prompt", PROMPTS)
@pytest.mark.parametrize("seconds", [10.0, 60.0, 150.0, 300.0])
def test_no_line_outside_the_chorus_is_sung_twice(prompt: str, seconds: float, language: str) -> None:
    sections = blocks(write(prompt, seconds, language=language))
    lines = [line for tag, sung in sections if tag != "[Chorus]" for line in sung]
    assert len(lines) == len(set(lines))


@pytest.mark.parametrize("language", written_languages())
@pytest.mark.parametrize("prompt", PROMPTS)
def test_every_chorus_is_the_same(prompt: str, language: str) -> None:
    choruses = {tuple(sung) for tag, sung in blocks(write(prompt, language=language)) if tag == "[Chorus]"}
    assert len(choruses) == 1


@pytest.mark.parametrize("prompt", PROMPTS)
def test_english_verses_rhyme_in_couplets(prompt: str) -> None:
    for tag, lines in blocks(write(prompt)):
        if tag == "[Verse]":
            assert all(lines_rhyme(*pair, "en") for pair in zip(lines[::2], lines[1::2], strict=True))


@pytest.mark.parametrize(
    ("prompt", "language", "subject"),
    [
        ("a song about leaving home", "en", "leaving home"),
        ("una canción sobre mi abuela", "es", "mi abuela"),
        ("une chanson sur le dernier train", "fr", "le dernier train"),
        ("ein Lied über den Wind im Feld", "de", "der wind"),
        ("una canzone sul vecchio molo", "it", "il vecchio molo"),
        ("uma música sobre o trem da serra", "pt", "o trem da serra"),
    ],
)
def test_the_chorus_names_the_subject(prompt: str, language: str, subject: str) -> None:
    for seed in range(6):
        chorus = next(sung for tag, sung in blocks(write(prompt, seed=seed, language=language)) if tag == "[Chorus]")
        assert any(subject in line.lower() for line in chorus)


@pytest.mark.parametrize("language", written_languages())
def test_the_story_moves_from_the_first_verse_to_the_second_and_the_bridge(language: str) -> None:
    for seed in range(4):
        sections = blocks(write("a song about the sea", 220.0, seed, language))
        told = [[line.lower() for line in sung] for tag, sung in sections if tag in ("[Verse]", "[Bridge]")]
        stories = themes(language)["sea"].stories
        story = next(one for one in stories if set(flat(one.first)) & set(told[0]))
        for part, lines in zip((story.first, story.second, story.bridge), told, strict=False):
            known = flat(part)
            places = [known.index(line) for line in lines if line in known]
            assert len(places) >= len(lines) - 2
            assert places == sorted(places)


def test_where_two_themes_are_named_the_second_verse_is_the_others() -> None:
    verses = [sung for tag, sung in blocks(write("a song about friendship and the sea")) if tag == "[Verse]"]
    assert any(verses[0][0].lower() in flat(story.first) for story in themes()["friendship"].stories)
    assert any(verses[1][0].lower() in flat(story.second) for story in themes()["sea"].stories)


@pytest.mark.parametrize("language", written_languages())
def test_a_duet_is_a_dialogue_with_a_chorus_of_both(language: str) -> None:
    sections = read_lyrics(write("a duet about love", language=language, duet=True), language)
    verse = next(section for section in sections if section.kind == "verse")
    chorus = next(section for section in sections if section.kind == "chorus")
    assert [line.singers for line in verse.lines] == ["lead", "lead", "second", "second"]
    assert {line.singers for line in chorus.lines} == {"both"}
    told = {line.lower() for stanza in dialogues(language)[0].story.first for line in stanza}
    assert {line.text.lower() for line in verse.lines} <= told


@pytest.mark.parametrize(
    ("seconds", "sections"),
    [
        (10.0, ["[Chorus]"]),
        (60.0, ["[Verse]", "[Chorus]"]),
        (92.0, ["[Verse]", "[Chorus]", "[Verse]", "[Chorus]"]),
        (150.0, ["[Verse]", "[Chorus]", "[Verse]", "[Chorus]", "[Bridge]", "[Chorus]"]),
    ],
)
def test_the_form_grows_with_the_length(seconds: float, sections: list[str]) -> None:
    assert [tag for tag, _ in blocks(write("the sea", seconds))] == sections


@pytest.mark.parametrize("language", written_languages())
@pytest.mark.parametrize("seconds", [30.0, 60.0, 120.0, 200.0, 300.0])
def test_the_lines_fit_the_length(seconds: float, language: str) -> None:
    lines = sum(len(sung) for _, sung in blocks(write("the sea", seconds, language=language)))
    assert lines * 4.8 <= seconds
    assert lines == form_lines(seconds, 4.8)


@pytest.mark.parametrize("language", written_languages())
def test_the_seed_decides(language: str) -> None:
    assert write("the sea", seed=3, language=language) == write("the sea", seed=3, language=language)
    assert len({write("the sea", seed=seed, language=language) for seed in range(10)}) > 5
