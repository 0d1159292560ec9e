"""Harmonic and percussive sound: tones are ridges in time, strokes are ridges in frequency.

Source: D. FitzGerald, "Harmonic/percussive separation using median filtering", Proc. DAFx-10, 2010: medians along time
keep tones (eq. 5), medians along frequency keep strokes (eq. 6), and Wiener masks divide the two (eqs. 9 and 10).
"""

import numpy as np

from tonewright.separation.median import median_along_frequency, median_along_time
from tonewright.separation.spectrum import Frames, Magnitudes

HARMONIC_S = 0.4
PERCUSSIVE_HZ = 340.0


def harmonic_part(magnitudes: Magnitudes, frames: Frames, seconds: float = HARMONIC_S) -> Magnitudes:
    """What lasts: the median over so many seconds."""
    return median_along_time(magnitudes, max(3, round(seconds * frames.rate_hz)))


def percussive_part(magnitudes: Magnitudes, frames: Frames, width_hz: float = PERCUSSIVE_HZ) -> Magnitudes:
    """What is broad: the median over so many Hz."""
    return median_along_frequency(magnitudes, max(3, round(width_hz * frames.size / frames.sample_rate)))


def percussive_mask(harmonic: Magnitudes, percussive: Magnitudes) -> Magnitudes:
    """The share of strokes in each bin, 0…1."""
    strokes = np.square(percussive)
    mask = strokes / (strokes + np.square(harmonic) + np.float32(1e-20))
    return mask.astype(np.float32, copy=False)
