"""True peak after ITU-R BS.1770-4, annex 2: four-times oversampling by a 48-tap polyphase filter."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

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
_CHUNK = 1024


@njit(cache=True, nogil=True)
def true_peak_envelope(samples: NDArray[np.float32], phases: NDArray[np.float32]) -> NDArray[np.float32]:
    """For each frame of stereo samples (2, frames) the highest magnitude at it and up to the next one.

    The sample itself and the four interpolated values around it are taken, over both channels.
    """
    frames = samples.shape[1]
    envelope = np.zeros(frames, dtype=np.float32)
    padded = np.zeros(_CHUNK + _TAPS, dtype=np.float32)
    total = np.empty(_CHUNK, dtype=np.float32)
    for channel in range(2):
        for start in range(0, frames, _CHUNK):
            size = min(_CHUNK, frames - start)
            for index in range(size + _TAPS):
                frame = start + index - _BEFORE
                padded[index] = samples[channel, frame] if 0 <= frame < frames else np.float32(0.0)
            for index in range(size):
                envelope[start + index] = max(envelope[start + index], abs(padded[index + _BEFORE]))
            for phase in range(4):
                total[:size] = np.float32(0.0)
                for tap in range(_TAPS):
                    weight = phases[phase, tap]
                    offset = _TAPS - tap
                    for index in range(size):
                        total[index] += weight * padded[index + offset]
                for index in range(size):
                    envelope[start + index] = max(envelope[start + index], abs(total[index]))
    return envelope


def true_peak(samples: NDArray[np.float32]) -> float:
    """The highest true-peak magnitude of stereo samples (2, frames), linear."""
    envelope = true_peak_envelope(samples, PHASES)
    return float(envelope.max()) if len(envelope) else 0.0
