import pytest

from tonewright.theory.scale import SCALES


@pytest.mark.parametrize("name", list(SCALES))
def test_every_scale_rises_within_an_octave_from_its_tonic(name):
    steps = SCALES[name]
    assert steps[0] == 0
    assert list(steps) == sorted(set(steps)) and steps[-1] < 12


def test_the_blues_scale_on_a_is_a_c_d_e_flat_e_g():
    assert [(9 + step) % 12 for step in SCALES["blues"]] == [9, 0, 2, 3, 4, 7]


def test_the_major_blues_scale_of_a_key_is_its_relative_minors_blues_scale():
    assert {(step + 9) % 12 for step in SCALES["blues"]} == set(SCALES["major blues"])
