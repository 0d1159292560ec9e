"""What the vocal tract is excited with: glottal pulses, and noise for breath and consonants."""

import numba
import numpy as np
from numpy.typing import NDArray

SINC_HALF_WIDTH = 8
JITTER = 0.002
SHIMMER = 0.012


@numba.njit(cache=True)
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
    Communication 10, 1991). `irregular` gives each pulse's jitter and shimmer.
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
            k = 2 * (pulse % (irregular.shape[0] // 2))
            pulse += 1
            period = 1.0 / step
            at = i - phase / step + JITTER * irregular[k] * period
            height = np.sqrt(period) * (1.0 + SHIMMER * irregular[k + 1])
            centre = int(np.floor(at))
            for j in range(centre - SINC_HALF_WIDTH + 1, centre + SINC_HALF_WIDTH + 1):
                if 0 <= j < count:
                    x = j - at
                    window = 0.5 + 0.5 * np.cos(np.pi * x / SINC_HALF_WIDTH)
                    sinc = 1.0 if abs(x) < 1e-9 else np.sin(np.pi * x) / (np.pi * x)
                    pulses[j] += height * sinc * window
        breath[i] = noise[i] * (1.0 + 0.5 * np.cos(2 * np.pi * phase)) * 0.9428
    return pulses, breath
