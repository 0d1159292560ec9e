"""A wave bass: two sawtooths and a square below, through a filter that every note plucks; made for running octaves."""

import numpy as np

from tonewright.dsp.envelopes import adsr, fall_60_db
from tonewright.dsp.oscillators import pulse, saws
from tonewright.dsp.sweep import LOW, swept
from tonewright.render.instruments.instrument import Sound
from tonewright.render.stems import SAMPLE_RATE
from tonewright.theory.pitch import frequency_hz


class WaveBass:
    """The `wave_bass` instrument."""

    def __init__(self, seed: int) -> None:
        del seed

    def strike(self, pitch: int, velocity: int, hold_frames: int) -> Sound:
        """A tight note; harder ones open the filter further."""
        level = velocity / 127.0
        frequency = frequency_hz(pitch)
        envelope = adsr(hold_frames, attack_s=0.003, decay_s=1.6, sustain=0.45, release_s=0.05, sample_rate=SAMPLE_RATE)
        frames = len(envelope)
        sound = saws(
            frequency * np.array([0.9982, 1.0018]), np.array([0.0, 0.3]), np.array([0.6, 0.4]), np.array([0.4, 0.6]),
            frames, SAMPLE_RATE,
        )  # fmt: skip
        sound += np.float32(0.35) * pulse(frequency, 0.5, frames, SAMPLE_RATE)
        seconds = np.arange(frames) / SAMPLE_RATE
        cutoff = 140.0 + 2.2 * frequency + (300.0 + 2400.0 * level**1.5) * fall_60_db(seconds, 0.45)
        sound = swept(sound, cutoff.astype(np.float32), 1.7, LOW, SAMPLE_RATE)
        sound = swept(sound, (1.7 * cutoff).astype(np.float32), 0.7, LOW, SAMPLE_RATE)
        return np.asarray(np.tanh(1.5 * sound) * (envelope * np.float32(0.38 * level**1.8)))
