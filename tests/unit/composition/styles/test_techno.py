"""What a dancer to techno expects; beats count quarter notes, a bar has four."""

from itertools import pairwise

import pytest
from briefs import brief
from scores import bars_of, part

from tonewright.composition.compose import compose
from tonewright.performance.perform import perform

SEEDS = range(4)
KICK, OPEN_HAT = 36, 46


@pytest.mark.parametrize("seed", SEEDS)
def test_four_kicks_to_the_floor_and_the_open_hat_between_them(seed):
    score = compose(brief("techno", seed, seconds=150))
    assert 124 <= score.tempo_bpm <= 140
    drums = part(score, "drums").notes
    for bar in bars_of(score, "drop"):
        here = {(n.start_beat - bar, n.pitch) for n in drums if bar <= n.start_beat < bar + 4}
        assert {(beat, KICK) for beat in (0.0, 1.0, 2.0, 3.0)} <= here
        opens = {at for at, pitch in here if pitch == OPEN_HAT}
        assert opens == {0.5, 1.5, 2.5, 3.5}


@pytest.mark.parametrize("seed", SEEDS)
def test_one_chord_stays_for_most_of_the_piece(seed):
    score = compose(brief("techno", seed, seconds=180))
    end = score.chords[-1].start_beat
    home = sum(s.duration_beats for s in score.chords[:-1] if s.chord and s.chord.root == score.key.tonic)
    assert home > 0.7 * end


@pytest.mark.parametrize("seed", SEEDS)
def test_the_bass_runs_in_sixteenths_with_accents_and_slides(seed):
    score = compose(brief("techno", seed, seconds=150))
    bass = part(score, "bass").notes
    bars = list(bars_of(score, "drop"))
    here = [n for n in bass if any(bar <= n.start_beat < bar + 4 for bar in bars)]
    assert len(here) / len(bars) >= 8
    levels = [n.velocity for n in here]
    assert max(levels) - min(levels) > 0.12
    slides = [(a, b) for a, b in pairwise(here) if b.articulation == "slide"]
    assert len(slides) >= len(bars) / 2
    assert 12 in {abs(a.pitch - b.pitch) for a, b in slides}


@pytest.mark.parametrize("seed", SEEDS)
def test_something_counts_three_against_four(seed):
    score = compose(brief("techno", seed, seconds=150))
    found = 0
    for p in score.parts:
        if p.role not in ("comp", "percussion"):
            continue
        for pitch in {n.pitch for n in p.notes} if p.role == "percussion" else {0}:
            starts = sorted({n.start_beat for n in p.notes if not pitch or n.pitch == pitch})
            gaps = [round(b - a, 3) for a, b in pairwise(starts)]
            # Three or five sixteenths again and again, over the beats of four.
            found += sum(a == b and a in (0.75, 1.25) for a, b in pairwise(gaps))
    assert found >= 6


def test_builds_are_long_and_their_filter_opens():
    score = compose(brief("techno", 1, seconds=240))
    build = next(s for s in score.sections if s.name == "build")
    assert build.bars * 4 * score.seconds_per_beat >= 14
    played = perform(score)
    start_s, end_s = (4.0 * bar * score.seconds_per_beat for bar in (build.start_bar, build.start_bar + build.bars))
    stab = next(p for p in played.parts if p.role == "comp")
    values = [c.value for c in stab.controllers if c.number == 74 and start_s - 0.01 <= c.time_s < end_s]
    assert values == sorted(values)
    assert values[-1] - values[0] > 60


def test_breakdowns_have_no_drums():
    score = compose(brief("techno", 2, seconds=240))
    drums = part(score, "drums").notes
    for section in (s for s in score.sections if s.name == "breakdown"):
        start, end = 4.0 * section.start_bar, 4.0 * (section.start_bar + section.bars)
        assert not [n for n in drums if start <= n.start_beat < end]
