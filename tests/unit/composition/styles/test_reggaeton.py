"""What a dancer to reggaeton expects; beats count quarter notes, a bar has four."""

from statistics import mean

import pytest
from briefs import brief
from scores import part

from tonewright.composition.compose import compose
from tonewright.performance.perform import perform

SEEDS = range(4)
KICK, SNARES, RIM = 36, (38, 40), 37
# Three, three and two sixteenths, twice in a bar; the kick has the beats (P. Manuel, "Caribbean Currents", 2006).
TRESILLO = {0.75, 1.5, 2.75, 3.5}


def bars_of(score, *kinds):
    """The start beats of the bars of every section of a kind, but those with fills at the end of a phrase."""
    for section in (s for s in score.sections if s.name in kinds):
        whole = range(section.start_bar, section.start_bar + section.bars - 1)
        yield from (4.0 * bar for bar in whole if (bar - section.start_bar) % 8 != 7)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_dembow_is_kept_in_every_bar_of_verse_and_chorus(seed):
    score = compose(brief("reggaeton", seed, seconds=150))
    assert 88 <= score.tempo_bpm <= 100
    drums = part(score, "drums").notes
    bars = list(bars_of(score, "verse", "chorus"))
    assert len(bars) > 10
    for bar in bars:
        here = [n for n in drums if bar <= n.start_beat < bar + 4]
        assert {0.0, 1.0, 2.0, 3.0} <= {n.start_beat - bar for n in here if n.pitch == KICK}
        assert {n.start_beat - bar for n in here if n.pitch in SNARES} >= TRESILLO


@pytest.mark.parametrize("seed", SEEDS)
def test_the_backbeat_of_pop_is_never_played(seed):
    score = compose(brief("reggaeton", seed, seconds=150))
    drums = part(score, "drums").notes
    for bar in bars_of(score, "verse", "chorus"):
        loud = {
            n.start_beat - bar
            for n in drums
            if n.pitch in SNARES and n.velocity > 0.4 and bar <= n.start_beat < bar + 4
        }
        assert not loud & {1.0, 3.0}


@pytest.mark.parametrize("seed", SEEDS)
def test_the_beat_is_thinned_by_section(seed):
    score = compose(brief("reggaeton", seed, seconds=170))
    drums = part(score, "drums").notes
    density = {
        kind: mean(sum(bar <= n.start_beat < bar + 4 for n in drums) for bar in bars)
        for kind in ("prechorus", "verse", "chorus", "break")
        if (bars := list(bars_of(score, kind)))
    }
    assert density["verse"] < density["chorus"]
    for quiet in {"prechorus", "break"} & density.keys():
        assert density[quiet] < 0.7 * density["chorus"]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_bass_is_deep_and_agrees_with_the_kick_or_the_tresillo(seed):
    score = compose(brief("reggaeton", seed, seconds=150))
    bass = part(score, "bass")
    assert bass.instrument in ("sub_bass", "bass_808")
    places = TRESILLO | {0.0, 1.0, 2.0, 3.0}
    bars = list(bars_of(score, "chorus"))
    notes = [(n.start_beat - bar, n) for bar in bars for n in bass.notes if bar <= n.start_beat < bar + 4]
    assert mean(at in places for at, _ in notes) > 0.9
    assert mean(n.pitch for _, n in notes) < 44


def test_filters_close_before_the_hook_and_open_in_breaks():
    score = compose(brief("reggaeton", 1, seconds=150))
    played = perform(score)
    kit = next(p for p in played.parts if p.role == "drums")
    assert any(s.name in ("prechorus", "break") for s in score.sections)
    assert len([c for c in kit.controllers if c.number == 74]) > 20


def test_minor_pieces_turn_round_tonic_sixth_third_and_seventh():
    found = 0
    for seed in range(10):
        score = compose(brief("reggaeton", seed, seconds=120, valence=0.2))
        chorus = next(s for s in score.sections if s.name == "chorus")
        roots = {
            (c.chord.root - score.key.tonic) % 12
            for c in score.chords
            if c.chord and 4.0 * chorus.start_bar <= c.start_beat < 4.0 * (chorus.start_bar + 4)
        }
        found += roots == {0, 8, 3, 10}
    assert found >= 3
