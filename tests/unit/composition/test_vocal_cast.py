import pytest

from tonewright.composition.vocal_cast import backing_voice
from tonewright.speech.roster import voice_named, voices

ELIN, JONAS = voice_named("elinmarlowemezzo01"), voice_named("jonasreedbaritone01")


def middle(voice):
    return (voice.best_low + voice.best_high) / 2


@pytest.mark.parametrize("lead", [ELIN, JONAS])
def test_a_higher_place_has_a_higher_singer_and_a_lower_one_a_lower(lead):
    above, below, low = (middle(backing_voice(lead, place)) for place in ("above", "below", "low"))
    assert above > middle(lead) > below >= low


@pytest.mark.parametrize("lead", [ELIN, JONAS])
def test_another_singer_sings_the_harmony_and_the_lead_itself_the_doubles(lead):
    assert backing_voice(lead, "above").item_id != lead.item_id
    assert backing_voice(lead, "above").gender == lead.gender
    assert backing_voice(lead, "double_left") is lead


def test_children_and_robots_sing_alone():
    places = ("above", "below", "low", "octave_above", "echo", "answer", "choir_1", "choir_2", "choir_3")
    cast = {backing_voice(lead, place) for lead in voices() if "child" not in lead.labels for place in places}
    assert not any({"child", "robotic"} & set(voice.labels) for voice in cast - {voice_named("unitsevenrobot0001")})
