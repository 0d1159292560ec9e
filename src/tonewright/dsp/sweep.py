"""A low-pass, band-pass or high-pass whose cutoff moves, for synthesisers.

The trapezoidal state-variable filter stays stable and in tune while it is swept (A. Simper, "Solving the
continuous SVF equations using trapezoidal integration", Cytomic 2013).
"""

import numpy as np
from numpy.typing import NDArray

from tonewright.dsp.kernels import njit

LOW, BAND, HIGH = 0, 1, 2

_UPDATE = 16


@njit(cache=True, nogil=True)
def swept(
    sound: NDArray[np.float32],
    cutoff_hz: NDArray[np.float32],
    resonance: float,
    kind: int,
    sample_rate: float,
) -> NDArray[np.float32]:
    """The filtered stereo sound (2, frames); `cutoff_hz` has one value per frame, `resonance` is Q.

    `kind` is LOW, BAND (0 dB at its centre) or HIGH. The cutoff is followed every 16 frames.
    """
    frames = sound.shape[1]
    filtered = np.empty((2, frames), dtype=np.float32)
    damping = 1.0 / resonance
    for channel in range(2):
        first, second = 0.0, 0.0
        a1, a2, a3 = 0.0, 0.0, 0.0
        for frame in range(frames):
            if frame % _UPDATE == 0:
                g = np.tan(np.pi * min(max(cutoff_hz[frame], 5.0), 0.45 * sample_rate) / sample_rate)
                a1 = 1.0 / (1.0 + g * (g + damping))
                a2 = g * a1
                a3 = g * a2
            value = sound[channel, frame]
            v3 = value - second
            v1 = a1 * first + a2 * v3
            v2 = second + a2 * first + a3 * v3
            first = 2.0 * v1 - first
            second = 2.0 * v2 - second
            if kind == 0:
                filtered[channel, frame] = v2
            elif kind == 1:
                filtered[channel, frame] = damping * v1
            else:
                filtered[channel, frame] = value - damping * v1 - v2
    return filtered


@njit(cache=True, nogil=True)
def add_swept(
    track: NDArray[np.float32],
    sound: NDArray[np.float32],
    cutoff_hz: NDArray[np.float32],
    cell_frames: int,
    resonance: float,
    sample_rate: float,
) -> None:
    """Add the low-passed `sound` to `track`, both (2, frames); `cutoff_hz` has one value per `cell_frames` frames."""
    damping = 1.0 / resonance
    for channel in range(2):
        first, second = 0.0, 0.0
        a1, a2, a3 = 0.0, 0.0, 0.0
        for frame in range(track.shape[1]):
            if frame % cell_frames == 0:
                here = min(max(cutoff_hz[frame // cell_frames], 5.0), 0.45 * sample_rate)
                g = np.tan(np.pi * here / sample_rate)
                a1 = 1.0 / (1.0 + g * (g + damping))
                a2 = g * a1
                a3 = g * a2
            v3 = sound[channel, frame] - second
            v1 = a1 * first + a2 * v3
            v2 = second + a2 * first + a3 * v3
            first = 2.0 * v1 - first
            second = 2.0 * v2 - second
            track[channel, frame] += np.float32(v2)
