"""What makes a jazz ballad: brushes, triplets, a bass in two, rootless chords, substitutes, AABA, an end unmeasured."""

from functools import cache
from itertools import pairwise
from statistics import mean, median

import pytest
from briefs import brief

from tonewright.composition.compose import compose
from tonewright.composition.score import Note, Score
from tonewright.performance.perform import perform

SEEDS = range(5)
SNARE, SWIRL, PEDAL_HAT = 38, 40, 44


@cache
def piece(seed: int, seconds: float = 150.0) -> Score:
    return compose(brief("jazz_ballad", seed, seconds=seconds))


def within(score: Score, notes: tuple[Note, ...], *kinds: str) -> list[Note]:
    spans = [(s.start_bar * 4.0, (s.start_bar + s.bars) * 4.0) for s in score.sections if s.name in kinds]
    return [n for n in notes if any(start <= n.start_beat < end for start, end in spans)]


def part(score: Score, role: str, name: str = "") -> tuple[Note, ...]:
    return next(p.notes for p in score.parts if p.role == role and name in p.instrument)


@pytest.mark.parametrize("seed", SEEDS)
def test_brushes_stir_and_the_hi_hat_closes_on_two_and_four(seed):
    score = piece(seed)
    assert next(p for p in score.parts if p.role == "drums").instrument == "brush_kit"
    drums = within(score, part(score, "drums"), "verse", "bridge", "chorus")
    assert {n.start_beat % 4 for n in drums if n.pitch == PEDAL_HAT} <= {1.0, 3.0}
    bars = {int(n.start_beat // 4) for n in drums}
    stirred = {int(n.start_beat // 4) for n in drums if n.pitch == SWIRL}
    assert len(stirred) > 0.8 * len(bars)
    assert max(n.velocity for n in drums) < 0.8


def test_eighths_are_triplets_and_the_tempo_slow():
    for seed in SEEDS:
        score = piece(seed)
        assert 50 <= score.tempo_bpm <= 76
        assert (score.swing, score.swing_unit) == (1.0, 0.5)
    score = piece(1)
    beat_s = 60.0 / score.tempo_bpm
    drums = next(p for p in perform(score).parts if p.role == "drums")
    offs = [n.start_s / beat_s % 1 for n in drums.notes if 0.4 < n.start_s / beat_s % 1 < 0.8]
    assert mean(offs) == pytest.approx(2 / 3, abs=0.02)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_bass_is_in_two_while_the_tune_is_told_and_walks_after(seed):
    score = piece(seed)
    told, after = (
        [n for n in within(score, part(score, "bass"), kind) if n.articulation != "ghost"]
        for kind in ("verse", "chorus")
    )
    first = {int(n.start_beat // 4) for n in told}
    assert 1.9 <= len(told) / len(first) <= 3.0
    assert {4.0 * bar for bar in first} | {4.0 * bar + 2 for bar in first} <= {n.start_beat for n in told}
    assert len(after) / len({int(n.start_beat // 4) for n in after}) >= 3.5


@pytest.mark.parametrize("seed", SEEDS)
def test_without_drums_piano_and_bass_together_state_every_beat_until_the_end(seed):
    score = compose(brief("jazz_ballad", seed, seconds=150.0, unwanted=("drums",)))
    told = [s for s in score.sections if s.name in ("verse", "bridge", "chorus")]
    beats = {float(b) for s in told for b in range(4 * s.start_bar, 4 * (s.start_bar + s.bars))}
    stated = {n.start_beat for role in ("bass", "comp") for n in part(score, role)}
    assert len(beats & stated) > 0.9 * len(beats)
    # A trio breathes at the end of a phrase, but never for two beats on end.
    assert not [b for b in beats if b + 1 in beats and {b, b + 1}.isdisjoint(stated)]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_piano_leaves_the_root_of_sevenths_to_the_bass(seed):
    score = piece(seed)
    roots = []
    for note in within(score, part(score, "comp", "piano"), "verse"):
        span = next(s for s in score.chords if s.start_beat <= note.start_beat < s.start_beat + s.duration_beats)
        if span.chord and 10 in span.chord.intervals:
            roots.append(note.pitch % 12 == span.chord.root)
    assert mean(roots) < 0.12


def test_dominants_are_replaced_by_those_a_tritone_away():
    found = 0
    for seed in range(8):
        score = piece(seed)
        chords = [s.chord for s in score.chords if s.chord]
        # A dominant seventh that resolves down a semitone stands for the one a tritone away.
        found += sum(
            4 in a.intervals and 10 in a.intervals and (a.root - b.root) % 12 == 1 for a, b in pairwise(chords)
        )
    assert found >= 16


@pytest.mark.parametrize("seed", SEEDS)
def test_the_tune_is_aaba_in_eights(seed):
    names = [(s.name, s.bars) for s in piece(seed).sections]
    at = names.index(("bridge", 8))
    assert names[at - 1] == ("verse", 8)
    assert names[at - 2] == ("verse", 8)
    assert ("chorus", 8) in names[at + 1 :]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_lead_sings_long_notes_in_the_middle_of_its_range(seed):
    score = piece(seed)
    lead = next(p for p in score.parts if p.role == "melody")
    assert lead.instrument in ("breathy_sax", "muted_trumpet", "vibraphone", "trombone")
    assert median(n.duration_beats for n in lead.notes) * score.seconds_per_beat >= 0.45
    assert max(n.duration_beats for n in lead.notes) * score.seconds_per_beat >= 1.5


@pytest.mark.parametrize("seed", SEEDS)
def test_at_the_end_nobody_counts(seed):
    score = piece(seed)
    outro = score.sections[-1]
    start, end = outro.start_bar * 4.0, (outro.start_bar + outro.bars) * 4.0
    assert not [n for n in part(score, "drums") if start <= n.start_beat < end]
    piano = [n for n in part(score, "comp", "piano") if start <= n.start_beat < end]
    assert max(n.duration_beats for n in piano) >= 2.0
