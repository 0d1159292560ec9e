"""The long-term average spectrum of a voice in third-octave bands, whatever the pitch at which it spoke or sang."""

import numpy as np
import pyworld
from numpy.typing import NDArray

from tonewright.cloning.voicing import Voicing
from tonewright.render.stems import SAMPLE_RATE

BANDS_HZ = np.array(
    (200, 250, 315, 400, 500, 630, 800, 1_000, 1_250, 1_600, 2_000, 2_500, 3_150, 4_000, 5_000, 6_300, 8_000, 10_000),
    dtype=np.float64,
)
"""Nominal centres of third-octave bands (IEC 61260-1:2014, table E.1), from below first formants on."""
HALF_BAND = 10.0 ** (1.0 / 20.0)
"""The edge of a band over its centre."""
MOST_FRAMES = 2_000


def band_levels_db(samples: NDArray[np.float32], voicing: Voicing) -> NDArray[np.float64]:
    """The mean power of each of BANDS_HZ in decibels (bands,) where mono samples at SAMPLE_RATE are voiced.

    The power is that of the envelope over the partials (CheapTrick: Morise, Speech Communication 67, 2015), since which
    bands partials fall into is the melody's doing; loud frames count as they are heard.
    """
    voiced = np.flatnonzero(voicing.voiced)
    chosen = voiced[:: max(1, -(-len(voiced) // MOST_FRAMES))]
    power = pyworld.cheaptrick(
        samples.astype(np.float64), voicing.f0_hz[chosen], voicing.times_s[chosen], SAMPLE_RATE
    ).mean(axis=0)
    hz = np.arange(len(power)) * SAMPLE_RATE / 2 / (len(power) - 1)
    edges_hz = np.concatenate((BANDS_HZ[:1] / HALF_BAND, BANDS_HZ * HALF_BAND))
    whole = np.concatenate(([0.0], np.cumsum(0.5 * (power[1:] + power[:-1]) * np.diff(hz))))
    inside = np.diff(np.interp(edges_hz, hz, whole))
    return np.asarray(10.0 * np.log10(np.maximum(inside, 1e-20)))
