"""A pulse voice of an 8-bit console: one of three widths, sixteen steps of volume, and vibrato on held notes.

Widths and volume after the NES's sound unit (2A03): duty cycles of 12.5, 25 and 50 %, a 4-bit volume that the
program sets once a frame, 60 times a second.
"""

import numpy as np
from numpy.typing import NDArray

from tonewright.dsp.envelopes import fall_60_db
from tonewright.dsp.oscillators import pulse_along
from tonewright.render.instruments.instrument import Sound
from tonewright.render.stems import SAMPLE_RATE
from tonewright.theory.pitch import frequency_hz

FRAME = SAMPLE_RATE // 60
"""Samples in one picture of the console, in which a volume lasts."""

_VIBRATO_FROM_S = 0.26
_VIBRATO_HZ = 6.0
_VIBRATO_CENTS = 16.0
_LEVEL = 0.22


class ChipPulse:
    """The `chip_pulse_12`, `chip_pulse_25` and `chip_pulse_50` instruments; `width` is the part that is high."""

    def __init__(self, width: float, seed: int) -> None:
        del seed
        self._width = width

    def strike(self, pitch: int, velocity: int, hold_frames: int) -> Sound:
        """A note that falls to two thirds of its volume in steps, and ends within two frames of the console."""
        frames = hold_frames + 2 * FRAME
        seconds = np.arange(frames) / SAMPLE_RATE
        cents = _VIBRATO_CENTS * np.sin(2.0 * np.pi * _VIBRATO_HZ * (seconds - _VIBRATO_FROM_S))
        cents *= np.clip((seconds - _VIBRATO_FROM_S) / 0.2, 0.0, 1.0)
        steps = frequency_hz(pitch) / SAMPLE_RATE * 2.0 ** (cents / 1200.0)
        volume = 0.66 + 0.34 * fall_60_db(seconds, 0.5)
        volume[hold_frames:] *= 0.3
        mono = pulse_along(steps, self._width) * stepped(volume, velocity)
        edge = min(FRAME // 4, frames)
        mono[-edge:] *= np.linspace(1.0, 0.0, edge, dtype=np.float32)
        return np.asarray(np.broadcast_to(mono * np.float32(_LEVEL), (2, frames)), dtype=np.float32)


def stepped(volume: NDArray[np.float64], velocity: int) -> NDArray[np.float32]:
    """A volume 0…1 at a velocity 1…127 as the console sets it: in sixteenths, once a frame.

    The steps are smoothed over a millisecond, so that they do not click.
    """
    held = volume[::FRAME] * (velocity / 127.0) ** 1.4
    levels = np.repeat(np.round(15.0 * held) / 15.0, FRAME)[: len(volume)]
    levels = np.maximum(levels, (velocity / 127.0) ** 1.4 / 15.0 * (volume > 0.0))
    ramp = SAMPLE_RATE // 1000
    sums = np.cumsum(np.concatenate([np.full(ramp, levels[0]), levels]))
    return np.asarray((sums[ramp:] - sums[:-ramp]) / ramp, dtype=np.float32)
