import numpy as np
import pytest

from tonewright.dsp.stereo import set_width

RATE = 44_100


def sine(frequency_hz: float) -> np.ndarray:
    return np.sin(2.0 * np.pi * frequency_hz * np.arange(RATE) / RATE)


def test_the_middle_is_untouched() -> None:
    both = np.stack([sine(50.0), sine(50.0)]).astype(np.float32)
    kept = both.copy()
    set_width(both, 0.3, 120.0, RATE)
    np.testing.assert_allclose(both, kept, atol=1e-6)


def test_lows_become_mono_and_highs_stay_wide() -> None:
    for frequency_hz, left_over in ((20.0, 0.05), (5000.0, 0.95)):
        apart = np.stack([sine(frequency_hz), -sine(frequency_hz)]).astype(np.float32)
        set_width(apart, 1.0, 120.0, RATE)
        side = np.abs(apart[0] - apart[1])[RATE // 2 :].max() / 2.0
        assert (side < left_over) if frequency_hz < 120.0 else (side > left_over)


@pytest.mark.parametrize("width", [0.0, 0.5, 1.5])
def test_the_side_is_scaled_by_the_width(width: float) -> None:
    apart = np.stack([sine(1000.0), -sine(1000.0)]).astype(np.float32)
    set_width(apart, width, 0.0, RATE)
    np.testing.assert_allclose(apart[0], width * sine(1000.0), atol=1e-5)
