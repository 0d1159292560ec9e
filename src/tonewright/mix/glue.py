"""Glue: a slow gain curve that brings quiet and loud passages nearer, when the target asks for it.

Music with a wide range can only reach a loudness under a ceiling if its peaks are cut or its range is
narrowed. A slow curve narrows it without being heard as pumping; it is drawn from the whole piece,
looking both ways.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d

from tonewright.dsp.loudness import loudness_of

RATIOS = (1.0, 1.2, 1.45, 1.8, 2.3, 3.0)
"""Input to output decibels of loudness, gentlest first."""

_SMOOTH_STEPS = 9.0
_DEEPEST_LU = 25.0
_MOST_DB = 7.0


def glue_db(powers: NDArray[np.float64], ratio: float) -> NDArray[np.float64]:
    """The gain in dB for each step of K-weighted power: 0 on average over what is loud, never far from it.

    Passages more than 25 LU below the piece are not raised further, so that silence stays silent.
    """
    if ratio <= 1.0 or len(powers) == 0 or powers.max() <= 0.0:
        return np.zeros(len(powers))
    mean_lufs = loudness_of(np.array([powers[powers > powers.max() * 1e-2].mean()]))[0]
    slow = gaussian_filter1d(powers, _SMOOTH_STEPS, mode="nearest")
    apart = np.clip(loudness_of(slow) - mean_lufs, -_DEEPEST_LU, None)
    wanted = np.clip(-(1.0 - 1.0 / ratio) * apart, -_MOST_DB, _MOST_DB)
    return np.asarray(gaussian_filter1d(wanted, _SMOOTH_STEPS / 2.0, mode="nearest"))
