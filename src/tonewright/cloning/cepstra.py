"""Mel cepstra of voiced frames: what the mouth does, without the pitch, on a grid of frequencies that may be warped."""

import numpy as np
import pyworld
import scipy.fft
from numpy.typing import NDArray

from tonewright.cloning.voicing import RATE_HZ, Voicing

MOST_FRAMES = 4_000
COEFFICIENTS = 12
_LOWEST_HZ, _HIGHEST_HZ, _POINTS = 150.0, 3_400.0, 32
"""Three formants of every voice, and within the band of a telephone even where the frequencies are warped."""


def voiced_envelopes(samples: NDArray[np.float32], voicing: Voicing) -> NDArray[np.float64]:
    """The log power (frames, bins up to RATE_HZ / 2) of at most MOST_FRAMES voiced frames, spread evenly.

    `samples` are mono at RATE_HZ. The envelope is CheapTrick's (Morise, Speech Communication 67, 2015).
    """
    voiced = np.flatnonzero(voicing.voiced)
    chosen = voiced[:: max(1, -(-len(voiced) // MOST_FRAMES))]
    power = pyworld.cheaptrick(samples.astype(np.float64), voicing.f0_hz[chosen], voicing.times_s[chosen], RATE_HZ)
    return np.asarray(np.log(np.maximum(power, 1e-14)))


def warped_cepstra(log_power: NDArray[np.float64], formants: float = 1.0) -> NDArray[np.float64]:
    """The cepstral coefficients 1 to COEFFICIENTS (frames, COEFFICIENTS), of mean 0 and variance 1.

    They are those of a voice whose formants lie lower by the factor `formants`. The loudness is left out; with the mean
    the room and the microphone go, and with the variance how sharp a speaker's formants are.
    """
    mel = np.linspace(_mel(_LOWEST_HZ), _mel(_HIGHEST_HZ), _POINTS)
    wanted_hz = 700.0 * (10.0 ** (mel / 2595.0) - 1.0) * formants
    place = wanted_hz / (RATE_HZ / 2) * (log_power.shape[1] - 1)
    left = place.astype(np.int64)
    share = place - left
    points = log_power[:, left] * (1.0 - share) + log_power[:, left + 1] * share
    cepstra = np.asarray(scipy.fft.dct(points, norm="ortho", axis=1))[:, 1 : COEFFICIENTS + 1]
    return np.asarray((cepstra - cepstra.mean(axis=0)) / (cepstra.std(axis=0) + 1e-9))


def _mel(hz: float) -> float:
    """O'Shaughnessy, "Speech Communication" (1987), p. 150."""
    return float(2595.0 * np.log10(1.0 + hz / 700.0))
