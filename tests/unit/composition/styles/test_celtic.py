"""What makes a session tune: eight-bar parts played twice, running eighths, modes, ornaments, drone, bodhrán."""

from dataclasses import replace
from itertools import pairwise
from statistics import mean

import pytest
from briefs import brief

from tonewright.brief.brief import Wish
from tonewright.composition.compose import compose, plan
from tonewright.composition.ornaments import ornamented
from tonewright.composition.score import Note, Part, Score, Section
from tonewright.theory.meter import METERS

SEEDS = range(6)


def tune(seed: int, meter: str = "4/4", **more) -> Score:
    return compose(brief("celtic", seed, meter=meter, **{"seconds": 120.0, **more}))


def part(score: Score, role: str) -> Part:
    return next(p for p in score.parts if p.role == role)


def inside(notes: tuple[Note, ...], start: float, end: float) -> list[Note]:
    return [n for n in notes if start <= n.start_beat < end]


def span(score: Score, section: Section) -> tuple[float, float]:
    beats = score.meter.bar_beats
    return section.start_bar * beats, (section.start_bar + section.bars) * beats


def main_notes(score: Score, start: float, end: float) -> list[tuple[float, int]]:
    """What the tune has on the beats of a stretch, without its ornaments."""
    pulse = 1.5 if score.meter.name == "6/8" else 1.0
    notes = inside(part(score, "melody").notes, start, end)
    return [(n.start_beat - start, n.pitch) for n in notes if (n.start_beat - start) % pulse == 0]


@pytest.mark.parametrize("meter", ["4/4", "6/8"])
def test_parts_have_eight_bars_and_are_played_twice(meter):
    for seed in SEEDS:
        score = tune(seed, meter)
        dances = [s for s in score.sections if s.name in ("verse", "chorus", "instrumental", "solo")]
        assert all(s.bars % 8 == 0 for s in dances), [(s.name, s.bars) for s in dances]
        doubled = [s for s in dances if s.bars == 16]
        assert doubled
        for section in doubled:
            start, end = span(score, section)
            middle = (start + end) / 2
            first, second = main_notes(score, start, middle), main_notes(score, middle, end)
            same = len(set(first) & set(second)) / len(set(first))
            assert same > 0.8, (seed, section.name, same)


@pytest.mark.parametrize(("meter", "most"), [("4/4", 8), ("6/8", 6)])
def test_tunes_run_in_eighths(meter, most):
    for seed in SEEDS:
        score = tune(seed, meter)
        start, end = span(score, next(s for s in score.sections if s.name == "chorus"))
        notes = [n for n in inside(part(score, "melody").notes, start, end) if n.duration_beats > 0.2]
        per_bar = len(notes) / ((end - start) / score.meter.bar_beats)
        assert 0.65 * most <= per_bar <= 1.15 * most, seed


def test_jigs_step_at_about_115_and_reels_at_about_90_half_notes():
    for seed in SEEDS:
        assert 165 <= tune(seed, "4/4").tempo_bpm <= 190
        assert 155 <= tune(seed, "6/8").tempo_bpm <= 190


def test_pieces_without_a_wish_are_reels_and_jigs():
    unasked = Wish(METERS["4/4"], "default")
    meters = [compose(replace(brief("celtic", seed, seconds=40.0), meter=unasked)).meter.name for seed in range(12)]
    assert set(meters) == {"4/4", "6/8"}


def test_modes_are_dorian_mixolydian_major_or_minor_and_tunes_keep_to_them():
    modes = set()
    for seed in range(8):
        for valence in (-0.4, 0.4):
            score = tune(seed, valence=valence)
            modes.add(score.key.mode)
            assert {n.pitch % 12 for n in part(score, "melody").notes} <= set(score.key.scale)
    assert modes == {"dorian", "mixolydian", "major", "minor"}


def test_there_are_cuts_from_above_that_are_gone_in_a_wink():
    for seed in SEEDS:
        score = tune(seed)
        notes = part(score, "melody").notes
        graces = [(a, b) for a, b in pairwise(notes) if a.duration_beats * score.seconds_per_beat < 0.06]
        assert len(graces) > 20
        assert mean(grace.pitch > after.pitch for grace, after in graces) > 0.6
        assert all(abs(grace.pitch - after.pitch) <= 3 for grace, after in graces)


def test_a_roll_parts_a_long_note_into_three_with_a_cut_and_a_tap():

    piece, _ = plan(brief("celtic", 1, meter="6/8", tonality=None, seconds=60.0))
    long = [Note(12.0 + 3 * bar, 1.5, 74, 0.8) for bar in range(12)]
    played = ornamented(piece, long, "tin_whistle")
    rolls = [n for n in played if n.duration_beats < 1.0]
    assert len(rolls) >= 10 and len(rolls) % 5 == 0
    first = sorted(rolls, key=lambda n: n.start_beat)[:5]
    assert [n.pitch == 74 for n in first] == [True, False, True, False, True]
    assert first[1].pitch > 74 > first[3].pitch
    assert [round(first[i].start_beat - first[0].start_beat, 3) for i in (2, 4)] == [0.5, 1.0]


def test_the_pipes_hold_tonic_and_fifth_through_all_changes():
    for seed in SEEDS:
        score = tune(seed)
        drone = next(p for p in score.parts if p.instrument == "uilleann_pipes" and p.role == "pad")
        ends = score.sections[-1].start_bar * score.meter.bar_beats
        pitches = {(n.pitch - score.key.tonic) % 12 for n in drone.notes if n.start_beat < ends}
        assert pitches == {0, 7}


def test_the_second_player_has_the_same_tune():
    for seed in SEEDS:
        score = tune(seed)
        second = part(score, "colour")
        lead = {(round(n.start_beat, 4), n.pitch % 12) for n in part(score, "melody").notes}
        mine = [(round(n.start_beat, 4), n.pitch % 12) for n in second.notes if n.duration_beats < 3]
        assert mine and mean(m in lead for m in mine) > 0.97


def test_the_drummer_plays_a_bodhran():
    for seed in SEEDS:
        score = tune(seed, "6/8")
        drums = part(score, "drums")
        assert drums.instrument == "bodhran_kit"
        deep = [n.start_beat % 3 for n in drums.notes if n.pitch == 36 and n.articulation == "accent"]
        assert mean(place in (0.0, 1.5) for place in deep) > 0.9
