import re

import pytest

from tonewright.errors import SpeechError
from tonewright.speech.roster import default_voice, voice_named, voices


def test_every_voice_has_an_id_that_the_wire_accepts_and_no_two_share_one():
    ids = [voice.item_id for voice in voices()]
    assert all(re.fullmatch(r"[0-9a-z]{15,}", item_id) for item_id in ids)
    assert len(set(ids)) == len(ids) >= 2


def test_a_voice_is_found_by_its_id():
    for voice in voices():
        assert voice_named(voice.item_id) is voice


def test_an_unknown_voice_is_named_in_the_error():
    with pytest.raises(SpeechError, match="nobody000000000"):
        voice_named("nobody000000000")


def test_each_gender_has_a_default_voice_labelled_as_such():
    for gender in ("female", "male"):
        voice = default_voice(gender)
        assert voice.gender == gender
        assert voice.labels[0] == gender


def test_the_tessitura_lies_within_the_range():
    for voice in voices():
        assert voice.low <= voice.best_low < voice.best_high <= voice.high


def test_the_female_voice_lies_above_the_male_one():
    assert default_voice("female").best_low >= default_voice("male").best_low + 7
