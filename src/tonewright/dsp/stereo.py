"""Stereo width, with a mono bass."""

import math

import numpy as np
from numpy.typing import NDArray

from tonewright.dsp.biquad import NOT_QUITE_SILENT
from tonewright.dsp.kernels import njit


def set_width(samples: NDArray[np.float32], width: float, mono_below_hz: float, sample_rate: int) -> None:
    """Scale the side signal of stereo samples (2, frames) in place by `width`, and take its lows away.

    Below `mono_below_hz` (a second-order slope, 0 for none) both channels become the same; the middle is
    untouched.
    """
    keep = math.exp(-2.0 * math.pi * mono_below_hz / sample_rate) if mono_below_hz > 0.0 else 1.0
    _set_width(samples, width, keep)


@njit(cache=True, nogil=True)
def _set_width(samples: NDArray[np.float32], width: float, keep: float) -> None:
    low, lower = 0.0, 0.0
    take = 1.0 - keep
    for frame in range(samples.shape[1]):
        middle = 0.5 * (np.float64(samples[0, frame]) + samples[1, frame])
        side = 0.5 * (np.float64(samples[0, frame]) - samples[1, frame]) + NOT_QUITE_SILENT
        low = keep * low + take * side
        side -= low
        lower = keep * lower + take * side
        side = (side - lower) * width
        samples[0, frame] = np.float32(middle + side)
        samples[1, frame] = np.float32(middle - side)
