"""A sub bass: a sine with just enough second and third harmonic to be heard on small speakers."""

import numpy as np

from tonewright.dsp.envelopes import adsr
from tonewright.render.instruments.instrument import Sound
from tonewright.render.stems import SAMPLE_RATE
from tonewright.theory.pitch import frequency_hz


class SubBass:
    """The `sub_bass` instrument."""

    def __init__(self, seed: int) -> None:
        del seed

    def strike(self, pitch: int, velocity: int, hold_frames: int) -> Sound:
        """A note with a soft click-free start; harder notes have more harmonics."""
        level = velocity / 127.0
        envelope = adsr(hold_frames, attack_s=0.006, decay_s=3.0, sustain=0.45, release_s=0.12, sample_rate=SAMPLE_RATE)
        turns = np.arange(len(envelope)) * (frequency_hz(pitch) / SAMPLE_RATE)
        body = np.sin(2.0 * np.pi * turns) + (0.10 + 0.10 * level) * np.sin(4.0 * np.pi * turns)
        drive = 1.2 + 0.8 * level
        driven = np.tanh(drive * body * envelope) / np.tanh(drive)
        mono = (0.55 * level**2 * driven).astype(np.float32)
        return np.stack([mono, mono])
