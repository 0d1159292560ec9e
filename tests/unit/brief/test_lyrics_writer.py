import pytest

from tonewright.brief.lyrics_reader import read_lyrics
from tonewright.brief.lyrics_writer import write_lyrics
from tonewright.brief.mood import read_mood
from tonewright.brief.prompt import Prompt
from tonewright.brief.rhyme import rhymes

PROMPTS = (
    "a song about the sea",
    "sad love song",
    "party",
    "a song for my mother",
    "a song",
    "rain and hope",
)


def write(prompt: str, seconds: float = 150.0, seed: int = 1, line_s: float = 4.8) -> str:
    read = Prompt(prompt)
    return write_lyrics(read, read_mood(read), seconds, line_s, seed=seed)


@pytest.mark.parametrize("prompt", PROMPTS)
@pytest.mark.parametrize("seconds", [10.0, 60.0, 150.0, 300.0])
def test_no_line_outside_the_chorus_is_sung_twice(prompt: str, seconds: float) -> None:
    sections = read_lyrics(write(prompt, seconds))
    lines = [line.text for section in sections if section.kind != "chorus" for line in section.lines]
    assert len(lines) == len(set(lines))


@pytest.mark.parametrize("prompt", PROMPTS)
def test_every_chorus_is_the_same(prompt: str) -> None:
    choruses = {section.lines for section in read_lyrics(write(prompt)) if section.kind == "chorus"}
    assert len(choruses) == 1


@pytest.mark.parametrize("prompt", PROMPTS)
def test_verses_rhyme_in_couplets(prompt: str) -> None:
    for section in read_lyrics(write(prompt)):
        if section.kind == "verse":
            lines = [line.text for line in section.lines]
            assert all(rhymes(first, second) for first, second in zip(lines[::2], lines[1::2], strict=True))


def test_the_chorus_names_the_subject() -> None:
    chorus = next(s for s in read_lyrics(write("a song about leaving home")) if s.kind == "chorus")
    assert any("leaving home" in line.text.lower() for line in chorus.lines)


@pytest.mark.parametrize(
    ("seconds", "sections"),
    [
        (10.0, ["chorus"]),
        (60.0, ["verse", "chorus"]),
        (92.0, ["verse", "chorus", "verse", "chorus"]),
        (150.0, ["verse", "chorus", "verse", "chorus", "bridge", "chorus"]),
    ],
)
def test_the_form_grows_with_the_length(seconds: float, sections: list[str]) -> None:
    assert [section.kind for section in read_lyrics(write("the sea", seconds))] == sections


@pytest.mark.parametrize("seconds", [30.0, 60.0, 120.0, 200.0, 300.0])
def test_the_lines_fit_the_length(seconds: float) -> None:
    lines = sum(len(section.lines) for section in read_lyrics(write("the sea", seconds)))
    assert lines * 4.8 <= seconds


def test_the_seed_decides() -> None:
    assert write("the sea", seed=3) == write("the sea", seed=3)
    assert len({write("the sea", seed=seed) for seed in range(10)}) > 5
