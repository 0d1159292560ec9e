"""A techno kit: the machine of 1983 driven, and a kick whose low reverb rumbles until the next beat.

The rumble is what producers make of a reverb behind a low-pass that the kick itself ducks: a dark roar that swells
after each hit. It lasts a beat of 124–140 BPM.
"""

import numpy as np

from tonewright.dsp.envelopes import fall_60_db
from tonewright.render.synths.drum_machine import DrumMachine, Mono, Voice, band, gliding_sine, hiss, metal, seconds_of

_METAL_HZ = (263.0, 400.0, 421.0, 474.0, 587.0, 845.0)
_RUMBLE_FROM_S, _RUMBLE_TOP_S = 0.07, 0.20


def techno_kit(seed: int) -> DrumMachine:
    """The `techno_kit` instrument."""
    return DrumMachine("techno_kit", VOICES, _blip, seed)


def _kick(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    seconds = seconds_of(0.46)
    body = gliding_sine(48.0 + 230.0 * fall_60_db(seconds, 0.09)) * fall_60_db(seconds, 0.36)
    click = hiss(generator, seconds, 2500.0, 9000.0, 0.014)
    swell = np.clip((seconds - _RUMBLE_FROM_S) / (_RUMBLE_TOP_S - _RUMBLE_FROM_S), 0.0, 1.0)
    swell *= fall_60_db(np.maximum(seconds - _RUMBLE_TOP_S, 0.0), 0.75)
    roar = band(generator.standard_normal(len(seconds)), 38.0, 95.0)
    roar /= np.abs(roar).max() + 1e-9
    rumble = np.tanh(2.0 * (roar + 0.5 * np.sin(2.0 * np.pi * 48.0 * seconds))) * swell
    return np.asarray(0.70 * np.tanh(2.8 * body) + 0.20 * level * rumble + 0.22 * click)


def _snare(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    seconds = seconds_of(0.3)
    body = gliding_sine(190.0 + 120.0 * fall_60_db(seconds, 0.04)) * fall_60_db(seconds, 0.16)
    return np.asarray(0.36 * body + 0.46 * hiss(generator, seconds, 1500.0, 11_000.0, 0.26))


def _clap(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    seconds = seconds_of(0.5)
    hands = np.zeros(len(seconds))
    for start_s, decay_s in ((0.0, 0.02), (0.012, 0.02), (0.024, 0.45)):
        hands += np.where(seconds >= start_s, fall_60_db(np.maximum(seconds - start_s, 0.0), decay_s), 0.0)
    return np.asarray(0.6 * hiss(generator, seconds, 1000.0, 3800.0, 60.0) * hands)


def _closed_hat(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    seconds = seconds_of(0.08)
    sound = 0.2 * metal(seconds, _METAL_HZ, 7000.0, 0.06) + 0.3 * hiss(generator, seconds, 7500.0, 15_000.0, 0.055)
    return np.asarray(sound)


def _open_hat(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    seconds = seconds_of(0.30)
    sound = 0.18 * metal(seconds, _METAL_HZ, 6500.0, 0.34) + 0.30 * hiss(generator, seconds, 6500.0, 15_000.0, 0.36)
    return np.asarray(np.tanh(1.6 * sound) / 1.3)


def _ride(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    seconds = seconds_of(0.8)
    return 0.22 * metal(seconds, _METAL_HZ, 5200.0, 0.8) + 0.07 * hiss(generator, seconds, 6000.0, 13_000.0, 0.5)


def _cymbal(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    seconds = seconds_of(2.4)
    return 0.12 * metal(seconds, _METAL_HZ, 4000.0, 1.8) + 0.2 * hiss(generator, seconds, 3500.0, 14_000.0, 2.4)


def _tom(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    seconds = seconds_of(0.4)
    base_hz = 88.0 * 2.0 ** ((pitch - 41) / 12.0)
    sound = gliding_sine(base_hz * (1.0 + 0.7 * fall_60_db(seconds, 0.1))) * fall_60_db(seconds, 0.4)
    return np.asarray(0.5 * np.tanh(1.5 * sound))


def _rim(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    seconds = seconds_of(0.05)
    tones = np.sin(2.0 * np.pi * 1720.0 * seconds) + 0.6 * np.sin(2.0 * np.pi * 500.0 * seconds)
    return np.asarray(0.34 * np.tanh(2.0 * tones) * fall_60_db(seconds, 0.04))


def _blip(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    """A metallic tick, tuned by its key."""
    seconds = seconds_of(0.14)
    hz = 420.0 * 2.0 ** ((pitch - 60) / 12.0)
    tone = np.sin(2.0 * np.pi * hz * seconds + 2.2 * np.sin(2.0 * np.pi * 2.76 * hz * seconds))
    return np.asarray(0.3 * tone * fall_60_db(seconds, 0.12))


def _shaker(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    seconds = seconds_of(0.09)
    return 0.28 * hiss(generator, seconds, 5500.0, 13_000.0, 0.08) * np.minimum(seconds / 0.014, 1.0)


VOICES: dict[int, tuple[Voice, float]] = {
    35: (_kick, 0.0), 36: (_kick, 0.0), 37: (_rim, 0.25), 38: (_snare, 0.0), 39: (_clap, 0.0), 40: (_snare, 0.0),
    41: (_tom, -0.3), 43: (_tom, -0.2), 45: (_tom, -0.1), 47: (_tom, 0.1), 48: (_tom, 0.2), 50: (_tom, 0.3),
    42: (_closed_hat, -0.1), 44: (_closed_hat, -0.1), 46: (_open_hat, 0.1),
    49: (_cymbal, -0.3), 52: (_cymbal, 0.3), 55: (_cymbal, 0.2), 57: (_cymbal, 0.3),
    51: (_ride, 0.25), 53: (_ride, 0.25), 59: (_ride, 0.25),
    54: (_shaker, -0.3), 69: (_shaker, 0.3), 70: (_shaker, 0.3), 82: (_shaker, 0.3),
}  # fmt: skip
"""Its drums by key, each with its pan."""
