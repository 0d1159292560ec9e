import numpy as np
import pytest
from scipy.signal import butter, sosfilt

from tonewright.dsp.biquad import (
    BUTTERWORTH_Q,
    filter_in_place,
    high_pass,
    high_shelf,
    low_pass,
    low_shelf,
    magnitude,
    peak,
    scaled,
    series,
)

RATE = 44_100.0


def decibels(sections: np.ndarray, frequency_hz: float) -> float:
    return float(20.0 * np.log10(magnitude(sections, np.array([frequency_hz]), RATE)[0]))


def test_a_bell_has_its_gain_at_its_centre_and_none_far_away() -> None:
    bell = peak(1000.0, -7.0, 1.4, RATE)
    assert decibels(bell, 1000.0) == pytest.approx(-7.0, abs=1e-6)
    assert decibels(bell, 20.0) == pytest.approx(0.0, abs=0.02)


def test_shelves_reach_their_gain_on_one_side_and_half_of_it_at_their_frequency() -> None:
    assert decibels(low_shelf(200.0, 6.0, BUTTERWORTH_Q, RATE), 5.0) == pytest.approx(6.0, abs=0.01)
    assert decibels(low_shelf(200.0, 6.0, BUTTERWORTH_Q, RATE), 200.0) == pytest.approx(3.0, abs=0.01)
    assert decibels(high_shelf(5000.0, 4.0, BUTTERWORTH_Q, RATE), 22_000.0) == pytest.approx(4.0, abs=0.01)
    assert decibels(high_shelf(5000.0, 4.0, BUTTERWORTH_Q, RATE), 20.0) == pytest.approx(0.0, abs=0.01)


@pytest.mark.parametrize("frequency_hz", [40.0, 900.0, 9000.0])
def test_the_cuts_are_butterworth_filters(frequency_hz: float) -> None:
    noise = np.random.default_rng(1).standard_normal((2, 4000)).astype(np.float32)
    for kind, make in (("lowpass", low_pass), ("highpass", high_pass)):
        expected = sosfilt(butter(2, frequency_hz, kind, fs=RATE, output="sos"), noise, axis=1)
        filtered = noise.copy()
        filter_in_place(filtered, make(frequency_hz, BUTTERWORTH_Q, RATE))
        np.testing.assert_allclose(filtered, expected, atol=2e-6)


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5])
def test_sections_in_series_filter_as_one_after_another(count: int) -> None:
    filters = [peak(300.0 * (n + 1), 3.0, 1.0, RATE) for n in range(count)]
    noise = np.random.default_rng(2).standard_normal((2, 3000)).astype(np.float32)
    expected = noise.astype(np.float64)
    for (row,) in filters:
        expected = sosfilt(np.array([[row[0], row[1], row[2], 1.0, row[3], row[4]]]), expected, axis=1)
    filtered = noise.copy()
    filter_in_place(filtered, series(*filters))
    np.testing.assert_allclose(filtered, expected, atol=5e-6)


def test_a_long_signal_is_filtered_as_a_short_one() -> None:
    noise = np.random.default_rng(3).standard_normal((2, 600_001)).astype(np.float32)
    section = high_pass(28.0, BUTTERWORTH_Q, RATE)
    expected = sosfilt(butter(2, 28.0, "highpass", fs=RATE, output="sos"), noise, axis=1)
    filter_in_place(noise, section)
    np.testing.assert_allclose(noise, expected, atol=2e-6)


@pytest.mark.parametrize("filters", [[], [(300.0, 3.0)], [(300.0, 3.0), (900.0, -4.0)]])
def test_a_scaled_filter_is_the_filter_times_the_gain(filters: list[tuple[float, float]]) -> None:
    sections = series(*[peak(hz, gain_db, 1.0, RATE) for hz, gain_db in filters])
    places = np.array([50.0, 300.0, 900.0, 5000.0])
    np.testing.assert_allclose(
        magnitude(scaled(sections, 0.25), places, RATE), 0.25 * magnitude(sections, places, RATE), rtol=1e-12
    )
