from itertools import pairwise

import numpy as np
import pytest
from briefs import lyric_sections

from tonewright.composition.lyric_setting import Clockwork, bars_needed, set_line, split_line, usual_bars
from tonewright.theory.meter import METERS


def line(text):
    return lyric_sections(f"[verse]\n{text}")[0].lines[0]


def clock(bpm=100.0, meter="4/4", pace=3.8):
    return Clockwork(METERS[meter], bpm, pace, 0.3, np.zeros(16))


def test_stressed_syllables_take_the_stronger_places():
    found = set_line(line("the 'riv-er 'run-ning to the 'o-cean"), 2, 0.0, clock())
    strong = {0.0: 3, 1.0: 2, 2.0: 3, 3.0: 2}
    weight = {0: [], 1: []}
    for s in found:
        weight[s.stress].append(strong.get(s.start % 4, 1 if s.start % 0.5 == 0 else 0))
    assert np.mean(weight[1]) > np.mean(weight[0]) + 0.5


def test_syllables_follow_each_other_without_overlap_and_leave_a_breath():
    for bpm in (60, 97, 150, 190):
        found = set_line(line("we are 'walk-ing down the 'long and 'wind-ing road"), 2, 0.0, clock(bpm))
        for here, following in pairwise(found):
            assert here.start + here.duration <= following.start + 1e-9
            assert (following.start - here.start) * 60 / bpm >= 1 / 7.3


@pytest.mark.parametrize("bpm", [76, 80, 88, 96, 112])
@pytest.mark.parametrize("marks", ["", "'"])
def test_lines_run_alike_whether_no_syllable_or_every_one_is_stressed(bpm, marks):
    # As in Vietnamese or Chinese, whose syllables carry no stress, and in a line of short heavy words.
    found = set_line(line(" ".join([f"{marks}la"] * 9)), 2, 0.0, clock(bpm))
    running_s = (found[-1].start - found[0].start) * 60 / bpm
    assert 2.5 <= 8 / running_s <= 4.6


def test_a_line_too_long_for_its_bars_takes_more_time_instead_of_gabbling():
    many = "a " * 16
    found = set_line(line(many), 1, 0.0, clock(190))
    starts = [s.start for s in found]
    assert min(np.diff(starts)) * 60 / 190 >= 1 / 7.3


def test_a_line_answers_in_the_rhythm_of_its_model():
    first = set_line(line("'sil-ver rain up-'on the glass"), 2, 0.0, clock())
    second = set_line(line("'gol-den sun up-'on the hill"), 2, 0.0, clock(), tuple(s.start for s in first))
    assert [s.start for s in first] == [s.start for s in second]


def test_a_line_without_end_is_split_between_words_and_loses_none():
    endless = line(" ".join(["'nev-er 'end-ing"] * 30))
    parts = split_line(endless)
    assert all(part.syllable_count <= 16 for part in parts)
    assert [w for part in parts for w in part.words] == list(endless.words)


@pytest.mark.parametrize(("bpm", "bars"), [(50, 1), (110, 2), (180, 4)])
def test_a_line_of_nine_syllables_takes_as_many_bars_as_a_singer_needs(bpm, bars):
    # (9 − 1)/3.8 s and 0.77 s for the last note and a breath, with 15 % of air: 3.3 s.
    lines = [line("I 'nev-er thought that you would go a-'way")] * 4
    assert usual_bars([*lines], 240 / bpm, 3.8) == bars


def test_a_line_that_may_begin_only_after_its_bars_begins_then():
    found = set_line(line("yes we can"), 1, 6.0, clock())
    assert found[0].start >= 6.0
    assert all(a.start + a.duration <= b.start + 1e-9 for a, b in pairwise(found))


def test_a_line_leaves_the_end_of_its_bars_to_its_echo_where_it_can():
    words = line("I 'nev-er thought that you would go a-'way")
    free, kept = (set_line(words, 2, 0.0, clock(110.0), (), beats) for beats in (0.0, 1.5))
    ends = [syllables[-1].start + syllables[-1].duration for syllables in (free, kept)]
    assert ends[1] <= 8 - 1.5 < ends[0]
    # Where there is no room for both, the line has what it needs.
    assert set_line(words, 1, 0.0, clock(110.0), (), 3.5) == set_line(words, 1, 0.0, clock(110.0))


def test_a_line_whose_bars_are_full_takes_more_for_its_echo():
    words = line("We 'nev-er thought you would go a-'way")
    # (9 − 1)/3.8 s and 0.77 s for the last note and a breath: 2.9 s of a bar of 3 s.
    assert (bars_needed(words, 3.0, 3.8, 1), bars_needed(words, 3.0, 3.8, 1, 0.9)) == (1, 2)
    assert bars_needed(words, 3.0, 3.8, 2, 0.9) == 2
