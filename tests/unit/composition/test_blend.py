from dataclasses import replace

import pytest
from briefs import brief

from tonewright.brief.brief import Blend
from tonewright.composition.blend import blended, style_for
from tonewright.composition.compose import compose
from tonewright.composition.styles import load_style
from tonewright.performance.perform import perform

KIT = ("kit", "percussion")


def test_without_a_blend_the_style_is_the_pack():
    assert style_for(brief("waltz")) == load_style("waltz")


def test_lent_drums_bring_grooves_and_kit_and_leave_harmony_form_and_tune():
    style = blended(load_style("cinematic"), load_style("hip_hop"), KIT)
    drums, home = load_style("hip_hop"), load_style("cinematic")
    assert style.grooves == drums.grooves and style.fills == drums.fills
    assert style.palette["kit"] == drums.palette["kit"]
    assert style.palette["comp1"] == home.palette["comp1"]
    assert (style.harmony, style.forms, style.keys, style.cells) == (home.harmony, home.forms, home.keys, home.cells)


def test_who_has_the_drums_has_the_swing():
    assert blended(load_style("pop"), load_style("swing"), KIT).swing_at(120) == load_style("swing").swing_at(120)
    assert blended(load_style("pop"), load_style("swing"), ("bass",)).swing_at(120) == load_style("pop").swing_at(120)


def test_a_lent_bass_plays_its_own_grooves_over_the_others_drums():
    style = blended(load_style("pop"), load_style("funk"), ("bass",))
    assert style.grooves == load_style("pop").grooves
    assert style.bass_grooves == load_style("funk").grooves


@pytest.mark.parametrize(("first", "second"), [("pop", "rock"), ("lofi", "hip_hop"), ("cinematic", "drum_and_bass")])
def test_the_tempo_suits_the_drummer_where_the_other_can_follow(first, second):
    style = blended(load_style(first), load_style(second), KIT)
    home, drums = load_style(first), load_style(second)
    meet = home.tempo_low <= drums.tempo_high and drums.tempo_low <= home.tempo_high
    if meet:
        assert drums.tempo_low <= style.tempo_default <= drums.tempo_high
    assert style.tempo_low <= style.tempo_default <= style.tempo_high
    assert abs(style.tempo_default / home.tempo_default - 1) <= 0.25


def test_an_asked_tempo_stays_whatever_the_drums():
    score = compose(brief("waltz", 1, bpm=90, blend=Blend("drum_and_bass", KIT)))
    assert score.tempo_bpm == 90


def test_drums_are_heard_where_the_first_style_would_have_none():
    plain = compose(brief("waltz", 2, seconds=90))
    mixed = compose(brief("waltz", 2, seconds=90, blend=Blend("hip_hop", KIT)))
    kit = next(p for p in mixed.parts if p.role == "drums")
    assert kit.instrument in load_style("hip_hop").palette["kit"]
    assert len(kit.notes) > 100
    assert kit.instrument not in {p.instrument for p in plain.parts}


def test_parts_say_whose_way_they_play_in_the_score_and_when_played():
    score = compose(brief("pop", 3, seconds=60, blend=Blend("hip_hop", KIT)))
    assert {p.style for p in score.parts if p.role in ("drums", "percussion")} == {"hip_hop"}
    assert {p.style for p in score.parts if p.role not in ("drums", "percussion")} == {""}
    assert score.style == "pop"
    assert [p.style for p in perform(score).parts] == [p.style for p in score.parts]


def test_the_second_styles_players_play_its_parts():
    score = compose(brief("pop", 3, seconds=60, blend=Blend("swing", ("bass",))))
    own = replace(score, parts=tuple(replace(p, style="") for p in score.parts))
    lent, plain = (next(p for p in perform(s).parts if p.role == "bass").notes for s in (score, own))
    assert [n.start_s for n in lent] != [n.start_s for n in plain]


def test_roles_that_are_none_are_passed_over():
    assert style_for(brief("pop", blend=Blend("funk", ("nothing",)))) == load_style("pop")
