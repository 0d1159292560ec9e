"""A synth pluck: two sawtooths and a pulse behind a filter that snaps shut."""

import numpy as np

from tonewright.dsp.envelopes import adsr, fall_60_db
from tonewright.dsp.oscillators import pulse, saws
from tonewright.dsp.sweep import LOW, swept
from tonewright.render.instruments.instrument import Sound
from tonewright.render.stems import SAMPLE_RATE
from tonewright.theory.pitch import frequency_hz


class SynthPluck:
    """The `synth_pluck` instrument."""

    def __init__(self, seed: int) -> None:
        del seed

    def strike(self, pitch: int, velocity: int, hold_frames: int) -> Sound:
        """A note that decays within a second, however long it is held."""
        level = velocity / 127.0
        frequency = frequency_hz(pitch)
        envelope = adsr(
            max(hold_frames, round(0.12 * SAMPLE_RATE)),
            attack_s=0.002,
            decay_s=1.3,
            sustain=0.0,
            release_s=0.35,
            sample_rate=SAMPLE_RATE,
        )
        envelope = envelope[: round(1.6 * SAMPLE_RATE)]
        sound = saws(
            np.array([frequency * 0.9985, frequency * 1.0015]),
            np.array([0.0, 0.37]),
            np.array([0.8, 0.35]),
            np.array([0.35, 0.8]),
            len(envelope),
            SAMPLE_RATE,
        )
        sound += np.float32(0.35) * pulse(frequency, 0.5, len(envelope), SAMPLE_RATE)
        seconds = np.arange(len(envelope)) / SAMPLE_RATE
        opening = frequency * 1.5 + (900.0 + 5200.0 * level) * fall_60_db(seconds, 0.55)
        sound = swept(sound, opening.astype(np.float32), 1.1, LOW, SAMPLE_RATE)
        sound = swept(sound, (opening * 1.6).astype(np.float32), 0.6, LOW, SAMPLE_RATE)
        return sound * (envelope * np.float32(0.30 * level**2))
