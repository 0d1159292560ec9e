"""A gated kit: drum machine and hexagonal toms of 1984, their snares and toms in a big room that is shut off at once.

The gate on a compressed room is that of Phil Collins's "In the Air Tonight" (1981): the tail hardly falls, then ends.
"""

import numpy as np

from tonewright.dsp.envelopes import fall_60_db
from tonewright.render.synths.drum_machine import DrumMachine, Mono, Voice, gliding_sine, hiss, metal, seconds_of

_METAL_HZ = (318.0, 442.0, 577.0, 731.0, 1013.0)
_GATE_S, _SHUT_S = 0.21, 0.012


def gated_kit(seed: int) -> DrumMachine:
    """The `gated_kit` instrument."""
    return DrumMachine("gated_kit", _VOICES, _rim, seed)


def _room(generator: np.random.Generator, seconds: Mono, low_hz: float, high_hz: float, gate_s: float) -> Mono:
    """The room's noise: it grows for two hundredths of a second, stays, and is cut."""
    grown = np.minimum(seconds / 0.02, 1.0) * fall_60_db(seconds, 1.6)
    return hiss(generator, seconds, low_hz, high_hz, 60.0) * grown * np.clip((gate_s - seconds) / _SHUT_S, 0.0, 1.0)


def _kick(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    seconds = seconds_of(0.26)
    body = gliding_sine(58.0 + 120.0 * fall_60_db(seconds, 0.10)) * fall_60_db(seconds, 0.26)
    beater = hiss(generator, seconds, 1500.0, 5500.0, 0.03)
    return np.asarray(0.78 * np.tanh(1.8 * body) + (0.18 + 0.2 * level) * beater)


def _snare(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    seconds = seconds_of(0.26)
    body = gliding_sine(178.0 + 40.0 * fall_60_db(seconds, 0.06)) * fall_60_db(seconds, 0.20)
    crack = hiss(generator, seconds, 1800.0, 9000.0, 0.07)
    gate_s = _GATE_S * (0.35 + 0.65 * min(level * 1.15, 1.0))
    return np.asarray(0.42 * body + 0.5 * crack + 0.42 * level * _room(generator, seconds, 350.0, 6500.0, gate_s))


def _tom(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    seconds = seconds_of(0.42)
    base_hz = 78.0 * 2.0 ** ((pitch - 41) / 12.0)
    tone = gliding_sine(base_hz * (1.0 + 0.9 * fall_60_db(seconds, 0.22))) * fall_60_db(seconds, 0.42)
    stick = hiss(generator, seconds, 900.0, 5000.0, 0.03)
    return np.asarray(0.5 * tone + 0.25 * stick + 0.20 * level * _room(generator, seconds, 250.0, 3500.0, 0.28))


def _clap(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    seconds = seconds_of(0.3)
    hands = np.zeros(len(seconds))
    for start_s, decay_s in ((0.0, 0.025), (0.011, 0.025), (0.022, 0.22)):
        hands += np.where(seconds >= start_s, fall_60_db(np.maximum(seconds - start_s, 0.0), decay_s), 0.0)
    return np.asarray(0.5 * hiss(generator, seconds, 900.0, 4500.0, 60.0) * hands)


def _closed_hat(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    seconds = seconds_of(0.08)
    return 0.16 * metal(seconds, _METAL_HZ, 6800.0, 0.06) + 0.26 * hiss(generator, seconds, 6800.0, 13_000.0, 0.06)


def _open_hat(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    seconds = seconds_of(0.4)
    return 0.16 * metal(seconds, _METAL_HZ, 6000.0, 0.4) + 0.24 * hiss(generator, seconds, 6200.0, 13_000.0, 0.4)


def _cymbal(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    seconds = seconds_of(2.0)
    return 0.10 * metal(seconds, _METAL_HZ, 4000.0, 1.6) + 0.22 * hiss(generator, seconds, 3200.0, 12_500.0, 2.0)


def _ride(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    seconds = seconds_of(0.7)
    return 0.20 * metal(seconds, _METAL_HZ, 4800.0, 0.7) + 0.05 * hiss(generator, seconds, 5000.0, 12_000.0, 0.4)


def _rim(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    seconds = seconds_of(0.07)
    tones = np.sin(2.0 * np.pi * 1010.0 * seconds) + 0.5 * np.sin(2.0 * np.pi * 2350.0 * seconds)
    return np.asarray(0.34 * tones * fall_60_db(seconds, 0.05))


def _cowbell(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    seconds = seconds_of(0.3)
    tones = sum(np.sin(2.0 * np.pi * hz * seconds) for hz in (562.0, 845.0, 1690.0))
    return np.asarray(0.22 * tones * fall_60_db(seconds, 0.3))


def _shaker(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    seconds = seconds_of(0.1)
    return 0.26 * hiss(generator, seconds, 5000.0, 12_000.0, 0.09) * np.minimum(seconds / 0.015, 1.0)


_VOICES: dict[int, tuple[Voice, float]] = {
    35: (_kick, 0.0), 36: (_kick, 0.0), 37: (_rim, 0.15), 38: (_snare, 0.0), 39: (_clap, 0.0), 40: (_snare, 0.0),
    41: (_tom, -0.45), 43: (_tom, -0.3), 45: (_tom, -0.15), 47: (_tom, 0.15), 48: (_tom, 0.3), 50: (_tom, 0.45),
    42: (_closed_hat, 0.12), 44: (_closed_hat, 0.12), 46: (_open_hat, 0.12),
    49: (_cymbal, -0.3), 52: (_cymbal, 0.3), 55: (_cymbal, 0.2), 57: (_cymbal, 0.3),
    51: (_ride, 0.3), 53: (_ride, 0.3), 59: (_ride, 0.3), 56: (_cowbell, 0.25),
    54: (_shaker, -0.3), 69: (_shaker, 0.3), 70: (_shaker, 0.3), 82: (_shaker, 0.3),
}  # fmt: skip
