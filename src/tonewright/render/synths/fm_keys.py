"""FM keys: the electric piano of two-operator pairs.

Three pairs of sines (J. M. Chowning, "The Synthesis of Complex Audio Spectra by Means of Frequency
Modulation", JAES 21(7), 1973): a warm body at 1:1, its slightly detuned twin, and a tine at 1:14 that dies
away quickly.
"""

import numpy as np
from numpy.typing import NDArray

from tonewright.dsp.envelopes import adsr, fall_60_db
from tonewright.dsp.kernels import njit
from tonewright.render.instruments.instrument import Sound
from tonewright.render.stems import SAMPLE_RATE
from tonewright.theory.pitch import frequency_hz

_TINE_RATIO = 14.0
_HIGHEST_HZ = 15000.0


class FmKeys:
    """The `fm_keys` instrument."""

    def __init__(self, seed: int) -> None:
        del seed

    def strike(self, pitch: int, velocity: int, hold_frames: int) -> Sound:
        """A note; harder notes are brighter and ring the tine, higher ones are purer and shorter."""
        level = velocity / 127.0
        frequency = frequency_hz(pitch)
        height = min(max((pitch - 36) / 60.0, 0.0), 1.0)
        envelope = adsr(
            hold_frames,
            attack_s=0.002,
            decay_s=7.0 - 4.0 * height,
            sustain=0.0,
            release_s=0.35,
            sample_rate=SAMPLE_RATE,
        )
        seconds = np.arange(len(envelope)) / SAMPLE_RATE
        body_index = (0.25 + 1.5 * level**1.5) * (1.0 - 0.65 * height) * fall_60_db(seconds, 2.2)
        tine_index = 0.45 * level**2 * (1.0 - 0.7 * height) * fall_60_db(seconds, 0.5)
        ratio = _TINE_RATIO if frequency * _TINE_RATIO < _HIGHEST_HZ else float(int(_HIGHEST_HZ / frequency))
        left = _pair(frequency * 0.9994, 1.0, body_index) + np.float32(0.35) * _pair(frequency, ratio, tine_index)
        right = _pair(frequency * 1.0006, 1.0, body_index) + np.float32(0.35) * _pair(frequency, ratio, tine_index)
        return np.asarray(np.stack([left, right]) * (envelope * np.float32(0.34 * level**1.6)))


@njit(cache=True, nogil=True)
def _pair(frequency: float, ratio: float, index: NDArray[np.float64]) -> NDArray[np.float32]:
    """A sine whose phase a second sine, `ratio` times as fast, moves by `index` radians."""
    sound = np.empty(len(index), dtype=np.float32)
    step = 2.0 * np.pi * frequency / SAMPLE_RATE
    for frame in range(len(index)):
        turn = step * frame
        sound[frame] = np.float32(np.sin(turn + index[frame] * np.sin(ratio * turn)))
    return sound
