"""Every rule by which contradictions are resolved leaves its sentence."""

from dataclasses import replace
from typing import Any

import pytest

from tonewright.brief.reader import read_brief
from tonewright.brief.wishes import Wishes

INSTRUMENTAL = Wishes("instrumental", "music", "i4", 300.0, 1)
SONG = Wishes("song", "a song", "v4.8", 300.0, 1, lyrics="Hello world")


@pytest.mark.parametrize(
    ("prompt", "words"),
    [
        ("fast, 60 BPM", ["Fast", "60", "the number counts"]),
        ("slow, 160 BPM", ["Slow", "160", "the number counts"]),
        ("90 bpm, 140 bpm", ["first", "90", "140"]),
        ("240 bpm", ["240", "played as 120"]),
        ("30 bpm", ["30", "played as 60"]),
        ("9000 bpm", ["9000", "no tempo"]),
        ("a waltz in 4/4", ["Waltz", "4/4 counts"]),
        ("7/8", ["7/8 cannot be played", "4/4"]),
        ("in C major, in D minor", ["first", "C major", "D minor"]),
        ("in a minor key, C major", ["Minor", "C major counts"]),
        ("ten minutes", ["at most 300", "600"]),
        ("3 seconds", ["at least 10", "3"]),
        ("one minute, two minutes", ["first", "60", "120"]),
        ("piano, but no piano", ["piano", "both wanted and not wanted"]),
        ("200 violins", ["200 violins", "at most 10"]),
        ("two hundred musicians", ["200 musicians", "at most 10"]),
        ("zydeco", ['no style for "zydeco"']),
        ("wobblecore", ['"Wobblecore" is not known']),
        ("with a male singer", ["no singer"]),
    ],
)
def test_a_rule_leaves_its_sentence(prompt: str, words: list[str]) -> None:
    (sentence,) = read_brief(replace(INSTRUMENTAL, prompt=prompt)).resolved
    assert all(word in sentence for word in words), sentence


@pytest.mark.parametrize(
    "prompt",
    ["music", "fast, 150 bpm", "slow, 60 bpm", "110-120 bpm", "a waltz", "in C major", "in a minor key, C minor",
     "two minutes", "no drums, piano", "six guitars", "jazz", "synth pop, 3/4", "spooky music, a minute and a half",
     "industrial techno, techno", "an orchestral march"],
)  # fmt: skip
def test_where_nothing_is_contradicted_nothing_is_said(prompt: str) -> None:
    assert read_brief(replace(INSTRUMENTAL, prompt=prompt)).resolved == ()


@pytest.mark.parametrize(
    ("field", "value", "prompt"),
    [
        ("bpm", 100.0, "90 bpm"), ("tonality", "C:major", "in D minor"), ("time_signature", "3/4", "6/8"),
        ("duration_s", 40.0, "two minutes"),
    ],
)  # fmt: skip
def test_a_parameter_that_goes_before_the_prompt_is_said(field: str, value: Any, prompt: str) -> None:
    (sentence,) = read_brief(replace(INSTRUMENTAL, prompt=prompt, **{field: value})).resolved
    assert sentence.startswith("The parameter's")


def test_a_song_is_sung_in_a_language_that_can_be() -> None:
    (unsung,) = read_brief(replace(SONG, prompt="a song without vocals")).resolved
    assert "ask for an instrumental" in unsung
    (english,) = read_brief(replace(SONG, prompt="a song in Swedish")).resolved
    assert english == "Swedish cannot be sung yet: the song is in English."
    lyrics = "I walk along the river and you are not there"
    (given,) = read_brief(replace(SONG, prompt="a song in French", lyrics=lyrics)).resolved
    assert given == "The lyrics are English: that is what is sung, not French."
    assert read_brief(replace(SONG, prompt="a song from a French café")).resolved == ()
