"""A song is sung by the cloned voice that its request carries, and by nobody unknown."""

from pathlib import Path

import pytest

from tonewright.engines.engine import EngineRequest
from tonewright.engines.studio import Studio
from tonewright.errors import EngineError
from tonewright.render.instruments.fluidsynth import DEFAULT_FONT

PROFILE = {
    "base": "elinmarlowemezzo01",
    "formants": 1.1,
    "breath": 0.1,
    "vibrato_cents": 20.0,
    "vibrato_hz": 5.5,
    "equaliser": [[200.0, 3.0], [4000.0, -3.0]],
    "low": 57,
    "high": 79,
    "best_low": 59,
    "best_high": 70,
    "labels": ["female", "alto", "spoken"],
    "voiced_s": 14.0,
    "pitch_hz": 200.0,
    "sung": False,
}


def request(profile: dict) -> EngineRequest:
    voice = {"item_id": "0123456789abcdefghijklmno", "name": "Ada", "profile": profile}
    lyrics = "Carry me over the open sea"
    return EngineRequest("song", "a pop duet", "v4.8", 300.0, 1, lyrics=lyrics, duration_s=12.0, cloned_voice=voice)


def test_the_lead_is_the_clone_and_the_second_singer_an_artist_voice(tmp_path: Path) -> None:
    product = Studio(DEFAULT_FONT).make(request(PROFILE), tmp_path, lambda percent: None)
    singers = {one["id"]: one["name"] for one in product.facts["timed_lyrics"]["singers"]}
    assert singers["lead"] == "Ada"
    assert {word["voice"] for word in product.facts["words"]} <= set(singers)
    assert "Ada" not in [name for role, name in singers.items() if role != "lead"]


def test_a_profile_of_another_version_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="clone it again"):
        Studio(DEFAULT_FONT).make(request({"base": "nobody"}), tmp_path, lambda percent: None)
