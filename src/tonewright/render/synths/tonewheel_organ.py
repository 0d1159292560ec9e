"""A tonewheel organ through a rotating speaker.

Nine drawbars as sines, each step of a bar 3 dB; wheels above the ninety-first fold back an octave (Hammond B-3 service
manual). Horn and drum turn at 48 or 400 revolutions a minute (Leslie 122), which is a moving delay and a level that
comes and goes: a source on a circle of radius r, heard by two microphones a quarter turn apart.
"""

import numpy as np
from numpy.typing import NDArray

from tonewright.dsp.envelopes import adsr, fall_60_db
from tonewright.dsp.kernels import njit
from tonewright.render.instruments.instrument import Sound
from tonewright.render.stems import SAMPLE_RATE
from tonewright.theory.pitch import frequency_hz
from tonewright.theory.seeds import rng

# Footages 16, 5 1/3, 8, 4, 2 2/3, 2, 1 3/5, 1 1/3 and 1 as multiples of the note.
_RATIOS = np.array([0.5, 1.5, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0])
_SOFT = np.array([6.0, 5.0, 8.0, 3.0, 0.0, 0.0, 0.0, 0.0, 0.0])
_FULL = np.array([7.0, 7.0, 8.0, 7.0, 6.0, 6.0, 4.0, 4.0, 5.0])
_HIGHEST_WHEEL_HZ = 5919.0
_CROSSOVER_HZ = 800.0
_SLOW_HZ, _FAST_HZ = 0.8, 6.67
# A note that is held sets the rotors running: after this time, over this time.
_WAITS_S, _RUNS_UP_S = 0.7, 1.0
_HORN_DELAY_S = 0.18 / 343.0
_DRUM_DELAY_S = 0.04 / 343.0
_CLICK_S = 0.004


class TonewheelOrgan:
    """The `tonewheel_organ` instrument."""

    def __init__(self, seed: int) -> None:
        self._seed = seed

    def strike(self, pitch: int, velocity: int, hold_frames: int) -> Sound:
        """A note; harder ones draw the upper bars and open the swell, longer ones set the speaker turning fast."""
        level = velocity / 127.0
        drawn = _SOFT + (_FULL - _SOFT) * min(max((level - 0.35) / 0.6, 0.0), 1.0)
        gains = np.where(drawn > 0.0, 10.0 ** (-3.0 * (8.0 - drawn) / 20.0) * np.minimum(drawn, 1.0), 0.0)
        hz = frequency_hz(pitch) * _RATIOS
        while np.any(hz > _HIGHEST_WHEEL_HZ):
            hz = np.where(hz > _HIGHEST_WHEEL_HZ, hz / 2.0, hz)
        envelope = adsr(hold_frames, attack_s=0.004, decay_s=1.0, sustain=1.0, release_s=0.05, sample_rate=SAMPLE_RATE)
        seconds = np.arange(len(envelope)) / SAMPLE_RATE
        turns = np.cumsum(_speed_hz(seconds, hold_frames / SAMPLE_RATE)) / SAMPLE_RATE
        sound = _turned(hz, gains, turns)
        ping = 0.5 * fall_60_db(seconds, 0.5) * np.sin(2.0 * np.pi * hz[3] * seconds)
        click = rng(self._seed, f"organ/{pitch}").standard_normal(len(envelope)) * fall_60_db(seconds, _CLICK_S) * 0.35
        sound += (ping + click).astype(np.float32)
        return np.asarray(sound * (envelope * np.float32(0.13 * level**1.2)), dtype=np.float32)


def _speed_hz(seconds: NDArray[np.float64], held_s: float) -> NDArray[np.float64]:
    if held_s <= _WAITS_S:
        return np.full(len(seconds), _SLOW_HZ)
    way = np.clip((seconds - _WAITS_S) / _RUNS_UP_S, 0.0, 1.0)
    return np.asarray(_SLOW_HZ + (_FAST_HZ - _SLOW_HZ) * way)


@njit(cache=True, nogil=True)
def _turned(hz: NDArray[np.float64], gains: NDArray[np.float64], turns: NDArray[np.float64]) -> NDArray[np.float32]:
    """The sines (2, frames) as two microphones hear them from rotors that have made so many `turns`."""
    frames = len(turns)
    sound = np.zeros((2, frames), dtype=np.float32)
    for bar in range(len(hz)):
        if gains[bar] == 0.0:
            continue
        horn = hz[bar] > _CROSSOVER_HZ
        delay_s = _HORN_DELAY_S if horn else _DRUM_DELAY_S
        way = 1.0 if horn else -0.9
        depth = 0.45 if horn else 0.22
        for frame in range(frames):
            angle = 2.0 * np.pi * way * turns[frame]
            for side in range(2):
                towards = np.cos(angle + side * 0.5 * np.pi)
                time_s = frame / SAMPLE_RATE + delay_s * towards
                level = gains[bar] * (1.0 - depth * (0.5 - 0.5 * towards))
                sound[side, frame] += np.float32(level * np.sin(2.0 * np.pi * hz[bar] * time_s))
    return sound
