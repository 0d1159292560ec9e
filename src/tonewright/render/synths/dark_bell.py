"""A dark bell: two FM pairs whose partials belong to no scale, over a hum an octave below, as trap melodies have them.

Bell spectra by FM with carrier to modulator 1 : 1.4 after J. M. Chowning, "The Synthesis of Complex Audio Spectra by
Means of Frequency Modulation", JAES 21(7), 1973.
"""

import numpy as np
from numpy.typing import NDArray

from tonewright.dsp.envelopes import adsr, fall_60_db
from tonewright.dsp.kernels import njit
from tonewright.render.instruments.instrument import Sound
from tonewright.render.stems import SAMPLE_RATE
from tonewright.theory.pitch import frequency_hz

_RATIO = 1.4
_HIGHEST_HZ = 16_000.0


class DarkBell:
    """The `dark_bell` instrument."""

    def __init__(self, seed: int) -> None:
        del seed

    def strike(self, pitch: int, velocity: int, hold_frames: int) -> Sound:
        """A stroke that rings on for a second and a half; harder ones are brighter, higher ones purer."""
        level = velocity / 127.0
        frequency = frequency_hz(pitch)
        envelope = adsr(
            max(hold_frames, round(0.25 * SAMPLE_RATE)),
            attack_s=0.002,
            decay_s=2.1,
            sustain=0.0,
            release_s=0.9,
            sample_rate=SAMPLE_RATE,
        )[: round(1.7 * SAMPLE_RATE)]
        edge = min(400, len(envelope))
        envelope[-edge:] *= np.linspace(1.0, 0.0, edge, dtype=np.float32)
        seconds = np.arange(len(envelope)) / SAMPLE_RATE
        # Sidebands past the fourth carry little: they are kept below what the rate can hold.
        room = max((_HIGHEST_HZ - frequency) / (4.0 * _RATIO * frequency), 0.1)
        index = min(0.5 + 1.6 * level**1.5, 2.0 * room) * fall_60_db(seconds, 1.1)
        sides = [_pair(frequency * detune, index) for detune in (0.9988, 1.0012)]
        hum = 0.30 * np.sin(np.pi * frequency * seconds) * fall_60_db(seconds, 3.0)
        sound = np.stack([0.75 * sides[0] + 0.25 * sides[1] + hum, 0.25 * sides[0] + 0.75 * sides[1] + hum])
        return np.asarray(sound * envelope * (0.30 * level**1.8), dtype=np.float32)


@njit(cache=True, nogil=True)
def _pair(hz: float, index: NDArray[np.float64]) -> NDArray[np.float64]:
    """A sine whose phase another, _RATIO times as fast, moves by `index` radians."""
    sound = np.empty(len(index))
    step = 2.0 * np.pi * hz / SAMPLE_RATE
    for frame in range(len(index)):
        turn = step * frame
        sound[frame] = np.sin(turn + index[frame] * np.sin(_RATIO * turn))
    return sound
