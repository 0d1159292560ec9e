"""A cajón and palmas: the box drum's bass, slap and tap, and two pairs of hands beside it.

Modes of the box after the measurements in T. D. Rossing, "Science of Percussion Instruments" (2000), ch. 2 for a
plate on an air cavity: the air resonance near 95 Hz below, the plate's modes from 250 Hz up.
"""

import numpy as np

from tonewright.dsp.envelopes import fall_60_db
from tonewright.render.synths.drum_machine import DrumMachine, Mono, Voice, band, gliding_sine, hiss, seconds_of

_AIR_HZ = 92.0
_PLATE_HZ = (268.0, 437.0, 655.0, 921.0)


def cajon_kit(seed: int) -> DrumMachine:
    """The `cajon_kit` instrument: kicks are the bass, snares the slap, claps the palmas."""
    return DrumMachine("cajon_kit", _VOICES, _tap, seed, other_pan=0.1)


def _plate(seconds: Mono, decay_s: float) -> Mono:
    modes = [np.sin(2.0 * np.pi * hz * seconds) * fall_60_db(seconds, decay_s * 268.0 / hz) for hz in _PLATE_HZ]
    return np.asarray(sum(mode / (place + 1.5) for place, mode in enumerate(modes)))


def _bass(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    seconds = seconds_of(0.4)
    curve = _AIR_HZ * (1.0 + 0.35 * fall_60_db(seconds, 0.05))
    air = gliding_sine(curve) * fall_60_db(seconds, 0.42)
    palm = hiss(generator, seconds, 200.0, 1800.0, 0.045)
    return np.asarray(0.85 * np.tanh(1.4 * air) + 0.22 * _plate(seconds, 0.12) + 0.30 * palm)


def _slap(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    seconds = seconds_of(0.28)
    crack = hiss(generator, seconds, 1400.0, 7500.0, 0.07)
    # The guitar strings behind the plate buzz after the hit.
    buzz = hiss(generator, seconds, 3000.0, 9500.0, 0.20)
    box = np.sin(2.0 * np.pi * 1.9 * _AIR_HZ * seconds) * fall_60_db(seconds, 0.12)
    return np.asarray(0.62 * crack + (0.10 + 0.16 * level) * buzz + 0.45 * _plate(seconds, 0.16) + 0.25 * box)


def _tap(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    seconds = seconds_of(0.14)
    finger = hiss(generator, seconds, 1800.0, 6500.0, 0.035)
    buzz = hiss(generator, seconds, 3500.0, 9000.0, 0.11)
    return np.asarray(0.34 * finger + 0.10 * buzz + 0.28 * _plate(seconds, 0.09))


def _palmas(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    """Two people clap, never quite together; soft claps are sordas (cupped, dark), hard ones claras (bright)."""
    seconds = seconds_of(0.16)
    hands = np.zeros(len(seconds))
    centre = 850.0 + 1500.0 * level
    for start_s, gain in ((0.0, 1.0), (float(generator.uniform(0.006, 0.013)), 0.75)):
        late = np.maximum(seconds - start_s, 0.0)
        pair = band(generator.standard_normal(len(seconds)), 0.55 * centre, min(3.2 * centre, 12_000.0))
        hands += gain * pair * np.where(seconds >= start_s, fall_60_db(late, 0.055), 0.0)
    return np.asarray(0.75 * hands)


_VOICES: dict[int, tuple[Voice, float]] = {
    35: (_bass, 0.0), 36: (_bass, 0.0), 38: (_slap, 0.05), 40: (_slap, 0.05), 37: (_tap, 0.1), 42: (_tap, 0.12),
    39: (_palmas, -0.35), 45: (_bass, 0.0), 41: (_bass, 0.0), 47: (_tap, 0.0), 50: (_tap, 0.15),
    54: (_palmas, 0.35), 49: (_slap, 0.0), 57: (_slap, 0.0),
}  # fmt: skip
