"""A dub stab: a short chord of a detuned synth through a band that closes; a note is one voice of it."""

import numpy as np

from tonewright.dsp.envelopes import adsr, fall_60_db
from tonewright.dsp.oscillators import pulse, saws
from tonewright.dsp.sweep import HIGH, LOW, swept
from tonewright.render.instruments.instrument import Sound
from tonewright.render.stems import SAMPLE_RATE
from tonewright.theory.pitch import frequency_hz

_LONGEST_S = 0.35


class DubStab:
    """The `dub_stab` instrument."""

    def __init__(self, seed: int) -> None:
        del seed

    def strike(self, pitch: int, velocity: int, hold_frames: int) -> Sound:
        """A note that is gone within half a second; harder ones are brighter and more resonant."""
        level = velocity / 127.0
        frequency = frequency_hz(pitch)
        envelope = adsr(
            min(hold_frames, round(_LONGEST_S * SAMPLE_RATE)),
            attack_s=0.002,
            decay_s=0.7,
            sustain=0.0,
            release_s=0.22,
            sample_rate=SAMPLE_RATE,
        )
        frames = len(envelope)
        sound = saws(
            frequency * np.array([0.992, 1.008]), np.array([0.1, 0.6]), np.array([0.8, 0.3]), np.array([0.3, 0.8]),
            frames, SAMPLE_RATE,
        )  # fmt: skip
        sound += np.float32(0.45) * pulse(0.5 * frequency, 0.5, frames, SAMPLE_RATE)
        seconds = np.arange(frames) / SAMPLE_RATE
        cutoff = 380.0 + 0.5 * frequency + (500.0 + 2600.0 * level**1.5) * fall_60_db(seconds, 0.40)
        sound = swept(sound, cutoff.astype(np.float32), 2.2 + 2.0 * level, LOW, SAMPLE_RATE)
        sound = swept(sound, np.full(frames, 190.0, dtype=np.float32), 0.7, HIGH, SAMPLE_RATE)
        return np.asarray(np.tanh(1.4 * sound) * (envelope * np.float32(0.34 * level**1.8)))
