"""What makes indie pop: eighths in the bass, shimmering chords, a chorused guitar that never stops, the snap."""

from itertools import pairwise
from statistics import mean

from briefs import brief

from tonewright.composition.compose import compose
from tonewright.composition.score import Note, Part, Score, Section

SEEDS = range(6)


def indie(seed: int, **more) -> Score:
    return compose(brief("indie_pop", seed, **{"seconds": 120.0, **more}))


def part(score: Score, role: str, *names: str) -> Part:
    return next(p for p in score.parts if p.role == role and (not names or p.instrument in names))


def section(score: Score, name: str) -> Section:
    return next(s for s in score.sections if s.name == name)


def inside(notes: tuple[Note, ...], where: Section) -> list[Note]:
    return [n for n in notes if where.start_bar * 4 <= n.start_beat < (where.start_bar + where.bars) * 4]


def test_the_bass_drives_in_eighths_through_verse_and_chorus():
    for seed in SEEDS:
        score = indie(seed)
        for name in ("verse", "chorus"):
            where = section(score, name)
            starts = {n.start_beat for n in inside(part(score, "bass").notes, where)}
            assert len(starts) / where.bars >= 7.5, (seed, name)


def test_most_chords_carry_a_ninth_a_seventh_or_a_suspension():
    colours = []
    for seed in SEEDS:
        colours += [len(s.chord.intervals) > 3 or "sus" in s.chord.quality for s in indie(seed).chords if s.chord]
    assert mean(colours) > 0.8


def test_somewhere_the_bass_stays_while_the_chord_above_it_changes():
    found = 0
    for seed in range(10):
        chords = [s.chord for s in indie(seed).chords]
        found += any(a.bass == b.bass and a.root != b.root for a, b in pairwise(chords))
    assert found >= 7


def test_a_chorused_guitar_picks_single_notes_all_the_time():
    for seed in SEEDS:
        score = indie(seed)
        notes = part(score, "comp", "chorus_guitar").notes
        where = section(score, "chorus")
        starts = [n.start_beat for n in inside(notes, where)]
        assert len(starts) == len(set(starts))
        assert len(starts) / where.bars >= 8


def test_the_chorus_dances_on_four_on_the_floor():
    floors = []
    for seed in SEEDS:
        score = indie(seed)
        where = section(score, "chorus")
        kicks = {n.start_beat - where.start_bar * 4 for n in inside(part(score, "drums").notes, where) if n.pitch == 36}
        floors.append(mean(float(beat) in kicks for beat in range((where.bars - 1) * 4)))
    assert min(floors) > 0.9


def test_tunes_snap_a_short_note_on_the_beat_and_a_long_one_after_it():
    snaps = []
    for seed in SEEDS:
        notes = part(indie(seed), "melody").notes
        pairs = pairwise(notes)
        snaps.append(
            mean(
                a.start_beat % 1 == 0
                and a.duration_beats == 0.25
                and b.start_beat == a.end_beat
                and b.duration_beats >= 0.75
                for a, b in pairs
            )
        )
    assert mean(snaps) > 0.08


def test_breakdowns_are_played_on_toms_without_a_snare():
    for seed in SEEDS:
        score = indie(seed, seconds=200.0)
        where = section(score, "breakdown")
        last = (where.start_bar + where.bars - 1) * 4
        hits = [n.pitch for n in inside(part(score, "drums").notes, where) if n.start_beat < last]
        assert mean(pitch in (41, 45, 47, 50, 36) for pitch in hits) > 0.95
