"""An acid bass: one sawtooth through a resonant filter whose envelope every note plucks, and accents tear open.

After the TB-303 (R. Whittle, "Modifications for the Roland TB-303: how it works", 1999): an accent is louder, has a
shorter, deeper sweep and more resonance. Its slides are bends (performance/slides.py).
"""

import numpy as np

from tonewright.dsp.envelopes import adsr, fall_60_db
from tonewright.dsp.oscillators import saws
from tonewright.dsp.sweep import HIGH, LOW, swept
from tonewright.render.instruments.instrument import Sound
from tonewright.render.stems import SAMPLE_RATE
from tonewright.theory.pitch import frequency_hz

_PLAIN, _ACCENTED = 0.52, 0.80
"""Velocities (0…1) at which a note has no accent and a full one."""


class AcidBass:
    """The `acid_bass` instrument."""

    def __init__(self, seed: int) -> None:
        del seed

    def strike(self, pitch: int, velocity: int, hold_frames: int) -> Sound:
        """A note; the harder it is, the more of an accent it has."""
        level = velocity / 127.0
        accent = float(np.clip((level - _PLAIN) / (_ACCENTED - _PLAIN), 0.0, 1.0))
        frequency = frequency_hz(pitch)
        envelope = adsr(hold_frames, attack_s=0.003, decay_s=3.0, sustain=0.3, release_s=0.03, sample_rate=SAMPLE_RATE)
        one = np.array([1.0])
        sound = saws(np.array([frequency]), np.array([0.25]), one, one, len(envelope), SAMPLE_RATE)
        seconds = np.arange(len(envelope)) / SAMPLE_RATE
        opening = (350.0 + 900.0 * level + 2600.0 * accent) * fall_60_db(seconds, 1.1 - 0.6 * accent)
        cutoff = (170.0 + 1.2 * frequency + opening).astype(np.float32)
        sound = swept(sound, cutoff, 4.0 + 5.0 * accent, LOW, SAMPLE_RATE)
        sound = swept(sound, cutoff * np.float32(1.5), 0.6, LOW, SAMPLE_RATE)
        sound = swept(sound, np.full(len(envelope), 0.7 * frequency, dtype=np.float32), 0.7, HIGH, SAMPLE_RATE)
        driven = np.tanh(np.float32(1.3 + 0.8 * accent) * sound) / np.float32(1.4)
        return np.asarray(driven * (envelope * np.float32(0.5 * level**1.6)))
