import numpy as np
import pytest

from tonewright.dsp.saturation import saturate


def test_small_signals_keep_their_level() -> None:
    samples = np.full((2, 10), 0.001, dtype=np.float32)
    saturate(samples, 1.5)
    np.testing.assert_allclose(samples, 0.001, rtol=1e-5)


def test_it_bends_as_tanh_does_within_two_percent() -> None:
    values = np.linspace(-2.5, 2.5, 101, dtype=np.float32)
    samples = np.stack([values, values])
    saturate(samples, 1.0)
    np.testing.assert_allclose(samples[0], np.tanh(values), atol=0.025)


@pytest.mark.parametrize("drive", [1.0, 2.0])
def test_nothing_exceeds_one_over_the_drive(drive: float) -> None:
    samples = np.linspace(-50.0, 50.0, 1001, dtype=np.float32)[None].repeat(2, axis=0)
    saturate(samples, drive)
    assert np.abs(samples).max() <= 1.0 / drive + 1e-6
