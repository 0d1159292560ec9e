"""True peak after ITU-R BS.1770-4, annex 2: four-times oversampling by a 48-tap polyphase filter."""

import numpy as np
from numpy.typing import NDArray

from tonewright.dsp.kernels import njit

_FIRST = (
    0.0017089843750, 0.0109863281250, -0.0196533203125, 0.0332031250000, -0.0594482421875, 0.1373291015625,
    0.9721679687500, -0.1022949218750, 0.0476074218750, -0.0266113281250, 0.0148925781250, -0.0083007812500,
)  # fmt: skip
_SECOND = (
    -0.0291748046875, 0.0292968750000, -0.0517578125000, 0.0891113281250, -0.1665039062500, 0.4650878906250,
    0.7797851562500, -0.2003173828125, 0.1015625000000, -0.0582275390625, 0.0330810546875, -0.0189208984375,
)  # fmt: skip

PHASES = np.array([_FIRST, _SECOND, _SECOND[::-1], _FIRST[::-1]], dtype=np.float32)
"""The standard's interpolation filter: four phases of twelve taps."""

_TAPS = 12
_BEFORE = 6
_CHUNK = 256
# No interpolated value is higher than this times the highest sample around it.
_BOUND = np.float32(np.abs(PHASES).sum(axis=1).max() * 1.0001)


def true_peak_envelope(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """For each frame of stereo samples (2, frames) the highest magnitude at it and up to the next one.

    The sample itself and the four interpolated values around it are taken, over both channels.
    """
    envelope = np.zeros(samples.shape[1], dtype=np.float32)
    _raise_envelope(samples, PHASES, envelope)
    return envelope


@njit(cache=True, nogil=True)
def _raise_envelope(samples: NDArray[np.float32], phases: NDArray[np.float32], envelope: NDArray[np.float32]) -> None:
    around = np.zeros(_CHUNK + _TAPS, dtype=np.float32)
    for channel in range(2):
        for start in range(0, envelope.shape[0], _CHUNK):
            _take(samples[channel], start, around)
            _raise_to_true_peaks(around, phases, envelope[start : start + _CHUNK])


def true_peak(samples: NDArray[np.float32]) -> float:
    """The highest true-peak magnitude of stereo samples (2, frames), linear."""
    return float(_highest(samples, PHASES))


@njit(cache=True, nogil=True)
def _highest(samples: NDArray[np.float32], phases: NDArray[np.float32]) -> np.float32:
    """The highest true peak; where the samples are so low that none can be higher yet, nothing is interpolated."""
    highest = np.float32(0.0)
    around = np.zeros(_CHUNK + _TAPS, dtype=np.float32)
    envelope = np.empty(_CHUNK, dtype=np.float32)
    for channel in range(2):
        for start in range(0, samples.shape[1], _CHUNK):
            _take(samples[channel], start, around)
            if _highest_of(around) * _BOUND > highest:
                envelope[:] = np.float32(0.0)
                _raise_to_true_peaks(around, phases, envelope)
                highest = max(highest, _highest_of(envelope))
    return highest


@njit(cache=True, nogil=True)
def _take(channel: NDArray[np.float32], start: int, around: NDArray[np.float32]) -> None:
    """Frames from _BEFORE frames before `start`; silence before the channel's start and after its end."""
    frames = channel.shape[0]
    size = around.shape[0]
    first = start - _BEFORE
    if first >= 0 and first + size <= frames:
        around[:] = channel[first : first + size]
        return
    for index in range(size):
        frame = first + index
        around[index] = channel[frame] if 0 <= frame < frames else np.float32(0.0)


@njit(cache=True, nogil=True)
def _highest_of(values: NDArray[np.float32]) -> np.float32:
    """The highest magnitude, sought in eight lanes side by side."""
    lanes = np.zeros(8, dtype=np.float32)
    for first in range(0, values.shape[0] // 8 * 8, 8):
        for lane in range(8):
            lanes[lane] = max(lanes[lane], abs(values[first + lane]))
    for index in range(values.shape[0] // 8 * 8, values.shape[0]):
        lanes[0] = max(lanes[0], abs(values[index]))
    highest: np.float32 = lanes.max()
    return highest


@njit(cache=True, nogil=True)
def _raise_to_true_peaks(
    around: NDArray[np.float32], phases: NDArray[np.float32], envelope: NDArray[np.float32]
) -> None:
    """Raise a chunk's envelope to the samples' magnitudes and the interpolated ones.

    The twelve taps are written out, so that nothing is stored on the way.
    """
    size = envelope.shape[0]
    for index in range(size):
        envelope[index] = max(envelope[index], abs(around[index + _BEFORE]))
    for phase in range(4):
        weights = phases[phase]
        a, b, c, d, e, f = weights[0], weights[1], weights[2], weights[3], weights[4], weights[5]
        g, h, i, j, k, l = weights[6], weights[7], weights[8], weights[9], weights[10], weights[11]  # noqa: E741
        for n in range(size):
            total = a * around[n + 12] + b * around[n + 11] + c * around[n + 10] + d * around[n + 9]
            total += e * around[n + 8] + f * around[n + 7] + g * around[n + 6] + h * around[n + 5]
            total += i * around[n + 4] + j * around[n + 3] + k * around[n + 2] + l * around[n + 1]
            envelope[n] = max(envelope[n], abs(total))
