"""What a listener of trance expects; beats count quarter notes, a bar has four."""

from statistics import mean

import pytest
from briefs import brief
from scores import bars_of

from tonewright.composition.compose import compose

SEEDS = range(4)
KICK, SNARE, OPEN_HAT = 36, 38, 46


def part(score, role, instrument=None):
    return next(p for p in score.parts if p.role == role and instrument in (None, p.instrument))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_bass_rolls_between_the_kicks_and_never_on_them(seed):
    score = compose(brief("trance", seed, seconds=120))
    assert 132 <= score.tempo_bpm <= 140
    drums, bass = part(score, "drums").notes, part(score, "bass").notes
    for bar in bars_of(score, "drop"):
        kicks = {n.start_beat - bar for n in drums if n.pitch == KICK and bar <= n.start_beat < bar + 4}
        assert kicks == {0.0, 1.0, 2.0, 3.0}
        notes = {n.start_beat - bar for n in bass if bar <= n.start_beat < bar + 4}
        # Where the chord changes its root is heard at once; all else lies between the beats.
        changes = {s.start_beat - bar for s in score.chords}
        assert {0.5, 1.5, 2.5, 3.5} <= notes
        assert not (notes & kicks) - changes


@pytest.mark.parametrize("seed", SEEDS)
def test_the_breakdown_is_long_without_drums_and_ends_in_a_roll_that_doubles_its_pace(seed):
    score = compose(brief("trance", seed, seconds=200))
    drums = part(score, "drums").notes
    down = next(s for s in score.sections if s.name == "breakdown")
    assert down.bars * 4 * score.seconds_per_beat >= 13
    assert not [n for n in drums if 4.0 * down.start_bar <= n.start_beat < 4.0 * (down.start_bar + down.bars)]
    build = next(s for s in score.sections if s.name == "build")
    start, end = 4.0 * build.start_bar, 4.0 * (build.start_bar + build.bars)
    snares = [n for n in drums if n.pitch == SNARE and start <= n.start_beat < end]
    middle = (start + end) / 2
    early, late = (sum((n.start_beat < middle) == side for n in snares) for side in (True, False))
    assert late > 1.8 * early
    assert any(n.end_beat == end for n in part(score, "fx").notes)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_pad_of_the_drop_is_cut_by_a_gate(seed):
    score = compose(brief("trance", seed, seconds=120))
    pad = next(p for p in score.parts if p.instrument in ("gate_saws", "supersaw") and p.role == "pad")
    bars = list(bars_of(score, "drop"))
    starts = [{n.start_beat for n in pad.notes if bar <= n.start_beat < bar + 4} for bar in bars]
    assert mean(len(s) for s in starts) >= 5
    assert mean(n.duration_beats for n in pad.notes if any(b <= n.start_beat < b + 4 for b in bars)) <= 0.5


@pytest.mark.parametrize("seed", SEEDS)
def test_plucks_run_in_sixteenths_in_the_drop(seed):
    score = compose(brief("trance", seed, seconds=120))
    pluck = part(score, "comp").notes
    bars = list(bars_of(score, "drop"))
    assert mean(sum(bar <= n.start_beat < bar + 4 for n in pluck) for bar in bars) >= 9


def test_most_drops_turn_round_the_four_chords_of_the_relative_major():
    # vi IV I V in major is i VI III VII in minor: the same four triads.
    turned = 0
    for seed in range(12):
        score = compose(brief("trance", seed, seconds=120))
        tonic = score.key.tonic + (3 if score.key.is_minor else 0)
        drop = next(s for s in score.sections if s.name == "drop")
        here = {
            (c.chord.root - tonic) % 12
            for c in score.chords
            if c.chord and 4.0 * drop.start_bar <= c.start_beat < 4.0 * (drop.start_bar + drop.bars)
        }
        turned += here <= {9, 5, 0, 7, 2} and {9, 5, 7} <= here
    assert turned >= 10


def test_the_anthem_stands_higher_than_the_tune_of_the_breakdown():
    for seed in SEEDS:
        score = compose(brief("trance", seed, seconds=200))
        lead = part(score, "melody").notes

        def top(kind, score=score, lead=lead):
            spans = [(4.0 * s.start_bar, 4.0 * (s.start_bar + s.bars)) for s in score.sections if s.name == kind]
            return max(n.pitch for n in lead for a, b in spans if a <= n.start_beat < b)

        assert top("drop") >= top("breakdown")
