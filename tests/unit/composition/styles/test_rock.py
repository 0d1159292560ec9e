"""What makes rock: power chords, palm-muted eighths, a bass that drives in eighths, the backbeat, a lead guitar."""

from statistics import mean

from briefs import brief

from tonewright.composition.compose import compose
from tonewright.composition.score import Note, Score, Section

SEEDS = range(5)


def rock(seed: int, **more) -> Score:
    return compose(brief("rock", seed, **{"seconds": 120.0, **more}))


def guitar(score: Score) -> list[Note]:
    return list(next(p for p in score.parts if p.role == "comp").notes)


def inside(notes: list[Note], section: Section) -> list[Note]:
    start = section.start_bar * 4
    return [n for n in notes if start <= n.start_beat < start + section.bars * 4]


def test_the_guitar_plays_power_chords_of_root_fifth_and_octave():
    for seed in SEEDS:
        score = rock(seed)
        notes = guitar(score)
        for start in {n.start_beat for n in notes if n.start_beat < score.sections[-1].start_bar * 4}:
            pitches = sorted(n.pitch for n in notes if n.start_beat == start)
            assert [p - pitches[0] for p in pitches] in ([0, 7], [0, 7, 12])
            assert pitches[0] < 52  # on the low strings


def test_verses_are_palm_muted_and_choruses_ring():
    for seed in SEEDS:
        score = rock(seed)
        verse = next(s for s in score.sections if s.name == "verse")
        chorus = next(s for s in score.sections if s.name == "chorus")
        muted = [mean(n.articulation == "staccato" for n in inside(guitar(score), s)) for s in (verse, chorus)]
        assert muted[0] > 0.35 and muted[1] == 0
        assert mean(n.duration_beats for n in inside(guitar(score), chorus)) > 0.45


def test_the_bass_drives_on_roots_in_the_chorus():
    for seed in SEEDS:
        score = rock(seed)
        chorus = next(s for s in score.sections if s.name == "chorus")
        notes = inside(list(next(p for p in score.parts if p.role == "bass").notes), chorus)
        assert len(notes) / chorus.bars >= 7
        roots = list(score.chords)
        on_root = [
            n.pitch % 12 == next(s for s in reversed(roots) if s.start_beat <= n.start_beat + 1e-6).chord.bass
            for n in notes
        ]
        assert mean(on_root) > 0.7


def test_the_snare_hits_two_and_four_as_an_accent():
    for seed in SEEDS:
        score = rock(seed)
        chorus = next(s for s in score.sections if s.name == "chorus")
        drums = inside(list(next(p for p in score.parts if p.role == "drums").notes), chorus)
        hits = {n.start_beat - chorus.start_bar * 4 for n in drums if n.pitch == 38 and n.articulation == "accent"}
        wanted = {4.0 * bar + beat for bar in range(chorus.bars - 1) for beat in (1.0, 3.0)}
        assert len(hits & wanted) / len(wanted) > 0.9


def test_a_distorted_guitar_leads():
    for seed in SEEDS:
        lead = next(p for p in rock(seed).parts if p.role == "melody")
        assert lead.instrument in ("distortion_guitar", "overdriven_guitar")


def test_written_chords_are_played_whole():
    score = rock(1, chords="Am F C G")
    notes = guitar(score)
    first = next(s for s in score.chords if s.start_beat >= 16)
    struck = {n.pitch % 12 for n in notes if n.start_beat == first.start_beat}
    assert struck == set(first.chord.pitch_classes)
