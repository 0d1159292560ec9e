"""Prompts with what a person reads in them, in `prompts.toml`, and parameters, which win."""

import json
import tomllib
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tonewright.brief.brief import Brief, PartWish
from tonewright.brief.instruments import EVERYTHING, INSTRUMENT_WORDS
from tonewright.brief.prompt import Prompt, clean
from tonewright.brief.reader import read_brief
from tonewright.brief.singer import read_gender
from tonewright.brief.text import as_json, describe
from tonewright.brief.wishes import Wishes
from tonewright.errors import InvalidParameter
from tonewright.speech.roster import voice_named
from tonewright.styles.packs import pack, pack_names

PROMPTS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("prompts.toml").read_text("utf-8"))["prompt"]
INSTRUMENTAL = Wishes("instrumental", "music", "i4", 300.0, 1)
SONG = Wishes("song", "a song", "v4.8", 300.0, 1, lyrics="Hello world, good morning")


def brief_of(prompt: str) -> Brief:
    return read_brief(replace(INSTRUMENTAL, prompt=prompt))


def told(part: PartWish) -> str:
    """A part as the prompts' file writes it: `slap bass technique=slap without=bridge`."""
    said = {"role": part.role, "technique": part.technique, "only": "/".join(part.only)}
    said |= {"without": "/".join(part.without)}
    return " ".join([part.instrument, *(f"{field}={value}" for field, value in said.items() if value)])


def plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("expected", PROMPTS, ids=[entry["text"][:40] for entry in PROMPTS])
def test_a_prompt_is_read_as_a_person_reads_it(expected: dict[str, Any]) -> None:
    brief = brief_of(expected["text"])
    read_length = brief.duration_s.value if brief.duration_s.source == "prompt" else 0
    chords = brief.chords.value or ()
    read = {
        "text": expected["text"],
        "style": brief.style.value,
        "bpm": brief.tempo_bpm.value or 0,
        "key": str(brief.key.value or ""),
        "mode": brief.mode.value or "",
        "meter": brief.meter.value.name,
        "seconds": read_length,
        "moods": list(brief.moods),
        "scenes": list(brief.scenes),
        "wanted": list(brief.wanted),
        "unwanted": list(brief.unwanted),
        "barred": [name for name in expected.get("barred", []) if name in brief.unwanted],
        "gender": read_gender(Prompt(clean(expected["text"]))) or "",
        "chords": " ".join(str(chord) for bar in chords for chord in bar.chords),
        "title": brief.title.value,
        "blend": f"{brief.blend.style}: {' '.join(brief.blend.roles)}" if brief.blend else "",
        "era": brief.era,
        "suggested": [name for name in expected.get("suggested", []) if name in brief.suggested],
        "parts": [text for text in expected.get("parts", []) if text in map(told, brief.parts)],
        "slow": (brief.tempo_bpm.value or 999) <= 90,
        "fast": (brief.tempo_bpm.value or 0) >= 120,
        "resolved": len(brief.resolved),
        **{field.name: plain(getattr(brief.course, field.name)) for field in fields(brief.course)},
    }
    if "unwanted" in expected and EVERYTHING not in expected["unwanted"]:
        read["unwanted"] = [name for name in brief.unwanted if name in expected["unwanted"]]
    assert {field: read[field] for field in expected} == expected


def test_enough_prompts_are_read() -> None:
    assert len(PROMPTS) >= 120


def test_parameters_win_over_the_prompt() -> None:
    wishes = replace(
        INSTRUMENTAL,
        prompt="a waltz in D minor at 90 bpm, chords: Am F C G, 60 seconds",
        tonality="Eb:major",
        bpm=121.5,
        chords="C | F",
        duration_s=33.0,
        time_signature="6/8",
        title="Given",
        language="de-DE",
    )
    brief = read_brief(wishes)
    assert str(brief.key.value) == "Eb major"
    assert brief.mode.value == "major"
    assert brief.tempo_bpm.value == 121.5
    assert brief.chords.value is not None
    assert [bar.chords[0].text for bar in brief.chords.value if bar.chords[0]] == ["C", "F"]
    assert brief.duration_s.value == 33.0
    assert brief.meter.value.name == "6/8"
    assert (brief.title.value, brief.language.value) == ("Given", "de-DE")
    sources = {brief.key.source, brief.mode.source, brief.tempo_bpm.source, brief.chords.source}
    sources |= {brief.duration_s.source, brief.meter.source, brief.title.source, brief.language.source}
    assert sources == {"parameter"}


def test_what_nobody_asked_for_is_a_default_and_left_open() -> None:
    brief = brief_of("music")
    assert (brief.tempo_bpm.value, brief.key.value, brief.mode.value, brief.chords.value) == (None,) * 4
    assert {brief.tempo_bpm.source, brief.key.source, brief.style.source, brief.meter.source} == {"default"}
    assert (brief.valence, brief.energy) == (0.0, 0.5)


def test_an_instrumental_without_a_wish_is_120_seconds_within_the_models_maximum() -> None:
    assert brief_of("music").duration_s.value == 120.0
    assert read_brief(replace(INSTRUMENTAL, maximum_s=100.0)).duration_s.value == 100.0


def test_a_song_without_a_wish_is_as_long_as_its_lyrics() -> None:
    assert read_brief(SONG).duration_s.value is None


def test_a_wish_in_the_prompt_never_passes_the_models_maximum() -> None:
    assert read_brief(replace(INSTRUMENTAL, prompt="four minutes", maximum_s=120.0)).duration_s.value == 120.0


def test_an_instrumental_has_no_voice_and_no_lyrics() -> None:
    brief = read_brief(replace(INSTRUMENTAL, prompt="female vocals", lyrics="la la la"))
    assert (brief.voice.value, brief.lyrics, brief.lyrics_text) == ("", (), "")


def test_the_prompt_chooses_the_singer() -> None:
    male = read_brief(replace(SONG, prompt="sung by a man")).voice
    female = read_brief(replace(SONG, prompt="soft female vocals")).voice
    assert voice_named(male.value).gender == "male"
    assert voice_named(female.value).gender == "female"
    assert male.source == female.source == "prompt"


def test_the_voice_parameter_wins() -> None:
    voice = read_brief(replace(SONG, prompt="male singer", voice="some-voice")).voice
    assert (voice.value, voice.source) == ("some-voice", "parameter")


def test_without_a_word_about_the_singer_the_seed_draws_one() -> None:
    drawn = {read_brief(replace(SONG, seed=seed)).voice.value for seed in range(20)}
    assert {voice_named(voice).gender for voice in drawn} == {"female", "male"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("tonality", "H:major"),
        ("tonality", "C"),
        ("bpm", 49.0),
        ("bpm", 191.0),
        ("chords", "C X G"),
        ("time_signature", "5/4"),
        ("language", "not a tag"),
        ("language", "sv"),
        ("lyrics", "[Chorus]\n♥"),
        ("kind", "podcast"),
    ],
)
def test_a_parameter_that_cannot_be_met_is_refused_by_its_name(field: str, value: Any) -> None:
    with pytest.raises(InvalidParameter) as refusal:
        read_brief(replace(SONG, **{field: value}))
    assert refusal.value.parameter == field


def test_chords_that_cannot_be_read_are_refused_with_the_symbol() -> None:
    with pytest.raises(InvalidParameter, match="unknown chord 'X'"):
        read_brief(replace(INSTRUMENTAL, chords="C X G"))


def test_the_same_wishes_give_the_same_brief() -> None:
    wishes = Wishes("song", "a song about the sea", "v4.8", 300.0, 99)
    assert read_brief(wishes) == read_brief(wishes)


def test_the_prompt_loses_its_control_characters() -> None:
    assert brief_of("deep\x00 house\x1b[31m\n\n track\u202e").prompt == "deep house [31m\n\ntrack"


SNIPPETS = Path(__file__).with_name("snippets.txt").read_text("utf-8").split()
ANY_TEXT = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from([*SNIPPETS, "\n", "\x00", "\u202e"]), max_size=40).map(" ".join),
)


@settings(max_examples=150, deadline=None)
@given(ANY_TEXT, st.integers(0, 2**53 - 1))
def test_any_text_is_a_valid_prompt(text: str, seed: int) -> None:
    for wishes in (replace(INSTRUMENTAL, prompt=text, seed=seed), replace(SONG, prompt=text, seed=seed)):
        brief = read_brief(wishes)
        assert brief.style.value in pack_names()
        assert 1 <= len(brief.title.value) <= 60
        assert -1 <= brief.valence <= 1
        assert 0 <= brief.energy <= 1
        assert brief.tempo_bpm.value is None or 50 <= brief.tempo_bpm.value <= 190
        assert brief.duration_s.value is None or 10 <= brief.duration_s.value <= 300
        assert set(brief.wanted) <= set(INSTRUMENT_WORDS)
        assert set(brief.unwanted) <= {*INSTRUMENT_WORDS, EVERYTHING}
        assert not set(brief.wanted) & set(brief.unwanted)
        assert {part.instrument for part in brief.parts} | set(brief.suggested) <= set(INSTRUMENT_WORDS)
        assert all(part.role or part.only or part.without or part.technique for part in brief.parts)
        assert set(brief.course.begins_with) <= set(INSTRUMENT_WORDS)
        if brief.blend is not None:
            assert brief.blend.style in set(pack_names()) - {brief.style.value}
            assert set(brief.blend.roles) <= set(pack("pop")["palette"])
        assert all(sentence.endswith(".") for sentence in brief.resolved)
        json.dumps(as_json(brief))
        assert describe(brief).isprintable() or "\n" in describe(brief)
        brief.prompt.encode()


@settings(max_examples=40, deadline=None)
@given(ANY_TEXT, st.integers(0, 2**53 - 1))
def test_lyrics_are_written_for_any_prompt(text: str, seed: int) -> None:
    brief = read_brief(replace(SONG, prompt=text, seed=seed, lyrics=None))
    assert any(section.kind == "chorus" for section in brief.lyrics)


@pytest.mark.parametrize(
    "prompt",
    ["a" * 2000, "no " * 600, "1:" * 1000, "A " * 1000, "in " * 600, "'" * 2000, "(" * 2000, "2 " * 1000,
     "half a minute and " * 100, "\u202e" * 2000, "solo " * 400, "c#" * 1000, "chords " * 280, "é̂" * 700],
)  # fmt: skip
def test_a_prompt_of_one_thing_over_and_over_is_read(prompt: str) -> None:
    brief = read_brief(replace(SONG, prompt=prompt, lyrics=None))
    assert brief.title.value


def test_a_style_with_a_meter_of_its_own_has_it_unless_another_is_asked_for() -> None:
    musette = brief_of("a musette in a Paris café")
    assert (musette.style.value, musette.meter.value.name, musette.meter.source) == ("waltz", "3/4", "default")
    assert brief_of("a musette in 4/4").meter.value.name == "4/4"
    assert brief_of("big band jazz").meter.value.name == "4/4"


def test_instruments_in_section_tags_are_suggested() -> None:
    lyrics = "[Intro: soft piano]\n[Verse]\nHello my guitar\n[Sax Solo]\n[Verse - female]\nBye"
    suggested = read_brief(replace(SONG, prompt="a pop song", lyrics=lyrics)).suggested
    assert ("piano" in suggested, "saxophone" in suggested, "guitar" in suggested) == (True, True, False)


def test_lines_keep_their_language_unless_one_is_asked_for() -> None:
    lyrics = "I walk along the river and you are not there\nJe ne sais pas pourquoi je suis là"
    wishes = replace(SONG, prompt="a pop song", lyrics=lyrics)
    assert [line.language for line in read_brief(wishes).lyrics[0].lines] == ["", "fr"]
    assert [line.language for line in read_brief(replace(wishes, language="en")).lyrics[0].lines] == ["", ""]


def test_a_duet_that_the_prompt_asks_for_has_a_second_voice() -> None:
    brief = read_brief(replace(SONG, prompt="a folk duet for a man and a woman", lyrics="[Verse]\nHello\nGood bye"))
    assert brief.second_voice.value not in ("", brief.voice.value)
    assert {line.singers for line in brief.lyrics[0].lines} == {"lead", "second"}
