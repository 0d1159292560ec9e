"""What a listener of synthwave expects; beats count quarter notes, a bar has four."""

from itertools import pairwise
from statistics import mean

import pytest
from briefs import brief
from scores import bars_of, part

from tonewright.composition.compose import compose

SEEDS = range(4)
SNARE, TOMS = 38, {41, 45, 47, 50}


@pytest.mark.parametrize("seed", SEEDS)
def test_the_bass_runs_in_sixteenths_and_leaps_octaves_in_every_bar(seed):
    score = compose(brief("synthwave", seed, seconds=120))
    bass = part(score, "bass").notes
    assert all(b.start_beat >= a.end_beat - 1e-6 for a, b in pairwise(bass))
    for bar in bars_of(score, "chorus"):
        here = [n for n in bass if bar <= n.start_beat < bar + 4]
        assert len(here) == 16
        assert any(abs(a.pitch - b.pitch) == 12 for a, b in pairwise(here))


@pytest.mark.parametrize("tonic", ["C", "D", "E", "F#", "A", "B"])
def test_octaves_are_octaves_in_every_key(tonic):
    score = compose(brief("synthwave", 1, seconds=90, tonality=f"{tonic}:minor"))
    bars = list(bars_of(score, "chorus"))
    leaps = [
        abs(a.pitch - b.pitch)
        for a, b in pairwise(part(score, "bass").notes)
        if any(bar <= a.start_beat and b.start_beat < bar + 4 for bar in bars)
    ]
    assert leaps.count(12) > 0.2 * len(leaps)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_snare_is_on_two_and_four_and_toms_lead_into_the_next_section(seed):
    score = compose(brief("synthwave", seed, seconds=150))
    drums = part(score, "drums").notes
    for bar in bars_of(score, "chorus"):
        loud = {
            n.start_beat - bar for n in drums if n.pitch == SNARE and n.velocity > 0.6 and bar <= n.start_beat < bar + 4
        }
        assert loud == {1.0, 3.0}
    ends = [4.0 * (s.start_bar + s.bars) for s in score.sections[:-1] if s.name in ("verse", "prechorus", "chorus")]
    rolled = [any(n.pitch in TOMS and end - 4 <= n.start_beat < end for n in drums) for end in ends]
    assert mean(rolled) > 0.7


@pytest.mark.parametrize("seed", SEEDS)
def test_minor_pieces_live_on_the_sixth_and_seventh_degrees(seed):
    score = compose(brief("synthwave", seed, seconds=150, valence=-0.2))
    assert score.key.is_minor
    degrees = [(s.chord.root - score.key.tonic) % 12 for s in score.chords if s.chord]
    assert {0, 8, 10} <= set(degrees)
    assert mean(d in (0, 3, 8, 10) for d in degrees) > 0.85
    # No leading tone: the dominant of the style is the seventh degree.
    assert 7 not in degrees


@pytest.mark.parametrize("seed", SEEDS)
def test_the_lead_takes_its_time(seed):
    score = compose(brief("synthwave", seed, seconds=120))
    lead = part(score, "melody").notes
    assert mean(n.duration_beats for n in lead) >= 0.9
