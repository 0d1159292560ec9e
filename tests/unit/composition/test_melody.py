from itertools import pairwise

import pytest
from briefs import brief

from tonewright.composition.accents import strength_at
from tonewright.composition.compose import compose, plan
from tonewright.composition.melody import Melodist
from tonewright.composition.motif import theme_plan
from tonewright.theory.meter import METERS

STYLES = ("pop", "lofi", "cinematic", "deep_house")


def lead(score):
    return next(p for p in score.parts if p.role == "melody").notes


def test_a_theme_opens_with_its_motif_and_closes_with_a_cadence_at_any_length():
    for kind in ("verse", "chorus", "intro"):
        for bars in range(1, 12):
            letters = theme_plan(kind, bars)
            assert len(letters) == bars
            assert letters[0] == "A"
            assert bars == 1 or letters[-1] == "E"


@pytest.mark.parametrize(
    ("meter", "order"), [("4/4", [0, 2, 1, 0.5, 0.25]), ("3/4", [0, 1, 0.5, 0.25]), ("6/8", [0, 1.5, 0.5, 0.25])]
)
def test_metrical_weights_fall_from_the_bar_line_down(meter, order):
    weights = [strength_at(METERS[meter], place) for place in order]
    assert weights == sorted(weights, reverse=True) and len(set(weights)) == len(weights)


@pytest.mark.parametrize("style", STYLES)
def test_the_motifs_rhythm_returns_in_the_third_bar_of_the_chorus(style):
    piece, _ = plan(brief(style, 6, seconds=120))
    chorus = next(s for s in piece.sections if s.kind in ("chorus", "drop"))
    notes = Melodist(piece, "violin").section(chorus)
    start = chorus.start_bar * 4.0

    def bar(number):
        first = start + 4 * number
        return [(n.start_beat - first, n.duration_beats) for n in notes if first <= n.start_beat < first + 4]

    assert bar(0) == bar(2)
    assert bar(0) != bar(1)


@pytest.mark.parametrize("style", STYLES)
def test_one_note_at_a_time_with_rests_to_breathe(style):
    score = compose(brief(style, 2))
    notes = lead(score)
    for before, note in pairwise(notes):
        assert before.end_beat <= note.start_beat + 1e-6
    rests = [b.start_beat - a.end_beat for a, b in pairwise(notes) if b.start_beat - a.end_beat >= 0.5]
    assert len(rests) >= score.sections[-1].start_bar / 8


@pytest.mark.parametrize("style", STYLES)
def test_the_chorus_lies_higher_than_the_verse(style):
    for seed in range(4):
        score = compose(brief(style, seed, seconds=120))
        notes = lead(score)
        means = {}
        for name in ("verse", "chorus", "drop"):
            spans = [(s.start_bar * 4, (s.start_bar + s.bars) * 4) for s in score.sections if s.name == name]
            # A pick-up belongs to what it leads into.
            pitches = [n.pitch for n in notes for a, b in spans if a - 1.5 <= n.start_beat < b - 1.5]
            if pitches:
                means[name] = sum(pitches) / len(pitches)
        assert means.get("chorus", means.get("drop")) > means["verse"] + 0.5


def test_the_last_note_is_the_tonic_and_rings():
    score = compose(brief("pop", 1))
    last = lead(score)[-1]
    assert last.pitch % 12 == score.key.tonic
    assert last.start_beat == score.chords[-1].start_beat
    assert last.duration_beats * score.seconds_per_beat >= 2.0
