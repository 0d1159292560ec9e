"""A dembow kit: a round kick, the short tuned snare of the riddim, timbales and bongos cut from records.

The riddim is that of Shabba Ranks's "Dem Bow" (Bobby Digital with Steely & Clevie, 1990).
"""

import numpy as np

from tonewright.dsp.envelopes import fall_60_db
from tonewright.render.stems import SAMPLE_RATE
from tonewright.render.synths.drum_machine import DrumMachine, Mono, Voice, gliding_sine, hiss, metal, seconds_of

_METAL_HZ = (245.0, 365.0, 432.0, 563.0, 671.0, 812.0)


def dembow_kit(seed: int) -> DrumMachine:
    """The `dembow_kit` instrument."""
    return DrumMachine("dembow_kit", _VOICES, _rim, seed)


def _kick(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    seconds = seconds_of(0.30)
    body = gliding_sine(54.0 + 110.0 * fall_60_db(seconds, 0.14)) * fall_60_db(seconds, 0.36)
    beater = hiss(generator, seconds, 1200.0, 4500.0, 0.02)
    return np.asarray(0.82 * np.tanh(1.7 * body) + (0.12 + 0.15 * level) * beater)


def _snare(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    seconds = seconds_of(0.20)
    body = gliding_sine(232.0 + 60.0 * fall_60_db(seconds, 0.03)) * fall_60_db(seconds, 0.11)
    body += 0.6 * np.sin(2.0 * np.pi * 418.0 * seconds) * fall_60_db(seconds, 0.08)
    wires = hiss(generator, seconds, 1600.0, 10_500.0, 0.15)
    return np.asarray(0.42 * body + 0.52 * wires)


def _clap(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    seconds = seconds_of(0.25)
    hands = np.zeros(len(seconds))
    for start_s, decay_s in ((0.0, 0.02), (0.009, 0.02), (0.018, 0.18)):
        hands += np.where(seconds >= start_s, fall_60_db(np.maximum(seconds - start_s, 0.0), decay_s), 0.0)
    return np.asarray(0.5 * hiss(generator, seconds, 1100.0, 4800.0, 60.0) * hands)


def _rim(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    """The stick on a timbale's rim."""
    seconds = seconds_of(0.10)
    tones = np.sin(2.0 * np.pi * 1420.0 * seconds) + 0.7 * np.sin(2.0 * np.pi * 2310.0 * seconds)
    return np.asarray(0.32 * tones * fall_60_db(seconds, 0.07) + 0.1 * hiss(generator, seconds, 3000.0, 9000.0, 0.02))


def _skin(hz: float, decay_s: float) -> Voice:
    """A hand drum: its first two modes (1 and 1.59, those of a round membrane) and the fingers."""

    def voice(pitch: int, level: float, generator: np.random.Generator) -> Mono:
        seconds = seconds_of(1.3 * decay_s)
        bend = 1.0 + 0.12 * level * fall_60_db(seconds, 0.05)
        tone = gliding_sine(hz * bend) * fall_60_db(seconds, decay_s)
        tone += 0.4 * gliding_sine(1.59 * hz * bend) * fall_60_db(seconds, 0.6 * decay_s)
        return np.asarray(0.46 * tone + 0.22 * hiss(generator, seconds, 1500.0, 6000.0, 0.02))

    return voice


def _timbale(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    shell = _skin(392.0, 0.30)(pitch, level, generator)
    seconds = np.arange(len(shell)) / SAMPLE_RATE
    return np.asarray(shell + 0.12 * np.sin(2.0 * np.pi * 1180.0 * seconds) * fall_60_db(seconds, 0.2))


def _closed_hat(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    seconds = seconds_of(0.07)
    return 0.16 * metal(seconds, _METAL_HZ, 7500.0, 0.05) + 0.22 * hiss(generator, seconds, 8000.0, 14_500.0, 0.05)


def _open_hat(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    seconds = seconds_of(0.30)
    return 0.16 * metal(seconds, _METAL_HZ, 7000.0, 0.28) + 0.18 * hiss(generator, seconds, 7000.0, 14_000.0, 0.28)


def _cymbal(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    seconds = seconds_of(1.8)
    return 0.10 * metal(seconds, _METAL_HZ, 4500.0, 1.4) + 0.20 * hiss(generator, seconds, 3800.0, 13_000.0, 1.8)


def _guira(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    """Metal scraped by wires: a hiss in teeth."""
    seconds = seconds_of(0.10)
    teeth = 0.6 + 0.4 * np.sign(np.sin(2.0 * np.pi * 190.0 * seconds))
    return 0.26 * hiss(generator, seconds, 5500.0, 13_000.0, 0.09) * teeth * np.minimum(seconds / 0.006, 1.0)


def _tom(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    return _skin(90.0 * 2.0 ** ((pitch - 41) / 12.0), 0.35)(pitch, level, generator)


_VOICES: dict[int, tuple[Voice, float]] = {
    35: (_kick, 0.0), 36: (_kick, 0.0), 37: (_rim, 0.15), 38: (_snare, 0.0), 39: (_clap, 0.0), 40: (_snare, 0.0),
    41: (_tom, -0.3), 43: (_tom, -0.2), 45: (_tom, -0.1), 47: (_tom, 0.1), 48: (_tom, 0.2), 50: (_tom, 0.3),
    42: (_closed_hat, -0.15), 44: (_closed_hat, -0.15), 46: (_open_hat, -0.15), 51: (_open_hat, 0.2),
    49: (_cymbal, -0.3), 52: (_cymbal, 0.3), 55: (_cymbal, 0.2), 57: (_cymbal, 0.3),
    60: (_skin(512.0, 0.14), 0.25), 61: (_skin(365.0, 0.18), 0.25),
    62: (_skin(310.0, 0.08), -0.25), 63: (_skin(262.0, 0.24), -0.25), 64: (_skin(196.0, 0.30), -0.25),
    65: (_timbale, 0.3), 66: (_skin(294.0, 0.32), 0.3),
    54: (_guira, -0.3), 69: (_guira, 0.35), 70: (_guira, 0.35), 82: (_guira, 0.35),
}  # fmt: skip
