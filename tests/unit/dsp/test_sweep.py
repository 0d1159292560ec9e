import numpy as np
import pytest
from scipy.signal import butter, sosfilt

from tonewright.dsp.sweep import BAND, HIGH, LOW, add_swept, swept

RATE = 44_100.0
NOISE = np.random.default_rng(6).standard_normal((2, 8000)).astype(np.float32)


@pytest.mark.parametrize(("kind", "name"), [(LOW, "lowpass"), (HIGH, "highpass")])
def test_a_steady_cutoff_is_a_butterworth_filter(kind: int, name: str) -> None:
    # The trapezoidal rule is the bilinear transform that scipy uses, so both are the same filter.
    expected = sosfilt(butter(2, 1200.0, name, fs=RATE, output="sos"), NOISE, axis=1)
    filtered = swept(NOISE, np.full(8000, 1200.0, dtype=np.float32), 0.5**0.5, kind, RATE)
    np.testing.assert_allclose(filtered, expected, atol=1e-4)


def test_the_band_passes_its_centre_unchanged() -> None:
    sine = np.tile(np.sin(2.0 * np.pi * 2000.0 * np.arange(8000) / RATE), (2, 1)).astype(np.float32)
    passed = swept(sine, np.full(8000, 2000.0, dtype=np.float32), 4.0, BAND, RATE)
    np.testing.assert_allclose(passed[:, 4000:], sine[:, 4000:], atol=1e-3)


def test_a_wild_sweep_stays_finite_and_bounded() -> None:
    cutoff = (10_000.0 + 9_900.0 * np.sin(np.arange(8000) / 30.0)).astype(np.float32)
    assert np.abs(swept(NOISE, cutoff, 3.0, LOW, RATE)).max() < 30.0


def test_a_sweep_into_a_track_adds_the_same_low_pass() -> None:
    cells = np.linspace(300.0, 9000.0, 8000 // 16 + 1).astype(np.float32)
    track = np.ones((2, 8000), dtype=np.float32)
    add_swept(track, NOISE, cells, 16, 1.3, RATE)
    expected = swept(NOISE, np.repeat(cells, 16)[:8000], 1.3, LOW, RATE)
    np.testing.assert_allclose(track - 1.0, expected, atol=1e-4)
