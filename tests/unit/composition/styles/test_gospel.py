"""What makes gospel: hands on two and four, walk-ups, IV - #ivdim - I/5, the amen, the lift, the choir, the shout."""

from functools import cache
from itertools import pairwise
from statistics import mean

import pytest
from briefs import brief

from tonewright.composition.compose import compose
from tonewright.composition.score import Note, Score

SEEDS = range(5)
SNARE, RIM, CLAP = 38, 37, 39


@cache
def piece(seed: int, bpm: float | None = None, seconds: float = 120.0, meter: str = "4/4") -> Score:
    return compose(brief("gospel", seed, bpm=bpm, seconds=seconds, meter=meter))


def within(score: Score, notes: tuple[Note, ...], *kinds: str) -> list[Note]:
    beats = score.meter.bar_beats
    spans = [(s.start_bar * beats, (s.start_bar + s.bars) * beats) for s in score.sections if s.name in kinds]
    return [n for n in notes if any(start <= n.start_beat < end for start, end in spans)]


def part(score: Score, role: str, name: str = "") -> tuple[Note, ...]:
    return next(p.notes for p in score.parts if p.role == role and name in p.instrument)


@pytest.mark.parametrize("bpm", [76.0, 112.0])
@pytest.mark.parametrize("seed", SEEDS)
def test_the_hands_clap_two_and_four(seed, bpm):
    score = piece(seed, bpm)
    claps = [n for n in part(score, "percussion") if n.pitch == CLAP]
    assert len(claps) > 40
    assert mean(n.start_beat % 4 in (1.0, 3.0) for n in claps) > 0.9


@pytest.mark.parametrize("seed", SEEDS)
def test_the_shout_claps_and_snares_between_the_beats_over_a_running_bass(seed):
    score = piece(seed, 172.0)
    drums = within(score, part(score, "drums"), "chorus")
    # The bar before a new phrase is the fill's.
    snares = [n.start_beat % 1 for n in drums if n.pitch == SNARE and n.articulation == "accent"]
    assert mean(place == 0.5 for place in snares) > 0.8
    claps = [n.start_beat % 1 for n in part(score, "percussion") if n.pitch == CLAP]
    assert set(claps) == {0.5}
    bass = [n for n in within(score, part(score, "bass"), "chorus") if n.start_beat % 1 == 0]
    assert len(bass) > 0.95 * 4 * len({n.start_beat // 4 for n in bass})


def test_slow_gospel_rolls_in_triplets_and_the_shout_hardly_swings():
    assert (piece(1, 76.0).swing, piece(1, 76.0).swing_unit) == (1.0, 0.5)
    assert piece(1, 176.0).swing < 0.35
    # Nothing in the slow band lies between the triplets: steps 0, 1 and 2 of a beat, never 3.
    drums = [n for n in within(piece(2, 76.0), part(piece(2, 76.0), "drums"), "verse", "chorus") if not n.even]
    assert not [n for n in drums if n.start_beat % 1 == 0.75]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_bass_walks_up_or_down_into_new_chords(seed):
    score = piece(seed, 108.0)
    bass = part(score, "bass")
    changes = {b.start_beat for a, b in pairwise(score.chords) if a.chord != b.chord and b.start_beat % 4 == 0}
    into = [
        abs(b.pitch - a.pitch)
        for a, b in pairwise(bass)
        if b.start_beat in changes and b.start_beat - a.start_beat <= 1 and a.pitch != b.pitch
    ]
    assert len(into) >= 8
    assert mean(gap <= 2 for gap in into) > 0.6


def test_the_fourth_rises_through_the_diminished_to_the_tonic_over_its_fifth():
    found = pieces = 0
    for seed in range(10):
        score = piece(seed)
        if score.key.is_minor:
            continue
        pieces += 1
        chords = [s.chord for s in score.chords if s.chord]
        for one, two, three in zip(chords, chords[1:], chords[2:], strict=False):
            rising = (two.root - one.root) % 12 == 1 and two.quality == "dim7"
            home = three.bass == (one.root + 2) % 12 and three.root == (one.root + 7) % 12
            if rising and home:
                found += 1
                break
    assert pieces >= 8
    assert found >= 0.8 * pieces


def test_the_end_is_an_amen():
    plagal = 0
    for seed in range(8):
        score = piece(seed)
        before, last = [s.chord for s in score.chords if s.chord][-2:]
        # From the fourth degree, major or minor, home.
        plagal += (before.root - last.root) % 12 == 5
    assert plagal == 8


@pytest.mark.parametrize("seed", SEEDS)
def test_the_last_chorus_stands_a_half_step_higher(seed):
    score = piece(seed, seconds=150.0)
    choruses = [s for s in score.sections if s.name == "chorus"]
    assert len(choruses) >= 3
    first, last = (
        [s.chord.root for s in score.chords if s.chord and s.start_beat >= c.start_bar * 4][:4]
        for c in (choruses[0], choruses[-1])
    )
    assert [(b - a) % 12 for a, b in zip(first, last, strict=True)] == [1, 1, 1, 1]


def test_a_key_that_was_asked_for_stays():
    score = compose(brief("gospel", 1, tonality="Ab:major", seconds=150.0))
    assert [s.chord.root for s in score.chords if s.chord][-1] == 8


@pytest.mark.parametrize("seed", SEEDS)
def test_organ_and_choir_carry_the_chorus(seed):
    score = piece(seed)
    names = {p.instrument for p in score.parts}
    assert "tonewheel_organ" in names
    assert names & {"choir_aahs", "voice_oohs"}
    choir = next(p for p in score.parts if p.role == "pad" and p.instrument != "tonewheel_organ")
    chorus = within(score, choir.notes, "chorus")
    starts = {n.start_beat for n in chorus}
    assert mean(len([n for n in chorus if n.start_beat == at]) for at in starts) >= 2.5


def test_in_six_eight_the_second_half_of_the_bar_has_the_backbeat():
    score = piece(1, None, 100.0, "6/8")
    drums = within(score, part(score, "drums"), "verse", "chorus")
    backs = [n.start_beat % 3 for n in drums if n.pitch in (SNARE, RIM) and n.articulation == "accent"]
    assert mean(place == 1.5 for place in backs) > 0.8
