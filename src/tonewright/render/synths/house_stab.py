"""A house stab: the short, filtered chord of a sampled organ-like synth; a note is one voice of it."""

import numpy as np

from tonewright.dsp.envelopes import adsr, fall_60_db
from tonewright.dsp.oscillators import pulse, saws
from tonewright.dsp.sweep import HIGH, LOW, swept
from tonewright.render.instruments.instrument import Sound
from tonewright.render.stems import SAMPLE_RATE
from tonewright.theory.pitch import frequency_hz


class HouseStab:
    """The `house_stab` instrument."""

    def __init__(self, seed: int) -> None:
        del seed

    def strike(self, pitch: int, velocity: int, hold_frames: int) -> Sound:
        """A note with a bite of filter at its start and a round body after it."""
        level = velocity / 127.0
        frequency = frequency_hz(pitch)
        envelope = adsr(
            min(hold_frames, round(0.6 * SAMPLE_RATE)),
            attack_s=0.003,
            decay_s=1.1,
            sustain=0.25,
            release_s=0.28,
            sample_rate=SAMPLE_RATE,
        )
        sound = saws(
            np.array([frequency * 0.9965, frequency * 1.0035, frequency * 2.0]),
            np.array([0.0, 0.43, 0.2]),
            np.array([0.75, 0.30, 0.18]),
            np.array([0.30, 0.75, 0.18]),
            len(envelope),
            SAMPLE_RATE,
        )
        sound += np.float32(0.4) * pulse(frequency, 0.32, len(envelope), SAMPLE_RATE)
        seconds = np.arange(len(envelope)) / SAMPLE_RATE
        cutoff = 550.0 + 0.6 * frequency + (700.0 + 3600.0 * level**1.5) * fall_60_db(seconds, 0.5)
        sound = swept(sound, cutoff.astype(np.float32), 1.5, LOW, SAMPLE_RATE)
        sound = swept(sound, np.full(len(envelope), 140.0, dtype=np.float32), 0.7, HIGH, SAMPLE_RATE)
        return sound * (envelope * np.float32(0.28 * level**2))
