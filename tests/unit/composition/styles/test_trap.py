"""What a listener of trap expects; beats count quarter notes, a bar has four, felt in half time."""

from itertools import pairwise

import pytest
from briefs import brief
from scores import bars_of, part

from tonewright.composition.compose import compose
from tonewright.performance.perform import perform

SEEDS = range(4)
KICK, BACKBEATS, HATS = 36, (38, 39), (42, 44)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_tempo_is_130_to_150_with_the_backbeat_on_three_alone(seed):
    score = compose(brief("trap", seed, seconds=120))
    assert 130 <= score.tempo_bpm <= 150
    drums = part(score, "drums").notes
    for bar in bars_of(score, "chorus"):
        loud = {n.start_beat - bar for n in drums if bar <= n.start_beat < bar + 4 and n.articulation == "accent"}
        hit = {n.start_beat - bar for n in drums if bar <= n.start_beat < bar + 4 and n.pitch == 39}
        assert 2.0 in hit
        assert not hit & {1.0, 3.0}
        assert loud <= {0.0, 2.0, 2.5, 3.5} or bar == min(bars_of(score, "chorus"))


@pytest.mark.parametrize("seed", SEEDS)
def test_hats_roll_in_triplets_and_thirty_seconds_and_grow_as_they_roll(seed):
    hats = [n for n in part(compose(brief("trap", seed, seconds=120)), "drums").notes if n.pitch in HATS]
    gaps = {round(b.start_beat - a.start_beat, 3) for a, b in pairwise(hats)}
    assert {0.125, 0.167} <= gaps
    rolls = [(a, b) for a, b in pairwise(hats) if b.start_beat - a.start_beat < 0.2 and a.even and b.even]
    growing = sum(b.velocity >= a.velocity - 0.02 for a, b in rolls)
    assert growing > 0.7 * len(rolls)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_808_rings_glides_and_falls_together_with_the_kick(seed):
    score = compose(brief("trap", seed, seconds=150))
    bass, drums = part(score, "bass"), part(score, "drums").notes
    assert bass.instrument == "bass_808"
    assert any(n.duration_beats >= 1.5 for n in bass.notes)
    glides = [(a, b) for a, b in pairwise(bass.notes) if b.articulation == "slide"]
    assert glides
    assert {abs(b.pitch - a.pitch) for a, b in glides} & {5, 7, 12}
    kicks = {n.start_beat for n in drums if n.pitch == KICK}
    struck = [n for n in bass.notes if n.articulation != "slide" and any(abs(n.start_beat - k) < 4 for k in kicks)]
    assert sum(n.start_beat in kicks for n in struck) > 0.6 * len(struck)


def test_glides_are_bends_of_one_stroke_when_played():
    played = perform(compose(brief("trap", 1, seconds=120)))
    bass = next(p for p in played.parts if p.role == "bass")
    assert any(c.number == -1 and abs(c.value) > 3000 for c in bass.controllers)


def test_dark_pieces_are_minor_with_a_half_step_above_the_tonic_or_a_major_dominant():
    for seed in SEEDS:
        score = compose(brief("trap", seed, seconds=120, valence=-0.5))
        assert score.key.is_minor
        roots = {(s.chord.root - score.key.tonic) % 12 for s in score.chords if s.chord}
        dominants = {s.chord.quality for s in score.chords if s.chord and (s.chord.root - score.key.tonic) % 12 == 7}
        assert roots & {1, 8} or dominants & {"", "7"}


def test_the_beat_drops_out_and_comes_back():
    score = compose(brief("trap", 2, seconds=150))
    quiet = next(s for s in score.sections if s.name == "break")
    start = 4.0 * quiet.start_bar
    drums = [n for n in part(score, "drums").notes if start <= n.start_beat < start + 4]
    assert not drums
