"""A trance pluck: detuned sawtooths that a filter shuts within a tenth of a second; made for running arpeggios."""

import numpy as np

from tonewright.dsp.envelopes import adsr, fall_60_db
from tonewright.dsp.oscillators import saws
from tonewright.dsp.sweep import HIGH, LOW, swept
from tonewright.render.instruments.instrument import Sound
from tonewright.render.stems import SAMPLE_RATE
from tonewright.theory.pitch import frequency_hz
from tonewright.theory.seeds import rng

_DETUNE = np.array([-0.011, -0.004, 0.004, 0.011])
_LONGEST_S = 0.5


class TrancePluck:
    """The `trance_pluck` instrument."""

    def __init__(self, seed: int) -> None:
        self._seed = seed

    def strike(self, pitch: int, velocity: int, hold_frames: int) -> Sound:
        """A short note, however long it is held; harder ones are brighter."""
        level = velocity / 127.0
        frequency = frequency_hz(pitch)
        envelope = adsr(
            min(max(hold_frames, round(0.1 * SAMPLE_RATE)), round(_LONGEST_S * SAMPLE_RATE)),
            attack_s=0.001,
            decay_s=0.7,
            sustain=0.0,
            release_s=0.18,
            sample_rate=SAMPLE_RATE,
        )
        frames = len(envelope)
        sound = saws(
            frequency * (1.0 + _DETUNE), 0.15 * rng(self._seed, f"trance_pluck/{pitch}").random(4),
            np.array([0.7, 0.2, 0.45, 0.25]), np.array([0.25, 0.45, 0.2, 0.7]), frames, SAMPLE_RATE,
        )  # fmt: skip
        seconds = np.arange(frames) / SAMPLE_RATE
        cutoff = 300.0 + frequency + (2200.0 + 6000.0 * level) * fall_60_db(seconds, 0.22)
        sound = swept(sound, cutoff.astype(np.float32), 1.5, LOW, SAMPLE_RATE)
        sound = swept(sound, np.full(frames, 0.8 * frequency, dtype=np.float32), 0.7, HIGH, SAMPLE_RATE)
        return np.asarray(sound * (envelope * np.float32(0.34 * level**1.8)))
