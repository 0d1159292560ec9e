"""A reese bass: detuned sawtooths that beat against each other through a slow filter, over a steady sine.

Named after Kevin Saunderson's "Just Want Another Chance" (as Reese, 1988), whose bass drum and bass took over.
"""

import numpy as np

from tonewright.dsp.envelopes import adsr
from tonewright.dsp.oscillators import saws
from tonewright.dsp.sweep import HIGH, LOW, swept
from tonewright.render.instruments.instrument import Sound
from tonewright.render.stems import SAMPLE_RATE
from tonewright.theory.pitch import frequency_hz
from tonewright.theory.seeds import rng

# Detunes in Hz, not in cents: the beating is as slow in every register.
_DETUNE_HZ = np.array([-0.9, 0.0, 1.1])
_SWEEP_HZ = 0.32


class ReeseBass:
    """The `reese_bass` instrument."""

    def __init__(self, seed: int) -> None:
        self._seed = seed

    def strike(self, pitch: int, velocity: int, hold_frames: int) -> Sound:
        """A note whose growl moves left and right above a sine in the middle; harder notes open the filter."""
        level = velocity / 127.0
        frequency = frequency_hz(pitch)
        envelope = adsr(hold_frames, attack_s=0.008, decay_s=4.0, sustain=0.8, release_s=0.09, sample_rate=SAMPLE_RATE)
        seconds = np.arange(len(envelope)) / SAMPLE_RATE
        phases = rng(self._seed, f"reese_bass/{pitch}").random(4)
        sound = saws(
            frequency + _DETUNE_HZ,
            phases[:3],
            np.array([0.60, 0.40, 0.15]),
            np.array([0.15, 0.40, 0.60]),
            len(envelope),
            SAMPLE_RATE,
        )
        slow = 0.5 + 0.5 * np.sin(2.0 * np.pi * (_SWEEP_HZ * seconds + phases[3]))
        cutoff = (2.2 + 2.4 * slow) * frequency + (120.0 + 700.0 * level**2) * (0.4 + 0.6 * slow)
        sound = swept(sound, cutoff.astype(np.float32), 0.9, LOW, SAMPLE_RATE)
        sound = swept(sound, np.full(len(envelope), 1.1 * frequency, dtype=np.float32), 0.7, HIGH, SAMPLE_RATE)
        growl = np.tanh(np.float32(1.6) * sound) * np.float32(0.62)
        sine = np.sin(2.0 * np.pi * frequency * seconds).astype(np.float32)
        return np.asarray((growl + np.float32(0.62) * sine) * (envelope * np.float32(0.5 * level**2)))
