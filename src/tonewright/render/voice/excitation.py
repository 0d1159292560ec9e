"""What the vocal tract is excited with: glottal pulses, and noise for breath and consonants."""

import numpy as np
from numpy.typing import NDArray

from tonewright.dsp.kernels import njit

SINC_HALF_WIDTH = 8
JITTER, SHIMMER = 0.029, 0.17
"""Standard deviation of a pulse's place (in periods) and height where roughness is 1.

Voices are called rough from about 1% of jitter and 4% of shimmer on (the thresholds of MDVP: Deliyski, "Acoustic
model and evaluation of pathological voice production", Eurospeech 1993), which is a third of this.
"""
DOUBLED_FROM, DOUBLED = 0.3, 0.3
"""From this roughness on every other pulse is the weaker one, for a while each: a growl has subharmonics."""
_PULSES = 4096


def irregularities(roughness: float, generator: np.random.Generator) -> NDArray[np.float32]:
    """By how much pulses are off their place (in periods) and their height (as a share), shape (pulses, 2)."""
    off = generator.standard_normal((_PULSES, 2)).clip(-2.5, 2.5) * roughness * (JITTER, SHIMMER)
    turns = np.cumsum(generator.random(_PULSES) < 0.04)
    off[:, 1] += DOUBLED * max(0.0, roughness - DOUBLED_FROM) * np.where((np.arange(_PULSES) + turns) % 2, 1.0, -1.0)
    return np.asarray(off, np.float32)


@njit(cache=True)
def excite(
    f0_hz: NDArray[np.float64],
    hop: int,
    sample_rate: float,
    noise: NDArray[np.float32],
    irregular: NDArray[np.float32],
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Pulses and noise of unit power, each (len(f0_hz) × hop,).

    `f0_hz` has one value per hop; between them it is linear. `noise` is white, of the result's length, and
    comes back swelling once a period, as breath does (Hermes, "Synthesis of breathy vowels", Speech
    Communication 10, 1991). `irregular` (pulses, 2), as `irregularities` gives them, is used over and over.
    """
    count = f0_hz.shape[0] * hop
    pulses = np.zeros(count, np.float32)
    breath = np.empty(count, np.float32)
    phase = 0.5
    pulse = 0
    for i in range(count):
        row = i // hop
        following = min(row + 1, f0_hz.shape[0] - 1)
        share = (i - row * hop) / hop
        hz = f0_hz[row] * (1 - share) + f0_hz[following] * share
        step = hz / sample_rate
        phase += step
        if phase >= 1.0:
            phase -= 1.0
            k = pulse % irregular.shape[0]
            pulse += 1
            period = 1.0 / step
            at = i - phase / step + irregular[k, 0] * period
            height = np.sqrt(period) * (1.0 + irregular[k, 1])
            centre = int(np.floor(at))
            for j in range(centre - SINC_HALF_WIDTH + 1, centre + SINC_HALF_WIDTH + 1):
                if 0 <= j < count:
                    x = j - at
                    window = 0.5 + 0.5 * np.cos(np.pi * x / SINC_HALF_WIDTH)
                    sinc = 1.0 if abs(x) < 1e-9 else np.sin(np.pi * x) / (np.pi * x)
                    pulses[j] += height * sinc * window
        breath[i] = noise[i] * (1.0 + 0.5 * np.cos(2 * np.pi * phase)) * 0.9428
    return pulses, breath
