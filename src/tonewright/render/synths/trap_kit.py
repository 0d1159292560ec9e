"""A trap kit: the TR-808's circuits pushed hard, a clap and snare that crack, hats whose pitch follows the touch.

Circuit values after the TR-808 service notes (Roland, 1981): cymbal oscillators, snare's two resonators near 180 and
330 Hz, the bursts of the clap some 10 ms apart, the cowbell's 540 and 800 Hz.
"""

import numpy as np

from tonewright.dsp.envelopes import fall_60_db
from tonewright.render.synths.drum_machine import DrumMachine, Mono, Voice, gliding_sine, hiss, metal, seconds_of

_METAL_HZ = (205.3, 304.4, 369.6, 522.7, 540.0, 800.0)
_HAT_SEMITONES = 7.0
"""How much higher the hardest hit of a hat is than the softest: rolls that grow also climb."""


def trap_kit(seed: int) -> DrumMachine:
    """The `trap_kit` instrument."""
    return DrumMachine("trap_kit", _VOICES, _rim, seed)


def _kick(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    seconds = seconds_of(0.30)
    body = gliding_sine(52.0 + 190.0 * fall_60_db(seconds, 0.11)) * fall_60_db(seconds, 0.42)
    click = hiss(generator, seconds, 2200.0, 8000.0, 0.012)
    return np.asarray(0.80 * np.tanh(2.4 * body) + (0.15 + 0.2 * level) * click)


def _snare(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    seconds = seconds_of(0.36)
    body = gliding_sine(186.0 + 70.0 * fall_60_db(seconds, 0.04)) * fall_60_db(seconds, 0.17)
    body += 0.5 * np.sin(2.0 * np.pi * 332.0 * seconds) * fall_60_db(seconds, 0.10)
    wires = hiss(generator, seconds, 1800.0, 12_500.0, 0.28)
    crack = hiss(generator, seconds, 2500.0, 9000.0, 0.05)
    return np.asarray(0.34 * body + 0.42 * wires + 0.35 * crack)


def _clap(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    seconds = seconds_of(0.42)
    hands = np.zeros(len(seconds))
    for start_s, decay_s, gain in ((0.0, 0.022, 1.0), (0.010, 0.022, 0.9), (0.020, 0.022, 1.0), (0.030, 0.34, 0.9)):
        late = np.maximum(seconds - start_s, 0.0)
        hands += gain * np.where(seconds >= start_s, fall_60_db(late, decay_s), 0.0)
    noise = hiss(generator, seconds, 950.0, 2300.0, 60.0) + 0.5 * hiss(generator, seconds, 2200.0, 9500.0, 60.0)
    return np.asarray(0.66 * noise * hands)


def _pitched(seconds: Mono, level: float, decay_s: float) -> Mono:
    """The hat's metal, its tuning and its filter moved together by the touch."""
    turn = 2.0 ** (_HAT_SEMITONES * (level - 0.75) / 12.0)
    return metal(seconds, tuple(hz * 1.7 * turn for hz in _METAL_HZ), 7400.0 * turn, decay_s)


def _closed_hat(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    seconds = seconds_of(0.09)
    return 0.34 * _pitched(seconds, level, 0.065) + 0.08 * hiss(generator, seconds, 8000.0, 15_000.0, 0.05)


def _open_hat(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    seconds = seconds_of(0.48)
    return 0.30 * _pitched(seconds, level, 0.45) + 0.10 * hiss(generator, seconds, 7000.0, 14_000.0, 0.4)


def _cymbal(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    seconds = seconds_of(2.2)
    return 0.14 * metal(seconds, _METAL_HZ, 4200.0, 1.7) + 0.17 * hiss(generator, seconds, 3800.0, 14_000.0, 2.2)


def _tom(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    seconds = seconds_of(0.5)
    base_hz = 82.0 * 2.0 ** ((pitch - 41) / 12.0)
    return np.asarray(0.55 * gliding_sine(base_hz * (1.0 + 0.4 * fall_60_db(seconds, 0.12))) * fall_60_db(seconds, 0.5))


def _rim(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    seconds = seconds_of(0.05)
    tones = np.sin(2.0 * np.pi * 1667.0 * seconds) + 0.7 * np.sin(2.0 * np.pi * 455.0 * seconds)
    return np.asarray(0.34 * tones * fall_60_db(seconds, 0.045))


def _cowbell(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    seconds = seconds_of(0.35)
    tones = sum(np.sin(2.0 * np.pi * hz * n * seconds) / n for hz in (540.0, 800.0) for n in (1, 3, 5, 7))
    return np.asarray(0.22 * tones * (0.6 * fall_60_db(seconds, 0.08) + 0.4 * fall_60_db(seconds, 0.4)))


def _shaker(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    seconds = seconds_of(0.09)
    return 0.26 * hiss(generator, seconds, 5200.0, 13_000.0, 0.07) * np.minimum(seconds / 0.012, 1.0)


_VOICES: dict[int, tuple[Voice, float]] = {
    35: (_kick, 0.0), 36: (_kick, 0.0), 37: (_rim, 0.2), 38: (_snare, 0.0), 39: (_clap, 0.0), 40: (_snare, 0.0),
    41: (_tom, -0.35), 43: (_tom, -0.2), 45: (_tom, -0.1), 47: (_tom, 0.1), 48: (_tom, 0.2), 50: (_tom, 0.35),
    42: (_closed_hat, 0.1), 44: (_closed_hat, -0.25), 46: (_open_hat, 0.15), 51: (_open_hat, 0.3),
    49: (_cymbal, -0.3), 52: (_cymbal, 0.3), 55: (_cymbal, 0.2), 57: (_cymbal, 0.3),
    56: (_cowbell, 0.3), 54: (_shaker, -0.3), 69: (_shaker, 0.3), 70: (_shaker, 0.3), 82: (_shaker, 0.3),
}  # fmt: skip
