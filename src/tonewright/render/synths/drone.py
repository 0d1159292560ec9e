"""A drone: detuned sawtooths that a slow tide opens and closes, for as long as they are held."""

import numpy as np
from scipy.signal import butter, sosfilt

from tonewright.dsp.envelopes import adsr
from tonewright.dsp.oscillators import saws
from tonewright.render.instruments.instrument import Sound
from tonewright.render.stems import SAMPLE_RATE
from tonewright.theory.pitch import frequency_hz
from tonewright.theory.seeds import rng

_DETUNE_CENTS = np.array([-4.0, 0.0, 5.0])
_PANS = np.array([0.1, 0.5, 0.9])
# The harmonics at which the filter stands when the tide is low and when it is high.
_CLOSED, _OPEN = 1.6, 7.0
_TIDE_S = (9.0, 23.0)
_TIDE_STEP = 441


class Drone:
    """The `drone` instrument."""

    def __init__(self, seed: int) -> None:
        self._seed = seed

    def strike(self, pitch: int, velocity: int, hold_frames: int) -> Sound:
        """A note that fades in over seconds and out again; each pitch has tides of its own."""
        generator = rng(self._seed, f"drone/{pitch}")
        frequency = frequency_hz(pitch)
        envelope = adsr(hold_frames, attack_s=2.6, decay_s=1.0, sustain=1.0, release_s=5.0, sample_rate=SAMPLE_RATE)
        angles = _PANS * np.pi / 2.0
        sound = saws(
            frequency * 2.0 ** (_DETUNE_CENTS / 1200.0),
            generator.random(len(_DETUNE_CENTS)),
            np.cos(angles),
            np.sin(angles),
            len(envelope),
            SAMPLE_RATE,
        )
        closed, opened = (
            sosfilt(butter(2, harmonic * frequency, fs=SAMPLE_RATE, output="sos"), sound, axis=1).astype(np.float32)
            for harmonic in (_CLOSED, _OPEN)
        )
        for side in range(2):
            tide = _tide(len(envelope), generator)
            sound[side] = closed[side] + (opened[side] - closed[side]) * tide
        return sound * (envelope * np.float32(0.22 * (velocity / 127.0) ** 2))


def _tide(frames: int, generator: np.random.Generator) -> Sound:
    """A level 0…1 that rises and falls with a period of its own."""
    period_s = generator.uniform(*_TIDE_S)
    places = np.arange(0, frames + _TIDE_STEP, _TIDE_STEP)
    level = 0.5 + 0.5 * np.sin(2.0 * np.pi * (places / SAMPLE_RATE / period_s + generator.random()))
    return np.interp(np.arange(frames), places, level).astype(np.float32)
