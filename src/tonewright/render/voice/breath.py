"""The breath that a singer takes between two phrases."""

import numpy as np
import scipy.signal
from numpy.typing import NDArray

SHORTEST_REST_S = 0.4
LONGEST_S = 0.42
BEFORE_S = 0.06
"""How long before the phrase the breath is over."""
# Resonances of an inhaled breath: mouth and throat open, no voice (centre and width in Hz, weight).
_RESONANCES = ((950.0, 500.0, 0.7), (1900.0, 700.0, 1.0), (3300.0, 1100.0, 0.6), (5600.0, 2500.0, 0.35))


def inhale(rest_s: float, sample_rate: int, generator: np.random.Generator) -> NDArray[np.float32]:
    """The breath for a rest of that length, at unit RMS where it is loudest; empty for a short rest.

    It ends with the result's last sample.
    """
    if rest_s < SHORTEST_REST_S:
        return np.zeros(0, np.float32)
    length_s = min(LONGEST_S, 0.6 * rest_s)
    count = int(length_s * sample_rate)
    noise = generator.standard_normal(count + 512)
    sound = np.zeros(count)
    for centre_hz, width_hz, weight in _RESONANCES:
        low, high = centre_hz - width_hz / 2, centre_hz + width_hz / 2
        band = scipy.signal.butter(1, (low, high), "band", fs=sample_rate, output="sos")
        sound += weight * np.asarray(scipy.signal.sosfilt(band, noise))[512:]
    x = np.linspace(0.0, 1.0, count)
    swell = np.sin(np.pi * x**1.6) ** 1.5
    loudest = np.sqrt(np.mean(sound**2)) + 1e-12
    breath: NDArray[np.float32] = (sound * swell / loudest).astype(np.float32)
    return breath
