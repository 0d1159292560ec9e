"""What makes swing, bossa nova and the waltz themselves, from the practice of their players."""

from dataclasses import replace
from functools import cache
from itertools import pairwise
from statistics import mean

import pytest

from tonewright.brief.brief import Brief, Wish
from tonewright.composition.compose import compose
from tonewright.composition.score import Note, Score
from tonewright.composition.styles import load_style
from tonewright.performance.perform import perform
from tonewright.theory.meter import METERS

KICK, STICK, SNARE, PEDAL_HAT, RIDE = 36, 37, 38, 44, 51
SEEDS = range(4)


@cache
def piece(style: str, seed: int, bpm: float | None = None, meter: str | None = None) -> Score:
    """An instrumental of two minutes; where no meter is named the style has its own."""
    return compose(
        Brief(
            "instrumental", "", Wish("t", "default"), Wish(style, "parameter"), (), (), 0.0, 0.5,
            Wish(bpm, "parameter" if bpm else "default"), Wish(None, "default"), Wish(None, "default"),
            Wish(METERS[meter or "4/4"], "parameter" if meter else "default"), Wish(None, "default"),
            Wish(120.0, "parameter"), 300.0, (), (), Wish("en", "default"), Wish("", "default"), (), "", seed, "i4",
        )
    )  # fmt: skip


def role(score: Score, name: str) -> list[Note]:
    return [n for p in score.parts if p.role == name for n in p.notes]


def within(score: Score, notes: list[Note], *kinds: str) -> list[Note]:
    beats = score.meter.bar_beats
    spans = [(s.start_bar * beats, (s.start_bar + s.bars) * beats) for s in score.sections if s.name in kinds]
    return [n for n in notes if any(start <= n.start_beat < end for start, end in spans)]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_swing_bass_walks_in_quarters_and_mostly_by_step(seed):
    score = piece("swing", seed)
    notes = [n for n in within(score, role(score, "bass"), "chorus", "solo") if n.articulation != "ghost"]
    quarters = {n.start_beat for n in notes if n.start_beat % 1 == 0}
    bars = {n.start_beat // 4 for n in notes}
    assert len(quarters) == 4 * len(bars)
    gaps = [abs(b.pitch - a.pitch) for a, b in pairwise(notes) if b.start_beat - a.start_beat == 1]
    assert mean(gap in (1, 2) for gap in gaps) >= 0.55
    assert mean(gap == 0 for gap in gaps) < 0.05


@pytest.mark.parametrize("seed", SEEDS)
def test_the_walk_reaches_new_chords_by_step_or_fifth(seed):
    score = piece("swing", seed)
    roots = {span.start_beat: span.chord.bass for span in score.chords if span.chord}
    notes = [n for n in within(score, role(score, "bass"), "chorus", "solo") if n.articulation != "ghost"]
    into = [
        abs(b.pitch - a.pitch)
        for a, b in pairwise(notes)
        if roots.get(b.start_beat) == b.pitch % 12 and a.pitch % 12 != b.pitch % 12
    ]
    assert mean(gap in (1, 2, 5, 7) for gap in into) >= 0.85


@pytest.mark.parametrize("seed", SEEDS)
def test_the_hi_hat_closes_on_two_and_four_and_the_ride_skips(seed):
    score = piece("swing", seed)
    drums = within(score, role(score, "drums"), "verse", "chorus")
    assert {n.start_beat % 4 for n in drums if n.pitch == PEDAL_HAT} == {1.0, 3.0}
    rides = [n.start_beat % 4 for n in drums if n.pitch == RIDE]
    # Ding, ding-a, ding, ding-a: the skipped beats' off-beats sound much more often than the others.
    assert rides.count(1.5) + rides.count(3.5) > 3 * (rides.count(0.5) + rides.count(2.5))


@pytest.mark.parametrize(("bpm", "low", "high"), [(100, 1.85, 2.1), (140, 1.7, 2.0), (185, 1.45, 1.8)])
def test_performed_eighths_are_long_and_short_less_so_when_fast(bpm, low, high):
    # Near 2:1 at medium tempos, less the faster it goes (the trend of Friberg & Sundström 2002; the bounds are ours).
    score = piece("swing", 1, float(bpm))
    beat_s = 60.0 / score.tempo_bpm
    drums = next(p for p in perform(score).parts if p.role == "drums")
    offs = [n.start_s / beat_s % 1 for n in drums.notes if n.pitch == RIDE]
    long = mean(way for way in offs if 0.4 < way < 0.8)
    assert low <= long / (1 - long) <= high


def test_the_tune_of_swing_is_aaba():
    for seed in SEEDS:
        names = [(s.name, s.bars) for s in piece("swing", seed).sections]
        start = names.index(("verse", 8))
        assert names[start : start + 4] == [("verse", 8), ("verse", 8), ("bridge", 8), ("verse", 8)]


def test_the_swing_piano_leaves_the_root_of_sevenths_to_the_bass():
    score = piece("swing", 2)
    piano = next(p for p in score.parts if p.role == "comp")
    roots = []
    for note in within(score, list(piano.notes), "verse", "chorus"):
        span = next(s for s in score.chords if s.start_beat <= note.start_beat < s.start_beat + s.duration_beats)
        if note.duration_beats <= 1 and note.start_beat % 4 != 3.5 and span.chord:
            roots.append(note.pitch % 12 == span.chord.root)
    assert mean(roots) < 0.05


@pytest.mark.parametrize("seed", SEEDS)
def test_the_cross_stick_of_bossa_plays_its_clave_over_two_bars(seed):
    score = piece("bossa_nova", seed)
    verse = next(s for s in score.sections if s.name == "verse")
    start = verse.start_bar * 4.0
    sticks = [n.start_beat - start for n in role(score, "drums") if n.pitch == STICK]
    # One, two-and, four; two, three-and.
    assert [at for at in sticks if 0 <= at < 8] == [0.0, 1.5, 3.0, 5.0, 6.5]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_bossa_bass_goes_root_and_fifth_and_nothing_swings(seed):
    score = piece("bossa_nova", seed)
    assert score.swing == 0
    inside = []
    for note in within(score, role(score, "bass"), "verse", "chorus"):
        chords = [s.chord for s in score.chords if s.start_beat - 0.5 <= note.start_beat < s.start_beat + 4 and s.chord]
        inside.append(any((note.pitch - c.root) % 12 in (0, 6, 7, 8) or note.pitch % 12 == c.bass for c in chords))
    assert mean(inside) >= 0.95


def test_the_bossa_guitar_comes_in_before_the_bar_line():
    early = []
    for seed in SEEDS:
        score = piece("bossa_nova", seed)
        guitar = next(p for p in score.parts if p.instrument == "nylon_guitar")
        early += [n.end_beat % 4 != 0 and n.end_beat // 4 > n.start_beat // 4 for n in guitar.notes]
    assert mean(early) > 0.05


@pytest.mark.parametrize("seed", SEEDS)
def test_a_waltz_is_in_three_unless_asked_otherwise(seed):
    assert piece("waltz", seed).meter.name == "3/4"
    for meter in ("4/4", "6/8"):
        assert piece("waltz", seed, None, meter).meter.name == meter


@pytest.mark.parametrize("seed", SEEDS)
def test_the_waltz_has_the_bass_on_one_and_the_chords_on_two_and_three(seed):
    score = piece("waltz", seed)
    chorus = within(score, role(score, "bass"), "verse", "chorus")
    ones = [n for n in chorus if n.start_beat % 3 == 0]
    assert len({n.start_beat for n in ones}) > len(chorus) / 2
    piano = next(p for p in score.parts if p.role == "comp")
    places = [n.start_beat % 3 for n in within(score, list(piano.notes), "chorus")]
    assert mean(place in (1.0, 2.0) for place in places) > 0.8
    assert mean(place == 0.0 for place in places) < 0.1
    kicks = [n.start_beat % 3 for n in within(score, role(score, "drums"), "verse") if n.pitch == KICK]
    assert mean(place == 0.0 for place in kicks) > 0.85


def test_the_waltz_bass_alternates_root_and_fifth_under_a_chord_that_stays():
    score = piece("waltz", 1)
    bass = {n.start_beat: n.pitch % 12 for n in role(score, "bass")}
    pairs = [
        (a, b)
        for a, b in pairwise(score.chords)
        if a.chord == b.chord and a.chord and a.chord.bass == a.chord.root and b.start_beat % 6 == 3
    ]
    assert pairs
    fifths = [(bass[b.start_beat] - b.chord.root) % 12 == 7 for _, b in pairs if b.start_beat in bass and b.chord]
    assert mean(fifths) > 0.5


def test_swing_is_read_off_the_tempo_between_the_written_points():
    style = replace(load_style("swing"), swing_by_tempo=((100.0, 1.0), (200.0, 0.5)))
    assert (style.swing_at(100), style.swing_at(150), style.swing_at(240)) == (1.0, 0.75, 0.5)
    assert replace(style, swing_by_tempo=(), swing=0.3).swing_at(150) == 0.3
