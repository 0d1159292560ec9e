"""What makes metal: one riff for guitars and bass, power chords, double-tracking, half-time breakdowns, the blast."""

from statistics import mean

import pytest
from briefs import brief

from tonewright.composition.compose import compose
from tonewright.composition.score import Note, Part, Score, Section

SEEDS = range(6)


def metal(seed: int, **more) -> Score:
    return compose(brief("metal", seed, **{"seconds": 150.0, **more}))


def guitars(score: Score) -> list[Part]:
    return [p for p in score.parts if p.role == "comp"]


def part(score: Score, role: str) -> Part:
    return next(p for p in score.parts if p.role == role)


def section(score: Score, name: str) -> Section:
    return next(s for s in score.sections if s.name == name)


def inside(notes: tuple[Note, ...], where: Section) -> list[Note]:
    return [n for n in notes if where.start_bar * 4 <= n.start_beat < (where.start_bar + where.bars) * 4]


def struck(notes: list[Note]) -> dict[float, list[int]]:
    found: dict[float, list[int]] = {}
    for n in notes:
        found.setdefault(n.start_beat, []).append(n.pitch)
    return {start: sorted(pitches) for start, pitches in found.items()}


def test_riffs_are_power_chords_on_the_low_strings():
    for seed in SEEDS:
        score = metal(seed)
        chords = struck(inside(guitars(score)[0].notes, section(score, "verse")))
        assert all([p - c[0] for p in c] in ([0, 7], [0, 7, 12]) for c in chords.values())
        assert mean(c[0] < 48 for c in chords.values()) > 0.6


def test_two_guitars_play_the_same_on_opposite_sides():
    for seed in SEEDS:
        score = metal(seed)
        left, right = guitars(score)
        assert left.pan <= -0.9 and right.pan >= 0.9
        where = section(score, "verse")
        assert [(n.start_beat, n.pitch) for n in inside(left.notes, where)] == [
            (n.start_beat, n.pitch) for n in inside(right.notes, where)
        ]


def test_the_bass_plays_the_guitars_riff():
    for seed in SEEDS:
        score = metal(seed)
        where = section(score, "verse")
        riff = struck(inside(guitars(score)[0].notes, where))
        low = {n.start_beat: n.pitch for n in inside(part(score, "bass").notes, where)}
        assert set(riff) == set(low)
        assert all(riff[start][0] % 12 == pitch % 12 for start, pitch in low.items())


def test_muted_strokes_and_ringing_ones_alternate_in_the_verse():
    for seed in SEEDS:
        score = metal(seed)
        notes = inside(guitars(score)[0].notes, section(score, "verse"))
        assert 0.2 < mean(n.articulation == "staccato" for n in notes) < 0.95


def test_breakdowns_are_in_half_time_with_the_kick_on_every_chug():
    for seed in SEEDS:
        score = metal(seed)
        where = section(score, "breakdown")
        last = (where.start_bar + where.bars - 1) * 4
        drums = [n for n in inside(part(score, "drums").notes, where) if n.start_beat < last]
        backbeats = [n.start_beat % 4 for n in drums if n.pitch == 38 and n.articulation == "accent"]
        assert mean(place == 2.0 for place in backbeats) > 0.75
        kicks = {n.start_beat for n in drums if n.pitch == 36}
        chugs = {n.start_beat for n in inside(part(score, "bass").notes, where) if n.start_beat < last}
        assert len(chugs & kicks) / len(chugs) > 0.8


def test_the_last_chorus_is_a_blast_kick_and_snare_in_turn_on_sixteenths():
    blasts = 0
    for seed in SEEDS:
        score = metal(seed)
        where = [s for s in score.sections if s.name == "chorus"][-1]
        drums = inside(part(score, "drums").notes, where)
        first = [n for n in drums if n.start_beat < where.start_bar * 4 + 4]
        kicks = {n.start_beat % 4 for n in first if n.pitch == 36}
        snares = {n.start_beat % 4 for n in first if n.pitch == 38}
        blasts += len(kicks) >= 8 and len(snares) >= 8 and len(kicks | snares) == 16
        verse = inside(part(score, "drums").notes, section(score, "verse"))
        assert len(drums) / where.bars > 1.15 * len(verse) / section(score, "verse").bars
    assert blasts == len(SEEDS)


def test_modes_are_dark_and_phrygian_riffs_lean_on_the_flat_second():
    scores = [metal(seed) for seed in range(14)]
    assert {s.key.mode for s in scores} == {"minor", "phrygian", "harmonic minor"}
    for score in (s for s in scores if s.key.mode == "phrygian"):
        assert any((c.chord.root - score.key.tonic) % 12 == 1 for c in score.chords)


def test_nobody_solos_over_the_verse_riff():
    for seed in SEEDS:
        score = metal(seed)
        where = section(score, "verse")
        # An upbeat into what follows is all there may be.
        last = (where.start_bar + where.bars - 1) * 4
        assert not [n for n in inside(part(score, "melody").notes, where) if n.start_beat < last]
        assert inside(part(score, "melody").notes, section(score, "chorus"))


def test_chords_that_the_user_wrote_are_played_whole():
    score = metal(1, chords="Am F C G")
    where = section(score, "verse")
    start = where.start_bar * 4.0
    chord = next(s.chord for s in score.chords if s.start_beat == start)
    tones = {n.pitch % 12 for g in guitars(score) for n in inside(g.notes, where) if n.start_beat < start + 4}
    assert tones <= set(chord.pitch_classes)


@pytest.mark.parametrize("seed", SEEDS)
def test_slow_metal_is_doom_a_backbeat_under_riffs_that_ring(seed):
    score = metal(seed, bpm=72)
    played = [s for s in score.sections if s.name in ("verse", "chorus", "solo")]
    snare = [n for s in played for n in inside(part(score, "drums").notes, s) if n.pitch == 38]
    assert sum(n.start_beat % 4 in (1.0, 3.0) for n in snare) > 0.7 * len(snare)
    riff = [n for s in played for n in inside(guitars(score)[0].notes, s)]
    assert mean(n.duration_beats for n in riff) >= 1.0
    assert len([n for n in riff if n.start_beat % 0.5]) < 0.05 * len(riff)
