"""Down to half the sample rate and back, for effects whose highs do not matter.

A half-band filter needs only every second tap (P. P. Vaidyanathan & T. Q. Nguyen, "A 'TRICK' for the
Design of FIR Half-Band Filters", IEEE Transactions on Circuits and Systems 34(3), 1987); here a Kaiser-
windowed sinc of 23 taps.
"""

import numpy as np
from numpy.typing import NDArray

from tonewright.dsp.kernels import njit

_REACH = 11
_TAPS = np.arange(1, _REACH + 1, 2)
_WINDOWED = 0.5 * np.sinc(_TAPS / 2.0) * np.kaiser(2 * _REACH + 1, 6.0)[_REACH + _TAPS]
ODD_TAPS = (_WINDOWED * 0.25 / _WINDOWED.sum()).astype(np.float32)
"""The six taps on either side of the middle one, which is 0.5, from the inner to the outer."""

_CHUNK = 1024


def halved(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Stereo samples (2, frames) at half the rate, (2, (frames + 1) // 2); frame i stands for frame 2i."""
    half = np.empty((2, (samples.shape[1] + 1) // 2), dtype=np.float32)
    _halve(samples, ODD_TAPS, half)
    return half


def add_doubled(half: NDArray[np.float32], samples: NDArray[np.float32]) -> None:
    """Add a half-rate signal, as made by `halved`, to stereo samples (2, frames)."""
    _double(half, ODD_TAPS, samples)


@njit(cache=True, nogil=True)
def _halve(samples: NDArray[np.float32], taps: NDArray[np.float32], half: NDArray[np.float32]) -> None:
    length = half.shape[1]
    even = np.empty(_CHUNK, dtype=np.float32)
    odd = np.empty(_CHUNK + _REACH, dtype=np.float32)
    between = np.empty(_CHUNK, dtype=np.float32)
    for channel in range(2):
        for start in range(0, length, _CHUNK):
            size = min(_CHUNK, length - start)
            _every_other(samples[channel], 2 * start - _REACH, size + _REACH, odd)
            _every_other(samples[channel], 2 * start, size, even)
            _interpolate(odd, taps, between)
            result = half[channel, start : start + size]
            for index in range(size):
                result[index] = np.float32(0.5) * even[index] + between[index]


@njit(cache=True, nogil=True)
def _double(half: NDArray[np.float32], taps: NDArray[np.float32], samples: NDArray[np.float32]) -> None:
    frames = samples.shape[1]
    length = half.shape[1]
    near = np.zeros(_CHUNK + _REACH, dtype=np.float32)
    between = np.empty(_CHUNK, dtype=np.float32)
    before = _REACH // 2
    for channel in range(2):
        for start in range(0, length, _CHUNK):
            size = min(_CHUNK, length - start)
            first = start - before
            if first >= 0 and first + size + _REACH <= length:
                near[: size + _REACH] = half[channel, first : first + size + _REACH]
            else:
                for index in range(size + _REACH):
                    place = first + index
                    near[index] = half[channel, place] if 0 <= place < length else np.float32(0.0)
            _interpolate(near, taps, between)
            sound = samples[channel, 2 * start : min(2 * (start + size), frames)]
            for index in range(sound.shape[0] // 2):
                sound[2 * index] += near[index + before]
                sound[2 * index + 1] += np.float32(2.0) * between[index]
            if sound.shape[0] % 2:
                sound[sound.shape[0] - 1] += near[size - 1 + before]


@njit(cache=True, nogil=True)
def _every_other(channel: NDArray[np.float32], first: int, count: int, found: NDArray[np.float32]) -> None:
    """The channel's frames first, first + 2, …; silence before its start and after its end."""
    frames = channel.shape[0]
    if first >= 0 and first + 2 * count - 1 <= frames:
        within = channel[first : first + 2 * count - 1]
        for index in range(count):
            found[index] = within[2 * index]
        return
    for index in range(count):
        frame = first + 2 * index
        found[index] = channel[frame] if 0 <= frame < frames else np.float32(0.0)


@njit(cache=True, nogil=True)
def _interpolate(near: NDArray[np.float32], taps: NDArray[np.float32], between: NDArray[np.float32]) -> None:
    """Between each two neighbours the weighted sum of the six on either side of that place.

    Written out, so that it is vectorised along time and nothing is stored on the way.
    """
    a, b, c, d, e, f = taps[0], taps[1], taps[2], taps[3], taps[4], taps[5]
    for n in range(_CHUNK):
        inner = a * (near[n + 5] + near[n + 6]) + b * (near[n + 4] + near[n + 7]) + c * (near[n + 3] + near[n + 8])
        outer = d * (near[n + 2] + near[n + 9]) + e * (near[n + 1] + near[n + 10]) + f * (near[n] + near[n + 11])
        between[n] = inner + outer
