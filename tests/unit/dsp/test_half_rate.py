import numpy as np
import pytest

from tonewright.dsp.half_rate import ODD_TAPS, add_doubled, halved

RATE = 44_100


def sine(frequency_hz: float) -> np.ndarray:
    wave = np.sin(2.0 * np.pi * frequency_hz * np.arange(RATE // 2) / RATE)
    return np.stack([wave, wave]).astype(np.float32)


def test_the_filter_is_half_band() -> None:
    # Its gain is 1 at 0 Hz, and ½ a quarter of the sample rate: 0.5 + 2 Σ taps cos(½π (2n + 1)).
    assert len(ODD_TAPS) == 6
    assert 0.5 + 2.0 * ODD_TAPS.sum() == pytest.approx(1.0, abs=1e-6)


@pytest.mark.parametrize("frequency_hz", [100.0, 1000.0, 5000.0])
def test_down_and_up_again_gives_the_sound_back(frequency_hz: float) -> None:
    original = sine(frequency_hz)
    again = np.zeros_like(original)
    add_doubled(halved(original), again)
    np.testing.assert_allclose(again[:, 100:-100], original[:, 100:-100], atol=4e-3)


@pytest.mark.parametrize("frequency_hz", [15_000.0, 18_000.0])
def test_what_half_the_rate_cannot_hold_is_kept_out(frequency_hz: float) -> None:
    assert np.abs(halved(sine(frequency_hz))[:, 50:-50]).max() < 0.02


def test_an_odd_number_of_frames_is_kept() -> None:
    samples = np.ones((2, 101), dtype=np.float32)
    half = halved(samples)
    assert half.shape == (2, 51)
    added = np.zeros_like(samples)
    add_doubled(half, added)
    np.testing.assert_allclose(added[:, 40:60], 1.0, atol=1e-3)
