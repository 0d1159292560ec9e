"""The splitter's figures are what the formulas say."""

import numpy as np
import pytest
from bench.fit_splitter import Adam, Drawn, _gradients, errors
from bench.splitter import behind, gains, si_sdr_db
from bench.splitter_mixes import recipes

from tonewright.separation.combination import Weights


def test_noise_of_a_tenth_of_the_amplitude_is_20_db_at_any_level() -> None:
    true = np.array([1.0, -1.0, 1.0, -1.0])
    noise = np.array([0.1, 0.1, -0.1, -0.1])  # at right angles to the signal
    assert si_sdr_db(true + noise, true) == pytest.approx(20.0)
    assert si_sdr_db(-7 * (true + noise), true) == pytest.approx(20.0)
    assert si_sdr_db(true, true) == pytest.approx(100.0)


def test_gains_are_medians_over_the_mixes_in_which_a_stem_sounds() -> None:
    figures = [
        {"mix": {"vocals": -5.0, "drums": 0.0}, "classical": {"vocals": 1.0, "drums": 2.0}},
        {"mix": {"drums": -1.0}, "classical": {"drums": 5.0}},
    ]
    assert gains(figures, "classical") == {"vocals": 6.0, "drums": 4.0}


def test_the_best_single_method_is_what_is_compared_with() -> None:
    nothing = {"stereo position": {}, "repetition": {}, "sung pitch": {}, "low pitch": {}}
    figures = [{"classical": {"drums": 2.0, "vocals": 1.0}, "harmonic and percussive": {"drums": 3.5}, **nothing}]
    assert behind(figures) == [1.5]


def test_held_out_voices_sing_in_no_development_mix_and_half_are_played_with_another_font() -> None:
    development, held_out = recipes("development"), recipes("held_out")
    assert len(held_out) >= 24
    assert {r.voice for r in held_out if r.voice}.isdisjoint({r.voice for r in development})
    assert sum(r.font == "second" for r in held_out) == len(held_out) / 2
    assert all(r.font == "first" for r in development)
    assert len({r.name for r in development + held_out}) == len(development + held_out)


def test_gradients_are_those_of_the_weighted_squared_error() -> None:
    random = np.random.default_rng(0)
    layers = [
        (random.standard_normal((3, 5)), random.standard_normal(5)),
        (random.standard_normal((5, 4)), np.zeros(4)),
    ]
    features, targets, weight = (random.standard_normal(shape) for shape in ((6, 3), (6, 4), (6, 4)))
    weight = np.abs(weight)

    def loss() -> float:
        shares = Weights(np.zeros(3), np.ones(3), tuple(layers)).shares(features)
        return float((weight * np.square(shares - targets)).sum() / 2 / len(features))

    gradients = _gradients(layers, features, targets, weight)
    for (matrix, offset), (by_matrix, by_offset) in zip(layers, gradients, strict=True):
        for array, gradient, at in ((matrix, by_matrix, (1, 2)), (offset, by_offset, (3,))):
            before, step = array[at], 1e-6
            array[at] = before + step
            above = loss()
            array[at] = before - step
            slope = (above - loss()) / (2 * step)
            array[at] = before
            assert gradient[at] == pytest.approx(slope, abs=1e-5)


def test_adam_walks_downhill() -> None:
    place = np.array([3.0, -2.0], np.float32)
    adam = Adam([place])
    for _ in range(500):
        adam.step([2 * place], 0.05)
    assert np.abs(place).max() < 0.1


def test_what_is_left_is_the_weighted_error_over_the_stems_energy() -> None:
    weights = Weights(np.zeros(1), np.ones(1), ((np.zeros((1, 4)), np.zeros(4)),))  # a quarter each
    drawn = Drawn(
        np.zeros((2, 1)), np.array([[1.0, 0, 0, 0], [0.25] * 4]), np.array([0.5, 0.5]), np.array([0.5, 1, 1, 1])
    )
    assert errors(weights, drawn)[0] == pytest.approx(0.5 * 0.75**2 / 0.5 + 0.01)
