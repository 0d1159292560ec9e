"""What makes a piano solo itself: two hands on one keyboard, from the practice of pianists."""

from functools import cache
from itertools import pairwise
from statistics import mean

import pytest
from briefs import brief

from tonewright.composition.compose import compose
from tonewright.composition.score import Note, Part, Score
from tonewright.performance.perform import perform

SEEDS = range(4)
LEFT, RIGHT, INNER = "left hand", "right hand", "right hand, inner voices"


@cache
def piece(seed: int, meter: str = "4/4", bpm: float | None = None) -> Score:
    return compose(brief("piano_solo", seed, seconds=120.0, meter=meter, bpm=bpm))


def hand(score: Score, name: str) -> list[Note]:
    return [n for p in score.parts if p.name == name for n in p.notes]


def parts(score: Score) -> dict[str, Part]:
    return {p.name: p for p in score.parts}


@pytest.mark.parametrize("seed", SEEDS)
def test_one_piano_plays_and_nobody_else(seed):
    score = piece(seed)
    assert set(parts(score)) == {LEFT, RIGHT, INNER}
    assert len({p.instrument for p in score.parts}) == 1
    assert score.parts[0].instrument in ("acoustic_grand_piano", "felt_piano")
    assert {p.stem for p in score.parts} == {"keys", "lead"}


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("meter", ["4/4", "3/4", "6/8"])
def test_no_key_is_struck_while_another_hand_holds_it(seed, meter):
    tune = hand(piece(seed, meter), RIGHT)
    for other in (LEFT, INNER):
        for note in hand(piece(seed, meter), other):
            assert not any(t.pitch == note.pitch and t.start_beat <= note.start_beat < t.end_beat - 1e-6 for t in tune)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_right_hand_reaches_its_inner_voices_within_an_octave(seed):
    tune = hand(piece(seed), RIGHT)
    for note in hand(piece(seed), INNER):
        if note.start_beat >= piece(seed).chords[-1].start_beat:
            continue
        above = [t.pitch - note.pitch for t in tune if t.start_beat <= note.start_beat < t.end_beat + 0.5]
        assert any(0 < gap <= 14 for gap in above)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_left_hand_puts_the_bass_of_every_chord_lowest_and_spreads_wide_over_it(seed):
    score = piece(seed, bpm=70)
    reaches = []
    for span in score.chords:
        here = [n.pitch for n in hand(score, LEFT) if span.start_beat <= n.start_beat < span.start_beat + 4]
        here = here if span.duration_beats >= 4 else []
        if span.chord and len(here) > 2:
            assert min(here) % 12 == span.chord.bass
            reaches.append(max(here) - min(here))
    # A tenth is 15 or 16 semitones.
    assert mean(reach >= 14 for reach in reaches) >= 0.8


@pytest.mark.parametrize("seed", SEEDS)
def test_the_tune_lies_over_the_left_hand(seed):
    score = piece(seed)
    tune = hand(score, RIGHT)
    crossing = [
        any(t.start_beat <= n.start_beat < t.end_beat and t.pitch < n.pitch for t in tune)
        for n in hand(score, LEFT)
        if n.start_beat < score.chords[-1].start_beat
    ]
    assert mean(crossing) < 0.04


def test_a_quick_loud_piece_strides_bass_on_one_and_three_chord_on_two_and_four():
    score = compose(brief("piano_solo", 3, seconds=60.0, bpm=104.0, energy=0.95))
    chorus = next(s for s in score.sections if s.name == "chorus")
    left = [n for n in hand(score, LEFT) if chorus.start_bar <= n.start_beat / 4 < chorus.start_bar + 3]
    by_beat = {beat: [n.pitch for n in left if n.start_beat % 4 == beat] for beat in range(4)}
    assert max(by_beat[0] + by_beat[2]) < min(by_beat[1] + by_beat[3])


@pytest.mark.parametrize("seed", SEEDS)
def test_the_pedal_is_changed_with_every_chord_for_both_hands(seed):
    performance = perform(piece(seed))
    for part in performance.parts:
        if part.name == INNER:
            continue
        lifts = [c.time_s for c in part.controllers if c.number == 64 and c.value == 0]
        played = [
            span
            for span in performance.chords
            if any(span.start_s - 0.05 <= n.start_s < span.end_s for n in part.notes)
        ]
        for span in played[:-1]:
            assert any(0.0 <= lift - span.end_s <= 0.1 for lift in lifts)


@pytest.mark.parametrize("seed", SEEDS)
def test_phrases_of_four_bars_swell_to_their_third_bar(seed):
    score = piece(seed)
    forces: dict[int, list[float]] = {bar: [] for bar in range(4)}
    for section in score.sections:
        if section.bars % 4 or section.name in ("build", "outro"):
            continue
        for note in hand(score, LEFT):
            if section.start_bar <= note.start_beat / 4 < section.start_bar + section.bars:
                forces[int(note.start_beat // 4 - section.start_bar) % 4].append(note.velocity)
    means = [mean(forces[bar]) for bar in range(4)]
    assert means[2] > 1.05 * means[0]
    assert means[2] > means[3]


def test_the_range_from_the_quietest_to_the_fullest_section_is_wide():
    score = piece(1)

    def force(section):
        beats = score.meter.bar_beats
        notes = [n for p in score.parts for n in p.notes]
        inside = [
            n.velocity for n in notes if section.start_bar <= n.start_beat / beats < section.start_bar + section.bars
        ]
        return mean(inside) * len(inside) / section.bars

    forces = [force(section) for section in score.sections]
    assert max(forces) > 2.5 * min(forces)
    assert all(a != b for a, b in pairwise(forces))


@pytest.mark.parametrize("seed", range(4))
def test_chords_of_the_user_that_change_by_the_beat_are_told_whole(seed):
    # Root, third and seventh of each; a fifth may be left out.
    needed = {
        "C": {0, 4}, "G/B": {11, 7}, "Am": {9, 0}, "Em/G": {7, 4}, "F": {5, 9}, "C/E": {4, 0},
        "Dm7": {2, 5, 0}, "G7": {7, 11, 5},
    }  # fmt: skip
    bass = {"C": 0, "G/B": 11, "Am": 9, "Em/G": 7, "F": 5, "C/E": 4, "Dm7": 2, "G7": 7}
    score = compose(brief("piano_solo", seed, bpm=80, chords="C G/B Am Em/G | F C/E Dm7 G7", seconds=45))
    hands = [n for part in score.parts for n in part.notes]
    short = [s for s in score.chords if s.duration_beats == 1.0 and s.start_beat < 40]
    told = 0
    for span in short:
        here = [n for n in hands if span.start_beat - 1e-6 <= n.start_beat < span.start_beat + 1.0]
        told += needed[span.text] <= {n.pitch % 12 for n in here} and min(n.pitch for n in here) % 12 == bass[span.text]
    assert told >= 0.95 * len(short)
