"""What makes soul: the backbeat, a bass that sings, the guitar's chop and slide, horns in stabs, falling chords."""

from itertools import pairwise
from statistics import mean, median

import pytest
from briefs import brief

from tonewright.composition.compose import compose
from tonewright.composition.score import Note, Score

SEEDS = range(5)
RIM, SNARE, KICK = 37, 38, 36


def piece(seed: int, bpm: float | None = None) -> Score:
    return compose(brief("soul", seed, bpm=bpm, seconds=120.0))


def within(score: Score, notes: tuple[Note, ...], *kinds: str) -> list[Note]:
    spans = [(s.start_bar * 4.0, (s.start_bar + s.bars) * 4.0) for s in score.sections if s.name in kinds]
    return [n for n in notes if any(start <= n.start_beat < end for start, end in spans)]


def part(score: Score, role: str, name: str = "") -> tuple[Note, ...]:
    return next(p.notes for p in score.parts if p.role == role and name in p.instrument)


@pytest.mark.parametrize("seed", SEEDS)
def test_snare_or_rim_says_two_and_four_in_nearly_every_bar(seed):
    for bpm in (80.0, 112.0):
        score = piece(seed, bpm)
        drums = within(score, part(score, "drums"), "verse", "chorus")
        bars = {int(n.start_beat // 4) for n in drums}
        strokes = {n.start_beat for n in drums if n.pitch in (RIM, SNARE) and n.articulation != "ghost"}
        both = [{bar * 4 + 1.0, bar * 4 + 3.0} <= strokes for bar in bars]
        assert mean(both) >= 0.85


@pytest.mark.parametrize("seed", SEEDS)
def test_the_bass_is_syncopated_and_sings_more_than_roots(seed):
    score = piece(seed, 108.0)
    bass = within(score, part(score, "bass"), "chorus")
    assert mean(n.start_beat % 1 != 0 for n in bass) > 0.4
    roots = {s.start_beat: s.chord.root for s in score.chords if s.chord}
    under = [max(at for at in roots if at <= n.start_beat + 1e-6) for n in bass]
    assert mean(n.pitch % 12 != roots[at] for n, at in zip(bass, under, strict=True)) > 0.35
    pitches = {n.pitch for n in bass}
    assert max(pitches) - min(pitches) >= 12


@pytest.mark.parametrize("seed", SEEDS)
def test_the_bass_steps_into_new_roots(seed):
    score = piece(seed, 108.0)
    bass = part(score, "bass")
    changes = {b.start_beat for a, b in pairwise(score.chords) if a.chord != b.chord}
    into = [
        abs(b.pitch - a.pitch) for a, b in pairwise(bass)
        if b.start_beat in changes and b.start_beat - a.start_beat <= 0.5 and a.pitch != b.pitch
    ]  # fmt: skip
    assert len(into) >= 5
    assert mean(gap <= 2 for gap in into) > 0.55


@pytest.mark.parametrize("seed", SEEDS)
def test_the_guitar_chops_two_and_four_and_slides_into_some(seed):
    score = piece(seed, 108.0)
    guitar = within(score, part(score, "comp", "guitar"), "verse", "chorus")
    chops = {n.start_beat for n in guitar if n.articulation != "ghost"}
    assert mean(at % 4 in (1.0, 3.0) for at in chops) > 0.35
    starts = {(n.start_beat, n.pitch) for n in guitar}
    slides = [n for n in guitar if n.duration_beats < 0.2 and (n.end_beat, n.pitch + 1) in starts]
    assert slides
    assert {n.start_beat % 2 for n in slides} == {1.0}


def test_horns_stab_rather_than_hold():
    for seed in SEEDS:
        score = piece(seed, 108.0)
        horns = within(score, part(score, "pad", "brass_section"), "chorus")
        assert median(n.duration_beats for n in horns) <= 1.0
        bars = {int(n.start_beat // 4) for n in horns}
        sounding = sum(n.duration_beats for n in horns) / 3
        assert sounding < 0.6 * 4 * (max(bars) - min(bars) + 1)


def test_chords_slide_down_or_pass_through_a_diminished_one():
    descents, diminished, pieces = 0, 0, 0
    for seed in range(12):
        score = piece(seed)
        if score.key.is_minor:
            continue
        pieces += 1
        tonic = score.key.tonic
        degrees = [(s.chord.root - tonic) % 12 for s in score.chords if s.chord]
        descents += any(degrees[i : i + 3] == [5, 4, 2] for i in range(len(degrees)))
        diminished += any(s.chord.quality == "dim7" for s in score.chords if s.chord)
    assert descents >= pieces / 5
    assert diminished >= pieces / 5


def test_the_end_vamps_on_its_first_two_chords():
    score = compose(brief("soul", 3, seconds=200.0))
    outro = score.sections[-1]
    bars = [
        [s.chord for s in score.chords if s.start_beat // 4 == bar]
        for bar in range(outro.start_bar, outro.start_bar + 6)
    ]
    assert bars[0:2] == bars[2:4]


def test_slow_soul_leans_back_and_fast_soul_is_straight():
    assert piece(1, 78.0).swing > 0.4
    assert piece(1, 124.0).swing < 0.05
    slow, fast = (within(score, part(score, "drums"), "chorus") for score in (piece(1, 78.0), piece(1, 112.0)))
    assert mean(n.articulation == "ghost" for n in slow) > mean(n.articulation == "ghost" for n in fast)
