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


@njit(cache=True, nogil=True)
def halved(samples: NDArray[np.float32], taps: NDArray[np.float32]) -> NDArray[np.float32]:
    """Stereo samples (2, frames) at half the rate, (2, (frames + 1) // 2); frame i stands for frame 2i."""
    frames = samples.shape[1]
    result = np.empty((2, (frames + 1) // 2), dtype=np.float32)
    reach = taps.shape[0] - 1
    for channel in range(2):
        for index in range(result.shape[1]):
            centre = 2 * index
            total = np.float32(0.5) * samples[channel, centre]
            if centre >= reach and centre + reach < frames:
                for tap in range(taps.shape[0]):
                    total += taps[tap] * samples[channel, centre - reach + 2 * tap]
            else:
                for tap in range(taps.shape[0]):
                    frame = centre - reach + 2 * tap
                    if 0 <= frame < frames:
                        total += taps[tap] * samples[channel, frame]
            result[channel, index] = total
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
    for channel in range(2):
        for index in range(length):
            if 2 * index < frames:
                samples[channel, 2 * index] += level * half[channel, index]
            if 2 * index + 1 < frames:
                total = np.float32(0.0)
                for tap in range(count):
                    place = index - before + tap
                    if 0 <= place < length:
                        total += taps[tap] * half[channel, place]
                samples[channel, 2 * index + 1] += level * np.float32(2.0) * total
