"""Profiles travel as JSON and become singers."""

import json
from dataclasses import replace

import pytest

from tonewright.cloning.profile import VoiceProfile, singer_of
from tonewright.errors import EngineError
from tonewright.speech.roster import guest_voice, known_voices, voice_named

PROFILE = VoiceProfile(
    base="elinmarlowemezzo01",
    formants=1.1,
    breath=0.12,
    vibrato_cents=25.0,
    vibrato_hz=5.5,
    equaliser=((200.0, 1.5), (1000.0, -2.0)),
    low=55,
    high=79,
    best_low=57,
    best_high=70,
    labels=("female", "alto", "spoken"),
    voiced_s=14.2,
    pitch_hz=201.3,
    sung=False,
)


def test_a_profile_comes_back_from_json_as_it_was() -> None:
    assert VoiceProfile.from_json(json.loads(json.dumps(PROFILE.as_json()))) == PROFILE


def test_a_singer_has_the_profiles_sound_and_what_the_base_voice_has_beside_it() -> None:
    singer = singer_of({"item_id": "abc", "name": "Ada", "profile": PROFILE.as_json()})
    elin = voice_named("elinmarlowemezzo01")
    assert (singer.item_id, singer.name, singer.low, singer.best_high) == ("abc", "Ada", 55, 70)
    assert (singer.engine_voice, singer.sound.glide_s) == (elin.engine_voice, elin.sound.glide_s)
    assert (singer.sound.tilt_db, singer.sound.ring_db) == (0.0, 0.0)
    assert (singer.sound.formants, singer.sound.equaliser) == (1.1, ((200.0, 1.5), (1000.0, -2.0)))
    assert singer.names == ()


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"item_id": "a", "name": "b", "profile": {}},
        {"item_id": "a", "name": "b", "profile": PROFILE.as_json() | {"equaliser": [1]}},
        {"item_id": "a", "name": "b", "profile": PROFILE.as_json() | {"from_a_later_version": 1}},
        {"item_id": "a", "name": "b", "profile": replace(PROFILE, base="nobody").as_json()},
    ],
)
def test_what_is_no_profile_of_this_version_is_told_so(told: dict) -> None:
    with pytest.raises(EngineError, match="clone it again"):
        singer_of(told)


def test_a_guest_is_known_in_its_context_alone() -> None:
    singer = PROFILE.singer("guest0", "Ada")
    with guest_voice(singer):
        assert voice_named("guest0") is singer
        assert singer in known_voices()
    assert singer not in known_voices()
