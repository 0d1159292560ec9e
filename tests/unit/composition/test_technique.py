from dataclasses import replace

import pytest
from briefs import brief

from tonewright.brief.brief import PartWish
from tonewright.composition.grids import BASS_STEPS, COMPING_STEPS, DRUM_STEPS, marks_of, size
from tonewright.composition.instruments import catalogue
from tonewright.composition.score import Note
from tonewright.composition.technique import Technique, technique_for, techniques
from tonewright.theory.meter import METERS


@pytest.mark.parametrize("name", sorted(techniques()))
def test_every_technique_names_known_instruments_and_whole_bars(name):
    technique = techniques()[name]
    families = {i.family for i in catalogue().values()}
    for old, new in technique.instruments.items():
        assert old in catalogue() or old in families
        assert new in catalogue()
    for meter, lines in technique.lines.items():
        for line, grid in lines.items():
            assert size(grid) == METERS[meter].subdivisions
            assert set(marks_of(grid)) <= set(BASS_STEPS if line == "bass" else DRUM_STEPS)
    for meter, grids in technique.grids.items():
        for grid in grids:
            assert size(grid) == METERS[meter].subdivisions
            assert set(marks_of(grid)) <= set(COMPING_STEPS)
    assert set(technique.lines) in (set(), set(METERS))
    assert set(technique.grids) in (set(), set(METERS))


def test_a_moved_line_leaves_its_drum_and_a_replaced_one_only_changes_where_it_is():
    cross = techniques()["cross-stick"]
    assert cross.struck({"kick": "X...", "snare": "..X."}, "4/4") == {"kick": "X...", "rim": "..X."}
    four = techniques()["four on the floor"]
    assert four.struck({"hat": "xxxx"}, "4/4") == {"hat": "xxxx"}
    assert four.struck({"kick": "X..............."}, "4/4") == {"kick": "X...X...X...X..."}


def test_ghosts_stay_ghosts_when_all_is_played_staccato():
    notes = [Note(0, 1, 60, 0.5), Note(1, 1, 60, 0.2, "ghost")]
    assert techniques()["staccato"].touched(notes) == [replace(notes[0], articulation="staccato"), notes[1]]


def test_what_nobody_asked_for_is_played_in_the_usual_way():
    assert technique_for(brief(), "kit", "standard_kit") == Technique()
    wish = PartWish("percussion", technique="congas")
    assert technique_for(brief(parts=(wish,)), "percussion", "standard_kit").alone
    assert technique_for(brief(parts=(wish,)), "kit", "standard_kit") == Technique()
