"""What makes reggae: the drop and the chop in their places, a bass that rests on the one, the bubble, the dub."""

from functools import cache
from itertools import pairwise
from statistics import mean

import pytest
from briefs import brief

from tonewright.composition.compose import compose
from tonewright.composition.score import Note, Score

SEEDS = range(5)
KICK, RIM, SNARE = 36, 37, 38


@cache
def piece(seed: int, bpm: float | None = None) -> Score:
    return compose(brief("reggae", seed, bpm=bpm, seconds=150.0))


def within(score: Score, notes: tuple[Note, ...], *kinds: str) -> list[Note]:
    spans = [(s.start_bar * 4.0, (s.start_bar + s.bars) * 4.0) for s in score.sections if s.name in kinds]
    return [n for n in notes if any(start <= n.start_beat < end for start, end in spans)]


def part(score: Score, role: str, name: str = "") -> tuple[Note, ...]:
    return next(p.notes for p in score.parts if p.role == role and name in p.instrument)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_chop_falls_on_every_off_beat_of_the_slow_count_and_is_short(seed):
    score = piece(seed, 75.0)
    chops = within(score, part(score, "comp", "guitar"), "verse", "chorus")
    loud = [n for n in chops if n.articulation == "strum_down"]
    assert mean(n.start_beat % 1 == 0.5 for n in loud) > 0.9
    assert max(n.duration_beats for n in loud) <= 0.5


@pytest.mark.parametrize("seed", SEEDS)
def test_counted_fast_the_chop_is_on_two_and_four_and_the_drop_on_three(seed):
    score = piece(seed, 148.0)
    chops = within(score, part(score, "comp", "guitar"), "verse")
    assert mean(n.start_beat % 4 in (1.0, 3.0) for n in chops) > 0.75
    drums = within(score, part(score, "drums"), "verse")
    assert {n.start_beat % 4 for n in drums if n.pitch == RIM and n.articulation == "accent"} == {2.0}
    # The last bar of a section is the fill's.
    fills = {s.start_bar + s.bars - 1 for s in score.sections} | {s.start_bar + 7 for s in score.sections}
    kicks = [n.start_beat % 4 for n in drums if n.pitch == KICK and int(n.start_beat // 4) not in fills]
    assert mean(place == 2.0 for place in kicks) > 0.9


@pytest.mark.parametrize("seed", SEEDS)
def test_calm_sections_are_one_drop_with_nothing_on_the_one(seed):
    score = piece(seed, 75.0)
    verse = next(s for s in score.sections if s.name == "verse")
    ones = {4.0 * bar for bar in range(verse.start_bar + 1, verse.start_bar + verse.bars - 1)}
    drums = part(score, "drums")
    assert not [n for n in drums if n.pitch in (KICK, SNARE, RIM) and n.start_beat in ones]
    inside = range(verse.start_bar, verse.start_bar + verse.bars - 1)
    drops = {n.start_beat for n in drums if n.pitch == KICK} & {n.start_beat for n in drums if n.pitch == RIM}
    assert all({4.0 * bar + 1, 4.0 * bar + 3} <= drops for bar in inside)


def test_full_sections_step_on_every_quarter_of_the_fast_count():
    steps = 0
    for seed in SEEDS:
        score = compose(brief("reggae", seed, bpm=72.0, seconds=150.0, energy=0.95))
        kicks = {n.start_beat for n in part(score, "drums") if n.pitch == KICK}
        last = [s for s in score.sections if s.name == "chorus"][-1]
        start = 4.0 * last.start_bar
        steps += {start + place / 2 for place in range(8)} <= kicks
    assert steps >= 4


@pytest.mark.parametrize("seed", SEEDS)
def test_the_bass_rests_on_most_ones_and_sings(seed):
    score = piece(seed, 75.0)
    bass = within(score, part(score, "bass"), "verse")
    bars = {int(n.start_beat // 4) for n in bass}
    assert mean(4.0 * bar in {n.start_beat for n in bass} for bar in bars) < 0.3
    assert len({n.pitch % 12 for n in bass}) >= 3
    silent = 4.0 * len(bars) - sum(n.duration_beats for n in bass)
    assert silent > 0.3 * 4.0 * len(bars)


def test_over_written_chords_the_bass_tells_them_at_once():
    score = compose(brief("reggae", 2, bpm=75.0, chords="Am Dm Em Am", seconds=60.0))
    bass = {n.start_beat: n.pitch % 12 for n in part(score, "bass")}
    verse = next(s for s in score.sections if s.name == "verse")
    for span in score.chords:
        if verse.start_bar * 4 <= span.start_beat < (verse.start_bar + verse.bars) * 4:
            assert bass[span.start_beat] == span.chord.bass


@pytest.mark.parametrize("seed", SEEDS)
def test_the_organ_bubbles_on_both_sides_of_the_chop(seed):
    score = piece(seed, 75.0)
    organ = within(score, part(score, "comp", "organ"), "chorus")
    starts = {n.start_beat for n in organ}
    chops = [at for at in starts if at % 1 == 0.5]
    assert mean({at - 0.25, at + 0.25} <= starts for at in chops) > 0.7
    # The left hand plays one note, the right hand the chord.
    singles = [n.start_beat for n in organ if n.start_beat % 0.5 == 0.25]
    assert mean(singles.count(at) == 1 for at in singles) > 0.9
    assert not [n for n in organ if n.start_beat % 1 == 0.0 and n.start_beat < score.sections[-1].start_bar * 4]


def test_in_the_dub_drums_and_bass_drop_out_and_leave_echoes():
    dubs = missing = 0
    for seed in SEEDS:
        score = piece(seed, 75.0)
        dub = next(s for s in score.sections if s.name == "breakdown")
        if dub.bars < 4:
            continue
        dubs += 1
        bars = range(dub.start_bar, dub.start_bar + dub.bars)
        bass = {int(n.start_beat // 4) for n in part(score, "bass")}
        kicks = {int(n.start_beat // 4) for n in part(score, "drums") if n.pitch == KICK}
        assert [bar for bar in bars if bar not in bass]
        missing += sum(bar not in kicks for bar in bars)
        chops = within(score, part(score, "comp", "guitar"), "breakdown")
        levels = sorted({round(n.start_beat, 2): n.velocity for n in chops}.items())
        falling = [b for (a, one), (b, two) in pairwise(levels) if b - a == 0.75 and two < 0.75 * one]
        assert falling
    assert dubs >= 4
    assert missing >= 2


def test_the_leads_are_those_of_the_yard():
    found = {p.instrument for seed in range(10) for p in piece(seed).parts if p.role == "melody"}
    assert "melodica" in found
    assert found <= {"melodica", "trombone", "tenor_sax", "harmonica", "flute"}
