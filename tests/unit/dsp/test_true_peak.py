"""Expected values: EBU Tech 3341 (2016), true-peak cases 15 to 19, with their tolerance of +0.2/−0.4 dB."""

import numpy as np
import pytest
from scipy.signal import resample_poly

from tonewright.dsp.true_peak import true_peak, true_peak_envelope

RATE = 44_100


@pytest.mark.parametrize(
    ("divisor", "phase_degrees", "amplitude", "expected_db"),
    [
        (4, 0.0, 0.5, -6.0),
        (4, 45.0, 0.5, -6.0),
        (6, 60.0, 0.5, -6.0),
        (8, 67.5, 0.5, -6.0),
        (4, 45.0, 1.41, 3.0),
    ],
)
def test_a_sine_between_samples_shows_its_true_peak(
    divisor: int, phase_degrees: float, amplitude: float, expected_db: float
) -> None:
    frames = np.arange(RATE)
    sine = amplitude * np.sin(2.0 * np.pi * frames / divisor + np.radians(phase_degrees))
    sine *= np.minimum(1.0, np.minimum(frames, frames[::-1]) / 2000.0)
    measured_db = 20.0 * np.log10(true_peak(np.stack([sine, sine]).astype(np.float32)))
    assert -0.4 <= measured_db - expected_db <= 0.2


def test_the_envelope_covers_what_finer_oversampling_finds_nearby() -> None:
    noise = np.random.default_rng(4).standard_normal((2, 20_000))
    limited = np.stack([np.convolve(row, np.hanning(7) / 3.5, mode="same") for row in noise]).astype(np.float32)
    fine = np.abs(resample_poly(limited.astype(np.float64), 16, 1, axis=1)).max(axis=0).reshape(-1, 16).max(axis=1)
    envelope = true_peak_envelope(limited)
    loud = fine > 0.5 * fine.max()
    assert np.all(envelope[loud] > fine[loud] * 10.0 ** (-0.5 / 20.0))


def test_both_channels_count() -> None:
    silent, loud = np.zeros(5000), 0.7 * np.sin(np.arange(5000) / 20.0) * np.hanning(5000) ** 0.1
    assert true_peak(np.stack([silent, loud]).astype(np.float32)) == pytest.approx(0.7, abs=0.01)
    assert true_peak(np.stack([loud, silent]).astype(np.float32)) == pytest.approx(0.7, abs=0.01)


def test_nothing_has_no_peak() -> None:
    assert true_peak(np.zeros((2, 0), dtype=np.float32)) == 0.0
