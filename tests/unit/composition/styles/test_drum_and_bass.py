"""What a listener of liquid drum and bass expects; beats count quarter notes, a bar has four."""

import pytest
from briefs import brief
from scores import part

from tonewright.composition.compose import compose

SEEDS = range(4)
KICK, SNARES, RIM = 36, (38, 39), 37


def bars_of(score, kind):
    """The start beats of the bars of every section of a kind, but those with fills at the end of a phrase."""
    for section in (s for s in score.sections if s.name == kind):
        yield from (4.0 * bar for bar in range(section.start_bar, section.start_bar + section.bars) if bar % 8 != 7)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_tempo_lies_between_170_and_176(seed):
    assert 170 <= compose(brief("drum_and_bass", seed, seconds=120)).tempo_bpm <= 176


@pytest.mark.parametrize("seed", SEEDS)
def test_drops_are_in_two_step_with_ghost_snares_between(seed):
    score = compose(brief("drum_and_bass", seed, seconds=150))
    drums = part(score, "drums").notes
    ghosts = 0
    for bar in list(bars_of(score, "drop"))[:12]:
        here = [(round(n.start_beat - bar, 3), n) for n in drums if bar <= n.start_beat < bar + 4]
        loud = {at for at, n in here if n.pitch in SNARES and n.velocity > 0.6}
        assert {1.0, 3.0} <= loud
        kicks = {at for at, n in here if n.pitch == KICK}
        # Two-step: the second kick waits for the "and" of three; never four to the floor.
        assert {0.0, 2.5} <= kicks and 2.0 not in kicks
        ghosts += sum(n.articulation == "ghost" for _, n in here)
    assert ghosts >= 12


@pytest.mark.parametrize("seed", SEEDS)
def test_breakdowns_fall_into_half_time(seed):
    score = compose(brief("drum_and_bass", seed, seconds=180))
    drums = part(score, "drums").notes
    beats = {
        round(n.start_beat - bar, 3)
        for bar in bars_of(score, "breakdown")
        for n in drums
        if bar <= n.start_beat < bar + 3 and n.pitch in (*SNARES, RIM) and n.velocity > 0.5
    }
    assert beats == {2.0}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_roll_of_snares_and_a_riser_lead_into_the_drop(seed):
    score = compose(brief("drum_and_bass", seed, seconds=150))
    build = next(s for s in score.sections if s.name == "build")
    start, end = 4.0 * build.start_bar, 4.0 * (build.start_bar + build.bars)
    snares = [n for n in part(score, "drums").notes if n.pitch == 38 and start <= n.start_beat < end]
    half = (start + end) / 2
    early, late = ([n for n in snares if (n.start_beat < half) == first] for first in (True, False))
    assert len(late) > 1.5 * len(early)
    assert any(n.end_beat == end for n in part(score, "fx").notes)


def test_the_bass_moves_half_as_fast_as_the_drums():
    score = compose(brief("drum_and_bass", 1, seconds=150))
    bars = list(bars_of(score, "drop"))
    notes = [n for n in part(score, "bass").notes if any(bar <= n.start_beat < bar + 4 for bar in bars)]
    assert len(notes) / len(bars) <= 4.5
    assert max(n.pitch for n in notes) <= 55
    assert part(score, "bass").instrument in ("reese_bass", "sub_bass")


def test_sixteenths_of_the_break_survive_the_tempo():
    score = compose(brief("drum_and_bass", 2, seconds=120))
    odd = [n for n in part(score, "drums").notes if (n.start_beat * 4) % 2 == 1]
    assert len(odd) > 50
