"""The kernel that reads a spoken envelope where, and as, the singer's vocal tract has it."""

import numpy as np
from numpy.typing import NDArray

from tonewright.dsp.kernels import njit

SMOOTHED_FROM_HZ, SMOOTHED_SHARE = 300.0, 0.4
"""Above this fundamental the envelope is averaged over a width that grows by this share of it.

Partials are then too far apart to show a formant's shape, and one that vibrato drives up and down a formant's steep
flank would only flutter.
"""
FUNDAMENTAL_WIDTH = 0.35
"""Width of what lifts the fundamental, as a share of it; the second partial is left alone."""


@njit(cache=True)
def read_envelope(
    log_envelope: NDArray[np.float32],
    frame: NDArray[np.float64],
    voiced: NDArray[np.bool_],
    position: NDArray[np.float32],
    bend: NDArray[np.float32],
    lift_hz: NDArray[np.float32],
    gains: NDArray[np.float32],
    f0_bins: NDArray[np.float32],
    bin_hz: float,
    fundamental: float,
) -> NDArray[np.float32]:
    """The envelope (frames, bins) in neper of a sung line.

    `frame` (frames,) says which (fractional) frame of `log_envelope` sounds, `position` (bins,) which of its bins,
    and `bend` (bins,) by how many bins a first formant lifted by `lift_hz` (frames,) changes that. `gains` (2, bins)
    are added to frames without and with voice, `fundamental` neper at the fundamental `f0_bins` (frames,).
    """
    spoken_frames, spoken_bins = log_envelope.shape
    bins = position.shape[0]
    result = np.empty((frame.shape[0], bins), np.float32)
    sums = np.empty(bins + 1, np.float64)
    for i in range(frame.shape[0]):
        at = min(max(frame[i], 0.0), spoken_frames - 1.001)
        row = int(at)
        after = np.float32(at - row)
        gain = gains[1] if voiced[i] else gains[0]
        lift = lift_hz[i] if voiced[i] else np.float32(0.0)
        for k in range(bins):
            place = max(position[k] - lift * bend[k], np.float32(0.0))
            left = min(int(place), spoken_bins - 2)
            right = place - np.float32(left)
            early = log_envelope[row, left] * (1 - right) + log_envelope[row, left + 1] * right
            late = log_envelope[row + 1, left] * (1 - right) + log_envelope[row + 1, left + 1] * right
            result[i, k] = early * (1 - after) + late * after + gain[k]
        if not voiced[i]:
            continue
        half = int(0.5 * SMOOTHED_SHARE * (f0_bins[i] - SMOOTHED_FROM_HZ / bin_hz))
        if half > 0:
            sums[0] = 0.0
            for k in range(bins):
                sums[k + 1] = sums[k] + result[i, k]
            for k in range(bins):
                low, high = max(k - half, 0), min(k + half + 1, bins)
                result[i, k] = (sums[high] - sums[low]) / (high - low)
        if fundamental != 0.0:
            for k in range(min(int(2 * f0_bins[i]), bins)):
                away = (k - f0_bins[i]) / (FUNDAMENTAL_WIDTH * f0_bins[i])
                result[i, k] += fundamental * np.exp(-0.5 * away * away)
    return result


@njit(cache=True)
def add_colour(
    envelope: NDArray[np.float32],
    gain: NDArray[np.float32],
    moves: NDArray[np.float32],
    bands: NDArray[np.float32],
) -> None:
    """Add to each frame its gain (frames,) and its share `moves` (frames, n) of each of the `bands` (n, bins)."""
    for i in range(envelope.shape[0]):
        for k in range(envelope.shape[1]):
            envelope[i, k] += gain[i]
        for j in range(bands.shape[0]):
            move = moves[i, j]
            for k in range(envelope.shape[1]):
                envelope[i, k] += move * bands[j, k]
