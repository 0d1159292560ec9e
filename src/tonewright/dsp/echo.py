"""An echo that swings from side to side, each repeat duller than the one before."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tonewright.dsp.biquad import BUTTERWORTH_Q, NOT_QUITE_SILENT, filter_in_place, high_pass
from tonewright.dsp.kernels import njit


@dataclass(frozen=True)
class Echo:
    """Repeats every `time_s`, each `feedback` (0…0.9) times the last and low-passed at `damping_hz`."""

    time_s: float
    feedback: float = 0.35
    damping_hz: float = 3500.0
    low_cut_hz: float = 300.0

    def answer(self, half: NDArray[np.float32], rate: float) -> None:
        """Replace stereo samples (2, frames) at `rate` by their repeats."""
        filter_in_place(half, high_pass(self.low_cut_hz, BUTTERWORTH_Q, rate))
        keep = 1.0 - math.exp(-2.0 * math.pi * self.damping_hz / rate)
        _repeat(half, max(round(self.time_s * rate), 1), np.float32(self.feedback), np.float32(keep))


@njit(cache=True, nogil=True)
def _repeat(samples: NDArray[np.float32], delay: int, feedback: np.float32, keep: np.float32) -> None:
    """Replace stereo samples by their repeats: the middle goes left first, then right, and so on."""
    first = np.zeros(delay, dtype=np.float32)
    second = np.zeros(delay, dtype=np.float32)
    dull_first, dull_second = np.float32(0.0), np.float32(0.0)
    place = 0
    faint = np.float32(NOT_QUITE_SILENT)
    for frame in range(samples.shape[1]):
        left, right = first[place], second[place]
        dull_first += keep * (left - dull_first)
        dull_second += keep * (right - dull_second)
        middle = np.float32(0.5) * (samples[0, frame] + samples[1, frame]) + faint
        first[place] = middle + feedback * dull_second
        second[place] = dull_first
        samples[0, frame] = dull_first
        samples[1, frame] = dull_second
        place = place + 1 if place + 1 < delay else 0
