"""What makes the blues: the twelve bars, the shuffle, the boogie, blue notes. Expectations are common practice."""

from itertools import pairwise
from statistics import mean

import pytest
from briefs import brief

from tonewright.composition.compose import compose
from tonewright.composition.score import Note, Score
from tonewright.performance.perform import perform

SEEDS = range(5)
LYRICS = """
[verse]
I woke up this 'mor-ning with the rain at my door
I woke up this 'mor-ning with the rain at my door
My 'ba-by took the train and she won't come back no more
[chorus]
Oh the long road is 'call-ing me
Down to the 'ri-ver and out to the sea
'No-bo-dy knows the 'trou-ble I found
So I keep on 'walk-ing on this 'lone-some ground
"""


def blues(seed: int, **more) -> Score:
    return compose(brief("blues", seed, **{"seconds": 150.0, **more}))


def part(score: Score, role: str) -> list[Note]:
    return list(next(p for p in score.parts if p.role == role).notes)


def degree_at(score: Score, bar: float) -> int:
    """Semitones of the sounding root above the tonic at a bar."""
    spans = [s for s in score.chords if s.start_beat <= bar * 4 + 1e-6]
    return (spans[-1].chord.root - score.key.tonic) % 12


@pytest.mark.parametrize("tonality", ["A:major", "A:minor"])
@pytest.mark.parametrize("seed", SEEDS)
def test_a_chorus_is_twelve_bars_tonic_subdominant_tonic_dominant_and_turns_round(seed, tonality):
    score = blues(seed, tonality=tonality)
    choruses = [s for s in score.sections if s.name in ("verse", "chorus", "solo", "breakdown")]
    assert choruses
    for section in choruses:
        assert section.bars % 12 == 0, section
        for start in range(section.start_bar, section.start_bar + section.bars, 12):
            assert degree_at(score, start) == 0
            assert degree_at(score, start + 1) in (0, 5)  # the slow or the quick change
            assert degree_at(score, start + 4) == 5
            assert degree_at(score, start + 6) == 0
            assert degree_at(score, start + 8) in (7, 8, 2)  # V, in minor bVI, in jazz ii
            assert degree_at(score, start + 9) in (5, 7)
            assert degree_at(score, start + 10) == 0
            assert degree_at(score, start + 11.9) == 7


def test_every_chord_of_a_major_blues_has_a_seventh():
    for seed in SEEDS:
        score = blues(seed, tonality="E:major")
        assert all(len(span.chord.pitch_classes) >= 4 for span in score.chords)


def test_a_minor_blues_has_minor_sevenths_on_one_and_four():
    score = blues(1, tonality="C:minor")
    for span in score.chords:
        if (span.chord.root - 0) % 12 in (0, 5):
            assert span.chord.is_minor


def test_eighths_are_played_long_and_short_two_to_one():
    score = blues(1, bpm=100)
    drums = next(p for p in perform(score).parts if p.role == "drums")
    beat_s = 0.6
    late = [n.start_s / beat_s % 1 for n in drums.notes if 0.4 < n.start_s / beat_s % 1 < 0.8]
    assert len(late) > 100
    assert mean(late) == pytest.approx(2 / 3, abs=0.02)


def test_in_six_eight_the_triplets_are_written_and_nothing_swings():
    assert blues(1, meter="6/8").swing == 0.0


def test_the_bass_walks_or_boogies_in_quarters_and_shuffled_eighths():
    for seed in SEEDS:
        score = blues(seed)
        steps = [abs(a.pitch - b.pitch) for a, b in pairwise(part(score, "bass")) if b.start_beat - a.start_beat <= 1]
        assert mean(step > 0 for step in steps) > 0.45
        assert mean(n.start_beat % 0.5 == 0 for n in part(score, "bass")) > 0.9


def test_the_guitar_plays_the_boogie_root_with_fifth_and_sixth():
    score = blues(1, tonality="A:major")
    guitar = next(p for p in score.parts if p.role == "comp" and "guitar" in p.instrument).notes
    chorus = next(s for s in score.sections if s.name == "chorus")
    first = [n for n in guitar if 0 <= n.start_beat - chorus.start_bar * 4 < 4]
    assert {n.pitch % 12 for n in first} >= {9, 4, 6}  # A, E and F sharp
    assert len({n.start_beat for n in first}) == 8


def test_the_tune_has_blue_notes_but_is_at_home_in_the_key():
    blue = total = 0
    for seed in SEEDS:
        score = blues(seed, tonality="A:major")
        classes = [(n.pitch - 9) % 12 for n in part(score, "melody")]
        blue += sum(c in (3, 6, 10) for c in classes)
        total += len(classes)
        assert part(score, "melody")[-1].pitch % 12 in (9, 1)
    assert 0.15 < blue / total < 0.6


def test_sung_sections_fill_whole_choruses_with_room_for_answers():
    score = compose(brief("blues", 2, lyrics=LYRICS))
    sung = {line.section for vocal in score.vocals for line in vocal.lines}
    assert sung and all(score.sections[i].bars % 12 == 0 for i in sung)
    first = [line for line in score.vocals[0].lines if line.section == min(sung)]
    starts = [round(line.syllables[0].notes[0].start_beat / 4) for line in first]
    assert [b - a for a, b in pairwise(starts)] == [4, 4]


def test_short_of_time_the_words_come_before_the_twelve_bars():
    score = compose(brief("blues", 2, lyrics=LYRICS, seconds=45.0))
    assert score.seconds == 45.0
    assert len(score.vocals[0].lines) == 7
