"""A trance kit: the techno machine without its rumble, with a kick that is all punch and a clap of a big hall."""

import numpy as np

from tonewright.dsp.envelopes import fall_60_db
from tonewright.render.synths.drum_machine import DrumMachine, Mono, gliding_sine, hiss, seconds_of
from tonewright.render.synths.techno_kit import VOICES


def trance_kit(seed: int) -> DrumMachine:
    """The `trance_kit` instrument."""
    kick, clap = (_kick, 0.0), (_clap, 0.0)
    return DrumMachine("trance_kit", {**VOICES, 35: kick, 36: kick, 39: clap}, _kick, seed)


def _kick(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    seconds = seconds_of(0.30)
    curve = 50.0 + 170.0 * fall_60_db(seconds, 0.13) + 500.0 * fall_60_db(seconds, 0.02)
    body = gliding_sine(curve) * fall_60_db(seconds, 0.38)
    click = hiss(generator, seconds, 3000.0, 10_000.0, 0.010)
    return np.asarray(0.80 * np.tanh(2.0 * body) + (0.2 + 0.15 * level) * click)


def _clap(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    seconds = seconds_of(0.6)
    hands = np.zeros(len(seconds))
    for start_s, decay_s, gain in ((0.0, 0.02, 1.0), (0.011, 0.02, 0.9), (0.021, 0.18, 1.0), (0.021, 0.75, 0.35)):
        hands += gain * np.where(seconds >= start_s, fall_60_db(np.maximum(seconds - start_s, 0.0), decay_s), 0.0)
    noise = hiss(generator, seconds, 1000.0, 3200.0, 60.0) + 0.4 * hiss(generator, seconds, 3000.0, 11_000.0, 60.0)
    return np.asarray(0.5 * noise * hands)
