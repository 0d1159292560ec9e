import pytest

from tonewright.composition.length import bar_choices, fitting_tempo, ring_seconds


@pytest.mark.parametrize("seconds", [10, 37, 120, 300])
@pytest.mark.parametrize("bpm", [50, 77, 120, 190])
@pytest.mark.parametrize("beats", [3, 4])
def test_every_choice_leaves_the_last_chord_at_least_two_seconds(seconds, bpm, beats):
    bar_s = beats * 60 / bpm
    for bars, _ in bar_choices(seconds, bar_s):
        assert bars >= 1
        assert 2.0 <= ring_seconds(seconds, bars * bar_s) <= 5.0


def test_phrases_of_four_bars_are_preferred():
    # 2-second bars, 100 s: 48 bars leave 4 s, 47 leave 6 s, 49 leave 2 s.
    choices = dict(bar_choices(100, 2.0))
    assert min(choices, key=lambda bars: choices[bars]) == 48


def test_the_tempo_moves_a_little_so_that_whole_phrases_fit():
    tempo = fitting_tempo(120, 4, 110, 90, 130)
    assert tempo == int(tempo)
    assert abs(tempo - 110) <= 6
    best = min(bar_choices(120, 240 / tempo), key=lambda choice: choice[1])
    assert best[0] % 4 == 0
