from dataclasses import replace

import pytest
from briefs import brief

from tonewright.composition.style import Comping, Groove
from tonewright.composition.styles import load_style
from tonewright.composition.timekeeping import timekept

ALONE = Groove("4/4", "alone", 0.0, 1.0, {"bass": "W--- W--- W--- W---"}, (), drums=False)
FOURS = Comping("comp1", "4/4", 0.0, 1.0, (50, 70), 3, ("c--- c--- c--- c---",), drums=False)
POP = load_style("pop")
STYLE = replace(POP, grooves=(*POP.grooves, ALONE), comping=(*POP.comping, FOURS))


def test_a_band_with_drums_plays_nothing_of_what_is_for_bands_without():
    assert timekept(STYLE, brief()) == POP


def test_without_drums_the_grooves_and_comping_for_that_stand_for_those_of_their_meter_and_role():
    kept = timekept(STYLE, brief(unwanted=("drums",)))
    assert [g for g in kept.grooves if g.meter == "4/4"] == [ALONE]
    assert [c for c in kept.comping if (c.role, c.meter) == ("comp1", "4/4")] == [FOURS]


@pytest.mark.parametrize("meter", ["3/4", "6/8"])
def test_without_drums_other_meters_and_roles_stay_as_they_are(meter):
    kept = timekept(STYLE, brief(unwanted=("drums",)))
    assert [g for g in kept.grooves if g.meter == meter] == [g for g in POP.grooves if g.meter == meter]
    assert [c for c in kept.comping if c.role != "comp1"] == [c for c in POP.comping if c.role != "comp1"]


def test_a_style_without_such_ways_stays_as_it_is():
    assert timekept(POP, brief(unwanted=("drums",))) is POP


def test_sections_that_have_a_way_of_their_own_keep_it():
    own = replace(FOURS, grids=("C--- ---- ---- ----",), sections=("outro",), drums=True)
    kept = timekept(replace(STYLE, comping=(*STYLE.comping, own)), brief(unwanted=("drums",)))
    assert own in kept.comping
