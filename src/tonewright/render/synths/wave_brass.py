"""A wave brass: two sawtooths behind a filter that opens like a lip, the synthesiser lead of stadium anthems."""

import numpy as np

from tonewright.dsp.envelopes import adsr, fall_60_db
from tonewright.dsp.oscillators import saws
from tonewright.dsp.sweep import LOW, swept
from tonewright.render.instruments.instrument import Sound
from tonewright.render.stems import SAMPLE_RATE
from tonewright.theory.pitch import frequency_hz

_RISE_S = 0.08


class WaveBrass:
    """The `wave_brass` instrument."""

    def __init__(self, seed: int) -> None:
        del seed

    def strike(self, pitch: int, velocity: int, hold_frames: int) -> Sound:
        """A note that blooms within a tenth of a second; harder ones bloom brighter."""
        level = velocity / 127.0
        frequency = frequency_hz(pitch)
        envelope = adsr(hold_frames, attack_s=0.018, decay_s=3.0, sustain=0.75, release_s=0.22, sample_rate=SAMPLE_RATE)
        frames = len(envelope)
        sound = saws(
            frequency * np.array([0.9965, 1.0, 1.0035]), np.array([0.0, 0.08, 0.19]), np.array([0.62, 0.42, 0.22]),
            np.array([0.22, 0.42, 0.62]), frames, SAMPLE_RATE,
        )  # fmt: skip
        seconds = np.arange(frames) / SAMPLE_RATE
        bloom = (1.0 - fall_60_db(seconds, 2.2 * _RISE_S)) * (0.55 + 0.45 * fall_60_db(seconds, 2.5))
        cutoff = 250.0 + 1.1 * frequency + (900.0 + 4800.0 * level**1.6) * bloom
        sound = swept(sound, cutoff.astype(np.float32), 1.1, LOW, SAMPLE_RATE)
        sound = swept(sound, (1.4 * cutoff).astype(np.float32), 0.6, LOW, SAMPLE_RATE)
        return np.asarray(sound * (envelope * np.float32(0.30 * level**1.7)))
