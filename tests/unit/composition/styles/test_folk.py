"""What makes folk: the alternating thumb, modal keys, the amen at the end, a room that needs no drums."""

from dataclasses import replace
from itertools import pairwise
from statistics import mean

from briefs import brief

from tonewright.brief.brief import Wish
from tonewright.composition.compose import compose
from tonewright.composition.score import Note, Part, Score
from tonewright.theory.meter import METERS

SEEDS = range(8)
MIXOLYDIAN = {0, 2, 4, 5, 7, 9, 10}
DORIAN = {0, 2, 3, 5, 7, 9, 10}


def folk(seed: int, **more) -> Score:
    return compose(brief("folk", seed, **{"seconds": 100.0, **more}))


def guitar(score: Score) -> Part:
    return next(p for p in score.parts if p.role == "comp" and p.instrument in ("steel_guitar", "nylon_guitar"))


def thumb(score: Score) -> list[Note]:
    """The guitar's notes on the lowest strings in the first verse."""
    verse = next(s for s in score.sections if s.name == "verse")
    start = verse.start_bar * score.meter.bar_beats
    end = start + verse.bars * score.meter.bar_beats
    return [n for n in guitar(score).notes if start <= n.start_beat < end and n.pitch < 55]


def test_the_thumb_plays_every_beat_and_root_and_fifth_in_turn():
    for seed in SEEDS:
        score = folk(seed, bpm=108.0)
        verse = next(s for s in score.sections if s.name == "verse")
        for bar in range(verse.start_bar, verse.start_bar + 3):
            notes = {n.start_beat - bar * 4: n.pitch for n in thumb(score) if 0 <= n.start_beat - bar * 4 < 4}
            assert set(notes) >= {0.0, 1.0, 2.0, 3.0}, seed
            chord = next(s.chord for s in reversed(score.chords) if s.start_beat <= bar * 4)
            if chord.bass == chord.root:
                assert notes[0.0] % 12 == notes[2.0] % 12 == chord.root
                assert notes[1.0] % 12 in chord.pitch_classes and notes[1.0] % 12 != chord.root


def test_slow_songs_are_picked_in_sixteenths_and_quick_ones_in_eighths():
    def picked(score: Score) -> float:
        verse = next(s for s in score.sections if s.name == "verse")
        start = verse.start_bar * 4.0
        here = [n for n in guitar(score).notes if start <= n.start_beat < start + verse.bars * 4]
        return len({n.start_beat for n in here}) / verse.bars

    for seed in SEEDS:
        assert picked(folk(seed, bpm=80.0)) > 11
        assert picked(folk(seed, bpm=116.0)) <= 8.5


def test_some_pieces_are_mixolydian_or_dorian_and_keep_to_their_mode():
    pieces = [folk(seed, valence=valence) for seed in range(12) for valence in (0.3, -0.4)]
    modal = [score for score in pieces if score.key.mode in ("mixolydian", "dorian")]
    assert {score.key.mode for score in modal} == {"mixolydian", "dorian"}
    for score in modal:
        scale = MIXOLYDIAN if score.key.mode == "mixolydian" else DORIAN
        tones = {(c - score.key.tonic) % 12 for s in score.chords for c in s.chord.pitch_classes}
        assert tones <= scale, score.chords


def test_major_pieces_end_with_an_amen():
    majors = [score for score in (folk(seed) for seed in range(16)) if score.key.mode == "major"]
    assert len(majors) > 3
    for score in majors:
        before, last = score.chords[-2].chord, score.chords[-1].chord
        assert (before.root - score.key.tonic) % 12 == 5
        assert last.root == score.key.tonic


def test_nobody_drums_in_the_first_verse():
    for seed in SEEDS:
        score = folk(seed)
        chorus = next(s for s in score.sections if s.name == "chorus")
        drums = next(p for p in score.parts if p.role == "drums")
        assert min(n.start_beat for n in drums.notes) >= chorus.start_bar * score.meter.bar_beats - 1e-6
        # No cymbal is struck, but for the last one.
        assert not [n for n in drums.notes if n.pitch in (49, 57) and n.start_beat < score.sections[-1].start_bar * 4]


def test_pieces_come_in_four_three_and_six():
    unasked = Wish(METERS["4/4"], "default")
    meters = [compose(replace(brief("folk", seed, seconds=60.0), meter=unasked)).meter.name for seed in range(30)]
    assert set(meters) == {"4/4", "3/4", "6/8"}
    assert meters.count("4/4") > meters.count("3/4") > 0


def test_the_mandolin_shakes_long_notes_and_the_fiddle_flicks_short_ones():
    tremolo = compose(brief("folk", 2, seconds=80.0, wanted=("mandolin",)))
    notes = next(p for p in tremolo.parts if p.role == "melody" and p.instrument == "mandolin").notes
    runs = [a.pitch == b.pitch and abs(b.start_beat - a.start_beat - 0.25) < 0.02 for a, b in pairwise(notes)]
    assert mean(runs) > 0.1
    fiddle = compose(brief("folk", 2, seconds=80.0, wanted=("fiddle",)))
    notes = next(p for p in fiddle.parts if p.role == "melody").notes
    seconds = [n.duration_beats * fiddle.seconds_per_beat for n in notes]
    assert sum(s < 0.06 for s in seconds) >= 5
