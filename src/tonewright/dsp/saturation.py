"""Soft saturation, as of tape or a transformer."""

import numpy as np
from numpy.typing import NDArray

from tonewright.dsp.kernels import njit


# Divisions that may raise an exception would keep the loop from being vectorised.
@njit(cache=True, nogil=True, error_model="numpy")
def saturate(samples: NDArray[np.float32], drive: float) -> None:
    """Bend stereo samples (2, frames) in place by x (27 + x²) / (27 + 9x²), x being `drive` times the sample.

    The curve is the Padé approximant of tanh; small signals keep their level, and nothing exceeds 1 / drive.
    """
    gain = np.float32(drive)
    back = np.float32(1.0 / drive)
    for channel in range(2):
        sound = samples[channel]
        for frame in range(sound.shape[0]):
            x = min(max(sound[frame] * gain, np.float32(-3.0)), np.float32(3.0))
            square = x * x
            bent = x * (np.float32(27.0) + square) / (np.float32(27.0) + np.float32(9.0) * square)
            sound[frame] = bent * back
