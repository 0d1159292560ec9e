"""Down to half the sample rate and back, for effects whose highs do not matter.

A half-band filter needs only every second tap (P. P. Vaidyanathan & T. Q. Nguyen, "A 'TRICK' for the
Design of FIR Half-Band Filters", IEEE Transactions on Circuits and Systems 34(3), 1987); here a Kaiser-
windowed sinc of 23 taps.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

_REACH = 11
_TAPS = np.arange(-_REACH, _REACH + 1)
_WINDOWED = 0.5 * np.sinc(_TAPS / 2.0) * np.kaiser(2 * _REACH + 1, 6.0)
ODD_TAPS = (_WINDOWED[_TAPS % 2 == 1] * 0.5 / _WINDOWED[_TAPS % 2 == 1].sum()).astype(np.float32)
"""The twelve taps around the middle one, which is 0.5."""

_CHUNK = 1024


@njit(cache=True, nogil=True)
def halved(samples: NDArray[np.float32], taps: NDArray[np.float32]) -> NDArray[np.float32]:
    """Stereo samples (2, frames) at half the rate, (2, (frames + 1) // 2); frame i stands for frame 2i."""
    frames = samples.shape[1]
    length = (frames + 1) // 2
    result = np.empty((2, length), dtype=np.float32)
    count = taps.shape[0]
    before = count // 2
    odd = np.zeros(_CHUNK + count, dtype=np.float32)
    total = np.empty(_CHUNK, dtype=np.float32)
    for channel in range(2):
        for start in range(0, length, _CHUNK):
            size = min(_CHUNK, length - start)
            for index in range(size + count):
                frame = 2 * (start + index - before) + 1
                odd[index] = samples[channel, frame] if 0 <= frame < frames else np.float32(0.0)
            for index in range(size):
                total[index] = np.float32(0.5) * samples[channel, 2 * (start + index)]
            for tap in range(count):
                weight = taps[tap]
                for index in range(size):
                    total[index] += weight * odd[index + tap]
            result[channel, start : start + size] = total[:size]
    return result


@njit(cache=True, nogil=True)
def add_doubled(
    half: NDArray[np.float32], taps: NDArray[np.float32], gain: float, samples: NDArray[np.float32]
) -> None:
    """Add `gain` times a half-rate signal, as made by `halved`, to stereo samples (2, frames)."""
    frames = samples.shape[1]
    length = half.shape[1]
    level = np.float32(gain)
    count = taps.shape[0]
    before = count // 2 - 1
    near = np.zeros(_CHUNK + count, dtype=np.float32)
    total = np.empty(_CHUNK, dtype=np.float32)
    for channel in range(2):
        for start in range(0, length, _CHUNK):
            size = min(_CHUNK, length - start)
            for index in range(size + count):
                place = start + index - before
                near[index] = half[channel, place] if 0 <= place < length else np.float32(0.0)
            total[:size] = np.float32(0.0)
            for tap in range(count):
                weight = taps[tap]
                for index in range(size):
                    total[index] += weight * near[index + tap]
            for index in range(size):
                frame = 2 * (start + index)
                if frame < frames:
                    samples[channel, frame] += level * near[index + before]
                if frame + 1 < frames:
                    samples[channel, frame + 1] += level * np.float32(2.0) * total[index]
