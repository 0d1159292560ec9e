"""A bell that moves: one band of a signal lowered by a depth that follows something."""

import numpy as np
from numpy.typing import NDArray

from tonewright.dsp.biquad import NOT_QUITE_SILENT, Sections
from tonewright.dsp.compressor import BLOCK
from tonewright.dsp.kernels import njit


def band_pass(frequency_hz: float, q: float, sample_rate: float) -> Sections:
    """A second-order band-pass of 0 dB at its centre (R. Bristow-Johnson's cookbook, constant peak gain)."""
    w = 2.0 * np.pi * frequency_hz / sample_rate
    alpha = np.sin(w) / (2.0 * q)
    a0 = 1.0 + alpha
    return np.array([[alpha / a0, 0.0, -alpha / a0, -2.0 * np.cos(w) / a0, (1.0 - alpha) / a0]])


@njit(cache=True, nogil=True)
def lower_band(samples: NDArray[np.float32], band: Sections, gains: NDArray[np.float32]) -> None:
    """Multiply the band of stereo samples (2, frames) in place by `gains`, one per BLOCK frames.

    What the band-pass lets through is scaled and the rest left alone, so that a gain of 1 changes nothing.
    """
    b0, b2, a1, a2 = band[0, 0], band[0, 2], band[0, 3], band[0, 4]
    for channel in range(2):
        s1, s2 = 0.0, 0.0
        less = 1.0 - gains[0]
        for block in range(gains.shape[0]):
            start, stop = block * BLOCK, min((block + 1) * BLOCK, samples.shape[1])
            slope = (1.0 - gains[block] - less) / BLOCK
            for frame in range(start, stop):
                x = np.float64(samples[channel, frame])
                y = b0 * (x + NOT_QUITE_SILENT) + s1
                s1 = s2 - a1 * y
                s2 = b2 * x - a2 * y
                less += slope
                samples[channel, frame] = np.float32(x - less * y)


@njit(cache=True, nogil=True)
def band_levels_db(samples: NDArray[np.float32], band: Sections) -> NDArray[np.float64]:
    """The RMS level in dBFS of the band of the left channel, per BLOCK frames."""
    b0, b2, a1, a2 = band[0, 0], band[0, 2], band[0, 3], band[0, 4]
    frames = samples.shape[1]
    blocks = (frames + BLOCK - 1) // BLOCK
    levels = np.empty(blocks)
    s1, s2 = 0.0, 0.0
    for block in range(blocks):
        start, stop = block * BLOCK, min((block + 1) * BLOCK, frames)
        total = 0.0
        for frame in range(start, stop):
            x = np.float64(samples[0, frame])
            y = b0 * x + s1
            s1 = s2 - a1 * y
            s2 = b2 * x - a2 * y
            total += y * y
        levels[block] = 10.0 * np.log10(total / (stop - start) + 1e-12)
    return levels


@njit(cache=True, nogil=True)
def followed(target: NDArray[np.float64], attack_blocks: float, release_blocks: float) -> NDArray[np.float64]:
    """A curve that rises to `target` with one time constant and falls with another, in readings."""
    rise = 1.0 - np.exp(-1.0 / max(attack_blocks, 1e-3))
    fall = 1.0 - np.exp(-1.0 / max(release_blocks, 1e-3))
    curve = np.empty(target.shape[0])
    value = target[0] if target.shape[0] else 0.0
    for index in range(target.shape[0]):
        value += (target[index] - value) * (rise if target[index] > value else fall)
        curve[index] = value
    return curve
