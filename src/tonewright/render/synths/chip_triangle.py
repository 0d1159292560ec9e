"""The triangle voice of an 8-bit console: a staircase of 32 steps that knows one volume only.

The sequence 15…0, 0…15 of the NES's sound unit (2A03); its steps buzz softly above the tone, which is the sound of
console basses.
"""

import numpy as np
from numpy.typing import NDArray

from tonewright.render.instruments.instrument import Sound
from tonewright.render.stems import SAMPLE_RATE
from tonewright.theory.pitch import frequency_hz

_STAIRS = np.concatenate([np.arange(15, -1, -1), np.arange(16)]) / 7.5 - 1.0
_TABLE = 4096
_HIGHEST_HZ = 16_000.0
_RELEASE = SAMPLE_RATE // 200
_LEVEL = 0.42


class ChipTriangle:
    """The `chip_triangle` instrument."""

    def __init__(self, seed: int) -> None:
        del seed

    def strike(self, pitch: int, velocity: int, hold_frames: int) -> Sound:
        """A note as long as it is held, at a level that follows the velocity."""
        frequency = frequency_hz(pitch)
        frames = hold_frames + _RELEASE
        phases = (np.arange(frames) * (frequency / SAMPLE_RATE)) % 1.0
        table = staircase(int(_HIGHEST_HZ / frequency))
        mono = np.interp(phases * _TABLE, np.arange(_TABLE + 1), table)
        edge = np.linspace(0.0, 1.0, 44)
        mono[: len(edge)] *= edge[:frames]
        mono[-_RELEASE:] *= np.linspace(1.0, 0.0, _RELEASE) ** 2
        mono *= _LEVEL * (velocity / 127.0) ** 1.4
        return np.asarray(np.broadcast_to(mono, (2, frames)), dtype=np.float32)


def staircase(harmonics: int) -> NDArray[np.float64]:
    """One period of the staircase, shape (4097,), its last value its first, with so many harmonics of it."""
    spectrum = np.fft.rfft(np.repeat(_STAIRS, _TABLE // len(_STAIRS)))
    spectrum[max(harmonics, 1) + 1 :] = 0.0
    period = np.fft.irfft(spectrum, _TABLE)
    return np.append(period, period[0])
