"""An analog pad: pulses whose width breathes beside a sawtooth, a slow filter, and the chorus that made it famous.

The chorus follows the Juno-60's (Roland, 1982): about half a sway a second, delays between some 1.7 and 5.3 ms, the
two sides in opposite directions.
"""

import numpy as np
from numpy.typing import NDArray

from tonewright.dsp.envelopes import adsr
from tonewright.dsp.kernels import njit
from tonewright.dsp.oscillators import saws
from tonewright.dsp.sweep import LOW, swept
from tonewright.render.instruments.instrument import Sound
from tonewright.render.stems import SAMPLE_RATE
from tonewright.theory.pitch import frequency_hz
from tonewright.theory.seeds import rng

_SWAY_HZ, _DELAY_MS, _DEPTH_MS = 0.51, 3.5, 1.8
# Two sawtooths in opposite phase, one a little sharp, are a pulse whose width moves as they drift apart.
_WIDTH_HZ = 0.37


class AnalogPad:
    """The `analog_pad` instrument."""

    def __init__(self, seed: int) -> None:
        self._seed = seed

    def strike(self, pitch: int, velocity: int, hold_frames: int) -> Sound:
        """A note that opens over half a second; harder ones are brighter and open sooner."""
        level = velocity / 127.0
        frequency = frequency_hz(pitch)
        envelope = adsr(
            hold_frames,
            attack_s=0.22 - 0.14 * level,
            decay_s=4.0,
            sustain=0.85,
            release_s=0.9,
            sample_rate=SAMPLE_RATE,
        )
        frames = len(envelope)
        phases = rng(self._seed, f"analog_pad/{pitch}").random(3)
        start = np.array([phases[0], phases[0] + 0.5, phases[1]]) % 1.0
        gains = np.array([0.5, -0.5, 0.55])
        rates = np.array([frequency, frequency + _WIDTH_HZ, 0.5 * frequency])
        sound = saws(rates, start, gains, gains, frames, SAMPLE_RATE)
        seconds = np.arange(frames) / SAMPLE_RATE
        opening = 1.0 - 0.6 * np.exp(-seconds / (0.5 - 0.2 * level))
        cutoff = (500.0 + 1.5 * frequency + 2600.0 * level**1.5) * opening
        dry = swept(sound, cutoff.astype(np.float32), 0.9, LOW, SAMPLE_RATE)
        dry *= envelope * np.float32(0.30 * level**1.6)
        return _ensemble(dry[0], 2.0 * _SWAY_HZ / SAMPLE_RATE, 2.0 * float(phases[2]))


@njit(cache=True, nogil=True)
def _ensemble(mono: NDArray[np.float32], step: float, start: float) -> Sound:
    """The note and its two swaying copies, one on each side; `step` is a half sway per frame."""
    sound = np.empty((2, len(mono)), dtype=np.float32)
    turn = start
    for frame in range(len(mono)):
        sway = 1.0 - 2.0 * abs(turn % 2.0 - 1.0)
        turn += step
        for side in range(2):
            late = (_DELAY_MS + (2 * side - 1) * _DEPTH_MS * sway) * SAMPLE_RATE / 1000.0
            place = frame - late
            copy = 0.0
            if place >= 0.0:
                before = int(place)
                copy = mono[before] + (mono[before + 1] - mono[before]) * (place - before)
            sound[side, frame] = np.float32(0.6 * mono[frame] + 0.6 * copy)
    return sound
