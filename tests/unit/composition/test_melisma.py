from itertools import pairwise
from types import SimpleNamespace

import pytest

from tonewright.composition.melisma import Melismatic
from tonewright.composition.score import Note
from tonewright.composition.vocal_style import VocalStyle
from tonewright.theory.key import parse_tonality

SPAN = (55, 79)
C_MAJOR = {0, 2, 4, 5, 7, 9, 11}


def singer(melisma=1.0, inside=0.0, figures=("fall",), figure_s=0.12, seed=1):
    piece = SimpleNamespace(
        tempo_bpm=100.0, seed=seed, key=parse_tonality("C:major"), given_chords=False,
        style=SimpleNamespace(scales={}), chord_at=lambda beat: None,
    )  # fmt: skip
    return Melismatic(piece, VocalStyle({}, 2, 0.0, 1.0, melisma, inside, figures, figure_s))


def line(*pitches, last=2.0):
    short = [Note(0.5 * i, 0.5, p, 0.7) for i, p in enumerate(pitches[:-1])]
    return [*short, Note(0.5 * len(short), last, pitches[-1], 0.7)]


@pytest.mark.parametrize(
    ("figure", "pitches"),
    [
        ("fall", [67, 65, 64]), ("rise", [60, 62, 64]), ("turn", [65, 64, 62, 64]),
        ("lean", [65, 64]), ("cut", [65, 64]), ("run", [69, 67, 65, 64]),
    ],
)  # fmt: skip
def test_a_figure_moves_by_steps_of_the_scale_and_ends_on_the_written_note(figure, pitches):
    found = singer(figures=(figure,)).sung(line(62, 64, 64), SPAN, "chorus/line 0")
    assert [n.pitch for n in found[-1]] == pitches
    assert [len(notes) for notes in found[:-1]] == [1, 1]


def test_a_melisma_takes_the_time_of_its_syllable_and_no_more():
    before = line(62, 64, 64)
    notes = singer(figures=("run",)).sung(before, SPAN, "chorus/line 0")[-1]
    assert notes[0].start_beat == before[-1].start_beat
    assert notes[-1].end_beat == pytest.approx(before[-1].end_beat)
    assert all(a.end_beat == pytest.approx(b.start_beat) for a, b in pairwise(notes))
    assert min(n.duration_beats for n in notes) * 0.6 >= 0.12 - 1e-9


def test_the_written_note_is_held_after_the_figure_or_there_is_none():
    short = singer(figures=("run",)).sung(line(62, 64, 64, last=0.5), SPAN, "chorus/line 0")
    assert [len(notes) for notes in short] == [1, 1, 1]


def test_a_style_without_melisma_sings_syllables():
    found = singer(melisma=0.0).sung(line(62, 64, 64), SPAN, "chorus/line 0")
    assert all(len(notes) == 1 for notes in found)


def test_about_as_many_line_ends_are_ornamented_as_the_style_says():
    one = singer(melisma=0.4)
    ornate = [len(one.sung(line(62, 64, 64), SPAN, f"verse/line {n}")[-1]) > 1 for n in range(300)]
    assert 0.3 < sum(ornate) / 300 < 0.5


def test_nothing_is_sung_that_the_voice_does_not_have():
    found = singer(figures=("run",)).sung(line(76, 77, 79), SPAN, "chorus/line 0")
    assert [n.pitch for n in found[-1]] == [79]


def test_after_a_leap_down_no_figure_goes_farther_down_to_come_back():
    found = singer(figures=("rise",)).sung(line(62, 72, 64), SPAN, "chorus/line 0")
    assert [n.pitch for n in found[-1]] == [64]
