"""What makes country: two-beat bass with walk-ups, train, shuffle and two-step, bends, dominants, the key lift."""

from itertools import pairwise
from statistics import mean

import pytest
from briefs import brief

from tonewright.composition.compose import compose
from tonewright.composition.score import Note, Part, Score, Section
from tonewright.composition.styles import load_style

SEEDS = range(6)
LONG_S = 220.0


def country(seed: int, **more) -> Score:
    return compose(brief("country", seed, **{"seconds": 120.0, **more}))


def part(score: Score, role: str, *names: str) -> Part:
    return next(p for p in score.parts if p.role == role and (not names or p.instrument in names))


def inside(notes: tuple[Note, ...], where: Section) -> list[Note]:
    return [n for n in notes if where.start_bar * 4 <= n.start_beat < (where.start_bar + where.bars) * 4]


def chorus(score: Score) -> Section:
    return next(s for s in score.sections if s.name == "chorus")


def chord_at(score: Score, beat: float):
    return next(s.chord for s in reversed(score.chords) if s.start_beat <= beat + 1e-6)


@pytest.mark.parametrize("bpm", [100.0, 168.0])
def test_the_bass_has_root_and_fifth_on_one_and_three(bpm):
    ones, threes = [], []
    for seed in SEEDS:
        score = country(seed, bpm=bpm)
        for n in part(score, "bass").notes[:-1]:
            chord = chord_at(score, n.start_beat)
            if chord.bass != chord.root:
                continue
            if n.start_beat % 4 == 0:
                ones.append(n.pitch % 12 == chord.root)
            elif n.start_beat % 4 == 2:
                threes.append((n.pitch - chord.root) % 12 in (7, 0))
    # Where a walk goes on under a chord that stays, the root gives way.
    assert mean(ones) > 0.85
    assert mean(threes) > 0.55


def test_the_bass_walks_up_or_down_by_step_into_some_chords():
    for seed in SEEDS:
        notes = part(country(seed, bpm=100.0), "bass").notes
        starts = {n.start_beat: n.pitch for n in notes}
        walks = 0
        for bar in range(1, int(notes[-2].start_beat // 4)):
            way = [starts.get(bar * 4 + beat) for beat in (-2.0, -1.0, 0.0)]
            if None not in way:
                walks += 0 < abs(way[2] - way[1]) <= 2 and 0 < abs(way[1] - way[0]) <= 5
        assert walks >= 2, seed


def test_the_train_runs_in_sixteenths_and_leans_on_the_off_beats():
    for seed in SEEDS:
        score = country(seed, bpm=104.0)
        snare = [n for n in inside(part(score, "drums").notes, chorus(score)) if n.pitch == 38]
        assert len(snare) / chorus(score).bars > 13
        loud = mean(n.velocity for n in snare if n.start_beat % 1 == 0.5)
        assert loud > 1.25 * mean(n.velocity for n in snare if n.start_beat % 1 in (0.25, 0.75, 0.0))


@pytest.mark.parametrize(("bpm", "swing"), [(100.0, 0.0), (134.0, 1.0), (168.0, 0.0)])
def test_only_the_shuffle_swings(bpm, swing):
    score = country(1, bpm=bpm)
    assert score.swing == swing
    drums = part(score, "drums").notes
    if swing:
        # Between the eighths of a shuffle there is nothing; rolls of the last bars aside.
        assert mean((n.start_beat * 2) % 1 == 0 for n in drums) > 0.97


def test_the_guitar_booms_on_the_beat_and_chicks_between():
    for seed in SEEDS:
        score = country(seed)
        notes = part(score, "comp", "steel_guitar").notes
        for bar in range(4, 7):
            here = [n for n in notes if bar * 4 <= n.start_beat < bar * 4 + 4]
            count = {beat: sum(n.start_beat == bar * 4 + beat for n in here) for beat in (0, 1, 2, 3)}
            assert count[0] == count[2] == 1
            assert count[1] >= 3 and count[3] >= 3


def test_the_third_chorus_is_the_first_one_a_tone_higher():
    lifted = 0
    for seed in range(10):
        score = country(seed, seconds=LONG_S)
        choruses = [s for s in score.sections if s.name == "chorus"]
        if len(choruses) < 3:
            continue
        lifted += 1
        first, last = (chord_at(score, s.start_bar * 4.0) for s in (choruses[0], choruses[-1]))
        assert (last.root - first.root) % 12 == 2 and last.quality == first.quality
        assert (score.chords[-1].chord.root - score.key.tonic) % 12 == 2
    assert lifted >= 3


def test_a_key_that_was_asked_for_is_kept_to_the_end():
    for seed in SEEDS:
        score = country(seed, seconds=LONG_S, tonality="G:major")
        assert score.chords[-1].chord.root == 7


def test_a_pedal_steel_is_bent_up_to_its_long_notes():
    score = country(3, wanted=("pedal steel",))
    lead = next(p for p in score.parts if p.instrument == "pedal_steel" and p.role == "melody")
    long = [n for n in lead.notes if n.duration_beats >= 0.75]
    assert 0.3 < mean(n.articulation == "scoop" for n in long) < 0.9


def test_chords_are_those_of_three_chord_songs_with_dominants_to_lean_on():
    roots, leaned = [], 0
    for seed in SEEDS:
        score = country(seed, valence=0.4)
        roots += [(s.chord.root - score.key.tonic) % 12 for s in score.chords]
        leaned += any(
            a.chord.quality == "7" and (b.chord.root - a.chord.root) % 12 == 5 for a, b in pairwise(score.chords)
        )
    assert mean(root in (0, 5, 7) for root in roots) > 0.72
    assert leaned >= len(SEEDS) - 1


def test_usual_tempos_cover_train_shuffle_and_two_step():
    tempos = [country(seed).tempo_bpm for seed in range(20)]
    style = load_style("country")
    assert {sum(t >= edge for edge in (124, 147)) for t in tempos} == {0, 1, 2}
    assert all(style.tempo_low <= t <= style.tempo_high for t in tempos)
