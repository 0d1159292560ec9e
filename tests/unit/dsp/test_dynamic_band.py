import numpy as np
import pytest

from tonewright.dsp.compressor import BLOCK
from tonewright.dsp.dynamic_band import band_levels_db, band_pass, followed, lower_band

RATE = 44_100.0


def sine(frequency_hz: float) -> np.ndarray:
    return np.tile(np.sin(2.0 * np.pi * frequency_hz * np.arange(44_096) / RATE), (2, 1)).astype(np.float32)


def gains(value: float) -> np.ndarray:
    return np.full(44_096 // BLOCK, value, dtype=np.float32)


def test_a_gain_of_one_changes_nothing() -> None:
    noise = np.random.default_rng(7).standard_normal((2, 44_096)).astype(np.float32)
    kept = noise.copy()
    lower_band(noise, band_pass(1700.0, 0.6, RATE), gains(1.0))
    np.testing.assert_array_equal(noise, kept)


def test_the_centre_is_lowered_by_the_gain_and_far_lows_are_not() -> None:
    centre, low = sine(1700.0), sine(60.0)
    lower_band(centre, band_pass(1700.0, 0.6, RATE), gains(0.5))
    lower_band(low, band_pass(1700.0, 0.6, RATE), gains(0.5))
    assert np.abs(centre[:, 20_000:]).max() == pytest.approx(0.5, abs=0.005)
    assert np.abs(low[:, 20_000:]).max() == pytest.approx(1.0, abs=0.03)


def test_the_level_of_a_band_is_that_of_a_sine_in_it() -> None:
    levels = band_levels_db(sine(2000.0), band_pass(2000.0, 1.0, RATE))
    assert 10.0 * np.log10(np.mean(10.0 ** (levels[200:] / 10.0))) == pytest.approx(-3.01, abs=0.05)


def test_a_curve_rises_and_falls_with_its_own_time_constants() -> None:
    target = np.concatenate([np.zeros(10), np.ones(1000), np.zeros(1000)])
    curve = followed(target, 20.0, 200.0)
    assert curve[10 + 20] == pytest.approx(1.0 - np.exp(-1.0), abs=0.03)
    assert curve[1010 + 200] == pytest.approx(np.exp(-1.0), abs=0.01)
