"""A reverb: a feedback delay network of eight lines with damping.

J.-M. Jot & A. Chaigne, "Digital Delay Networks for Designing Artificial Reverberators", AES Convention
90, 1991: each line's gain gives one decay time whatever its length, a one-pole low-pass in each makes
highs die sooner, and a Householder matrix mixes them. Two all-passes per side (M. R. Schroeder, "Natural
Sounding Artificial Reverberation", JAES 10(3), 1962) thicken what goes in. It runs at half the sample
rate: a room has little above 10 kHz.
"""

import math
from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from tonewright.dsp.biquad import BUTTERWORTH_Q, NOT_QUITE_SILENT, filter_in_place, high_pass

# Delay lengths in seconds, mutually prime in samples at 22.05 kHz, between a small room's and a hall's paths.
_LENGTHS = (0.0297, 0.0371, 0.0411, 0.0437, 0.0533, 0.0599, 0.0673, 0.0797)
_DIFFUSERS = (0.0047, 0.0113)
_DIFFUSION = 0.62


@dataclass(frozen=True)
class Reverb:
    """A room: `decay_s` is the time to fall by 60 dB, `damping_hz` where highs begin to die sooner.

    `size` scales the delays (0.5 a chamber, 1 a room, 1.6 a hall); `predelay_s` comes before;
    `low_cut_hz` keeps lows out.
    """

    decay_s: float
    damping_hz: float
    size: float = 1.0
    predelay_s: float = 0.01
    low_cut_hz: float = 180.0

    def answer(self, half: NDArray[np.float32], rate: float) -> None:
        """Replace stereo samples (2, frames) at `rate`, meant to be about 22 kHz, by what the room answers."""
        filter_in_place(half, high_pass(self.low_cut_hz, BUTTERWORTH_Q, rate))
        lengths = np.array([_prime(round(length * self.size * rate)) for length in _LENGTHS], dtype=np.int64)
        gains = 10.0 ** (-3.0 * lengths / (rate * self.decay_s))
        diffusers = np.array([_prime(round(length * rate)) for length in _DIFFUSERS], dtype=np.int64)
        damping = math.exp(-2.0 * math.pi * self.damping_hz / rate)
        _run(
            half,
            lengths,
            gains.astype(np.float32),
            diffusers,
            np.float32(damping),
            round(self.predelay_s * rate),
        )


@njit(cache=True, nogil=True)
def _run(
    samples: NDArray[np.float32],
    lengths: NDArray[np.int64],
    gains: NDArray[np.float32],
    diffusers: NDArray[np.int64],
    damping: np.float32,
    predelay: int,
) -> None:
    """Replace stereo samples by the network's answer to them."""
    lines = np.zeros((8, lengths.max()), dtype=np.float32)
    places = np.zeros(8, dtype=np.int64)
    damped = np.zeros(8, dtype=np.float32)
    heard = np.empty(8, dtype=np.float32)
    before = np.zeros((2, predelay + 1), dtype=np.float32)
    all_pass = np.zeros((4, diffusers.max()), dtype=np.float32)
    all_pass_places = np.zeros(4, dtype=np.int64)
    early = 0
    faint = np.float32(NOT_QUITE_SILENT)
    diffusion = np.float32(_DIFFUSION)
    keep = np.float32(1.0) - damping
    quarter = np.float32(0.25)
    for frame in range(samples.shape[1]):
        for side in range(2):
            before[side, early] = samples[side, frame] + faint
        early = early + 1 if early < predelay else 0
        left, right = before[0, early], before[1, early]
        for stage in range(2):
            size = diffusers[stage]
            place = all_pass_places[stage]
            old = all_pass[stage, place]
            new = left - diffusion * old
            all_pass[stage, place] = new
            left = old + diffusion * new
            all_pass_places[stage] = place + 1 if place + 1 < size else 0
            place = all_pass_places[stage + 2]
            old = all_pass[stage + 2, place]
            new = right - diffusion * old
            all_pass[stage + 2, place] = new
            right = old + diffusion * new
            all_pass_places[stage + 2] = place + 1 if place + 1 < size else 0
        total = np.float32(0.0)
        for line in range(8):
            value = lines[line, places[line]] * gains[line]
            value = keep * value + damping * damped[line]
            damped[line] = value
            heard[line] = value
            total += value
        total *= quarter
        for line in range(8):
            fed = left if line % 2 == 0 else right
            lines[line, places[line]] = heard[line] - total + fed
            places[line] = places[line] + 1 if places[line] + 1 < lengths[line] else 0
        samples[0, frame] = heard[0] - heard[2] + heard[4] - heard[6]
        samples[1, frame] = heard[1] - heard[3] + heard[5] - heard[7]


def _prime(number: int) -> int:
    """The smallest prime that is at least `number` (and at least 2)."""
    candidate = max(number, 2)
    while any(candidate % divisor == 0 for divisor in range(2, math.isqrt(candidate) + 1)):
        candidate += 1
    return candidate
