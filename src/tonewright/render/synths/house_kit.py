"""A house kit: synthesised drums in the manner of the machines of 1983."""

import numpy as np
from scipy.signal import butter, sosfilt

from tonewright.dsp.envelopes import fall_60_db
from tonewright.render.stems import SAMPLE_RATE
from tonewright.render.synths.drum_machine import DrumMachine, Mono, Voice, band, seconds_of

# The six square waves of a metallic hi-hat voice, in Hz (the tuning of the TR-808's cymbal oscillators).
_METAL_HZ = (205.3, 304.4, 369.6, 522.7, 540.0, 800.0)


def house_kit(seed: int) -> DrumMachine:
    """The `house_kit` instrument; a key without a drum of its own is a rim shot."""
    return DrumMachine("house_kit", _DRUMS, _rim, seed)


def _kick(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    seconds = seconds_of(0.42)
    curve = 47.0 + 145.0 * fall_60_db(seconds, 0.16) + 260.0 * fall_60_db(seconds, 0.03)
    body = np.sin(2.0 * np.pi * np.cumsum(curve) / SAMPLE_RATE) * fall_60_db(seconds, 0.62)
    click = band(generator.standard_normal(len(seconds)), 1800.0, 6500.0) * fall_60_db(seconds, 0.018)
    return np.asarray(0.72 * np.tanh(1.7 * body) + (0.10 + 0.18 * level) * click)


def _snare(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    seconds = seconds_of(0.34)
    curve = 182.0 + 90.0 * fall_60_db(seconds, 0.05)
    body = np.sin(2.0 * np.pi * np.cumsum(curve) / SAMPLE_RATE) * fall_60_db(seconds, 0.22)
    body += 0.5 * np.sin(2.0 * np.pi * 331.0 * seconds) * fall_60_db(seconds, 0.13)
    wires = band(generator.standard_normal(len(seconds)), 1200.0, 9500.0) * fall_60_db(seconds, 0.32)
    return np.asarray(0.40 * body + 0.40 * wires)


def _clap(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    seconds = seconds_of(0.38)
    hands = np.zeros(len(seconds))
    for start_s in (0.0, 0.011, 0.021):
        hands += np.where(seconds >= start_s, fall_60_db(np.maximum(seconds - start_s, 0.0), 0.03), 0.0)
    hands += 0.85 * np.where(seconds >= 0.030, fall_60_db(np.maximum(seconds - 0.030, 0.0), 0.36), 0.0)
    noise = generator.standard_normal(len(seconds))
    return np.asarray(0.62 * (band(noise, 900.0, 2400.0) + 0.35 * band(noise, 1900.0, 7500.0)) * hands)


def _metal(length_s: float, decay_s: float, generator: np.random.Generator) -> Mono:
    seconds = seconds_of(length_s)
    squares = sum(np.sign(np.sin(2.0 * np.pi * hz * 1.6 * seconds)) for hz in _METAL_HZ) / len(_METAL_HZ)
    grain = 0.55 * generator.standard_normal(len(seconds))
    high = np.asarray(sosfilt(butter(4, 7200.0, "highpass", fs=SAMPLE_RATE, output="sos"), squares + grain))
    high = np.asarray(sosfilt(butter(1, 13500.0, fs=SAMPLE_RATE, output="sos"), high))
    return high * fall_60_db(seconds, decay_s) * np.minimum(seconds / 0.0008, 1.0)


def _closed_hat(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    return 0.34 * _metal(0.12, 0.07 + 0.05 * level, generator)


def _open_hat(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    return 0.32 * _metal(0.55, 0.50, generator)


def _cymbal(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    seconds = seconds_of(2.2)
    wash = band(generator.standard_normal(len(seconds)), 3500.0, 13000.0, 1) * fall_60_db(seconds, 2.4)
    return np.asarray(0.16 * wash + 0.16 * _metal(2.2, 1.6, generator))


def _ride(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    return 0.22 * _metal(0.9, 0.9, generator)


def _tom(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    seconds = seconds_of(0.5)
    base_hz = 75.0 * 2.0 ** ((pitch - 41) / 12.0)
    curve = base_hz * (1.0 + 0.6 * fall_60_db(seconds, 0.09))
    return np.asarray(0.5 * np.sin(2.0 * np.pi * np.cumsum(curve) / SAMPLE_RATE) * fall_60_db(seconds, 0.5))


def _rim(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    seconds = seconds_of(0.06)
    tones = np.sin(2.0 * np.pi * 1680.0 * seconds) + 0.6 * np.sin(2.0 * np.pi * 860.0 * seconds)
    return np.asarray(0.30 * tones * fall_60_db(seconds, 0.05))


def _shaker(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    seconds = seconds_of(0.11)
    swish = np.minimum(seconds / 0.018, 1.0) * fall_60_db(np.maximum(seconds - 0.018, 0.0), 0.11)
    return np.asarray(0.20 * band(generator.standard_normal(len(seconds)), 4500.0, 11000.0) * swish)


_DRUMS: dict[int, tuple[Voice, float]] = {
    35: (_kick, 0.0), 36: (_kick, 0.0), 37: (_rim, 0.15),
    38: (_snare, 0.0), 39: (_clap, 0.0), 40: (_snare, 0.0),
    41: (_tom, -0.3), 43: (_tom, -0.2), 45: (_tom, -0.1), 47: (_tom, 0.1), 48: (_tom, 0.2), 50: (_tom, 0.3),
    42: (_closed_hat, 0.12), 44: (_closed_hat, 0.12), 46: (_open_hat, 0.12),
    49: (_cymbal, -0.3), 52: (_cymbal, 0.3), 55: (_cymbal, 0.2), 57: (_cymbal, 0.3),
    51: (_ride, 0.3), 53: (_ride, 0.3), 59: (_ride, 0.3),
    54: (_shaker, -0.3), 69: (_shaker, 0.3), 70: (_shaker, 0.3), 82: (_shaker, 0.3),
}  # fmt: skip
