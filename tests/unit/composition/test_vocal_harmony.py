from itertools import pairwise
from types import SimpleNamespace

import pytest

from tonewright.composition.piece import Piece
from tonewright.composition.score import ChordSpan, Note
from tonewright.composition.vocal_harmony import harmony, in_octave
from tonewright.theory.chord import parse_chord
from tonewright.theory.key import parse_tonality
from tonewright.theory.meter import METERS

SPAN, BEST = (48, 84), (55, 79)
C_MAJOR = {0, 2, 4, 5, 7, 9, 11}
# C D E F | G F E D | E over C, F, G7 and C, a chord a bar, in eighths and quarters.
SCALE = [60, 62, 64, 65, 67, 65, 64, 62, 65, 67, 69, 67, 64, 62, 60, 60]
CHORDS = ("C", "G7", "F", "C")


@pytest.fixture
def piece():
    spans = tuple(ChordSpan(4.0 * i, 4.0, parse_chord(name)) for i, name in enumerate(CHORDS))
    style = SimpleNamespace(scales={}, tension=0.0)
    return Piece(
        SimpleNamespace(seed=1), style, parse_tonality("C:major"), METERS["4/4"], 100.0, 10.0, (), spans, False, 4.0
    )


def tune(pitches=SCALE):
    return [Note(float(i), 1.0, pitch, 0.7) for i, pitch in enumerate(pitches)]


@pytest.mark.parametrize("side", [1, -1])
def test_a_harmony_keeps_to_its_side_and_to_thirds_and_sixths(piece, side):
    found = harmony(piece, tune(), side, SPAN, BEST)
    apart = [side * (p - n.pitch) for p, n in zip(found, tune(), strict=True)]
    assert min(apart) > 0
    assert sum(a % 12 in (3, 4, 8, 9) for a in apart) / len(apart) >= 0.7
    assert not {1, 2, 6, 11} & {a % 12 for a in apart}


@pytest.mark.parametrize("side", [1, -1])
def test_on_the_bar_lines_a_harmony_sings_tones_of_the_chord(piece, side):
    found = harmony(piece, tune(), side, SPAN, BEST)
    for bar, name in enumerate(CHORDS):
        assert found[4 * bar] % 12 in parse_chord(name).pitch_classes


def test_a_harmony_belongs_to_the_key(piece):
    assert {p % 12 for p in harmony(piece, tune(), 1, SPAN, BEST)} <= C_MAJOR


def test_no_fifths_or_octaves_in_parallel(piece):
    found = harmony(piece, tune(), -1, SPAN, BEST)
    apart = [(n.pitch - p) % 12 for p, n in zip(found, tune(), strict=True)]
    for (a, b), (first, second) in zip(pairwise(apart), pairwise(tune()), strict=True):
        assert not (a == b in (0, 7) and first.pitch != second.pitch)


def test_a_second_harmony_leaves_the_first_its_notes(piece):
    above = harmony(piece, tune(), 1, SPAN, BEST)
    third = harmony(piece, tune(), 1, SPAN, BEST, [above])
    assert sum(a == b for a, b in zip(above, third, strict=True)) <= 2


def test_a_harmony_stays_within_the_voice(piece):
    found = harmony(piece, tune(), 1, (62, 72), (62, 72))
    assert all(62 <= p <= 72 for p in found)


def test_an_octave_is_an_octave_or_as_near_as_the_voice_allows():
    notes = tune([60, 64, 67])
    assert in_octave(notes, -1, (43, 67)) == [48, 52, 55]
    assert in_octave(notes, -1, (55, 70)) == [60, 64, 67]


def test_a_voice_that_has_nothing_over_the_tune_sings_consonant_under_it(piece):
    found = harmony(piece, tune([72, 74, 76, 77]), 1, (48, 66), (52, 62))
    assert all((n.pitch - p) % 12 in (0, 3, 4, 5, 7, 8, 9) for p, n in zip(found, tune([72, 74, 76, 77]), strict=True))
