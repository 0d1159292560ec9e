"""A compressor: feed-forward, both channels linked, with a soft knee.

D. Giannoulis, M. Massberg & J. D. Reiss, "Digital Dynamic Range Compressor Design — A Tutorial and
Analysis", JAES 60(6), 2012: the gain computer of equation 4 and smooth decoupled detection in decibels.
The level is read in short blocks and the gain drawn straight between them.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tonewright.dsp.kernels import njit

BLOCK = 32
"""Frames per level reading."""


@dataclass(frozen=True)
class Compressor:
    """`threshold_db` is a level in dBFS; `ratio` input to output decibels above it; times in milliseconds."""

    threshold_db: float
    ratio: float
    attack_ms: float = 10.0
    release_ms: float = 120.0
    knee_db: float = 6.0

    def apply(self, samples: NDArray[np.float32], sample_rate: int) -> None:
        """Compress stereo samples (2, frames) in place, without make-up gain."""
        levels = block_levels_db(samples)
        per_ms = sample_rate / 1000.0 / BLOCK
        gains = compression_db(
            levels,
            self.threshold_db,
            self.ratio,
            self.knee_db,
            self.attack_ms * per_ms,
            self.release_ms * per_ms,
        )
        apply_gains_db(samples, gains)


def block_levels_db(samples: NDArray[np.float32]) -> NDArray[np.float64]:
    """The RMS level in dBFS of each block of BLOCK frames, the louder channel counting."""
    return np.asarray(10.0 * np.log10(_block_powers(samples) + 1e-12))


@njit(cache=True, nogil=True, error_model="numpy")
def _block_powers(samples: NDArray[np.float32]) -> NDArray[np.float64]:
    """The louder channel's mean square per block, its squares added up in eight sums side by side."""
    frames = samples.shape[1]
    powers = np.zeros((frames + BLOCK - 1) // BLOCK)
    sums = np.empty(8, dtype=np.float32)
    for index in range(powers.shape[0]):
        start, stop = index * BLOCK, min((index + 1) * BLOCK, frames)
        for channel in range(2):
            block = samples[channel, start:stop]
            sums[:] = np.float32(0.0)
            for first in range(0, block.shape[0] // 8 * 8, 8):
                for place in range(8):
                    sums[place] += block[first + place] * block[first + place]
            for frame in range(block.shape[0] // 8 * 8, block.shape[0]):
                sums[0] += block[frame] * block[frame]
            powers[index] = max(powers[index], np.float64(sums.sum()) / block.shape[0])
    return powers


@njit(cache=True, nogil=True)
def compression_db(
    levels_db: NDArray[np.float64],
    threshold_db: float,
    ratio: float,
    knee_db: float,
    attack_blocks: float,
    release_blocks: float,
) -> NDArray[np.float64]:
    """The gain in dB (0 or less) for each level reading."""
    gains = np.empty(levels_db.shape[0])
    slope = 1.0 - 1.0 / ratio
    attack = np.exp(-1.0 / max(attack_blocks, 1e-3))
    release = np.exp(-1.0 / max(release_blocks, 1e-3))
    held, smooth = 0.0, 0.0
    for index in range(levels_db.shape[0]):
        over = levels_db[index] - threshold_db
        if over <= -knee_db / 2.0:
            reduction = 0.0
        elif over >= knee_db / 2.0:
            reduction = slope * over
        else:
            reduction = slope * (over + knee_db / 2.0) ** 2 / (2.0 * knee_db)
        held = max(reduction, release * held + (1.0 - release) * reduction)
        smooth = attack * smooth + (1.0 - attack) * held
        gains[index] = -smooth
    return gains


def apply_gains_db(samples: NDArray[np.float32], gains_db: NDArray[np.float64]) -> None:
    """Multiply stereo samples in place by gains given per block, drawn straight from one to the next."""
    _apply_gains(samples, (10.0 ** (gains_db / 20.0)).astype(np.float32))


@njit(cache=True, nogil=True)
def _apply_gains(samples: NDArray[np.float32], gains: NDArray[np.float32]) -> None:
    frames = samples.shape[1]
    before = gains[0]
    for index in range(gains.shape[0]):
        after = gains[index]
        if before != np.float32(1.0) or after != np.float32(1.0):
            left = samples[0, index * BLOCK : min((index + 1) * BLOCK, frames)]
            right = samples[1, index * BLOCK : min((index + 1) * BLOCK, frames)]
            slope = (after - before) * np.float32(1.0 / BLOCK)
            for frame in range(left.shape[0]):
                gain = before + slope * np.float32(frame)
                left[frame] *= gain
                right[frame] *= gain
        before = after
