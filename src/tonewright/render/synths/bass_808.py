"""An 808 bass: the machine's bass drum, tuned to the note, left to ring and driven until small speakers hear it.

The TR-808's drum is a bridged-T resonator that starts a little sharp and rings for seconds (K. J. Werner et al., "A
Physically-Informed, Circuit-Bendable, Digital Model of the Roland TR-808 Bass Drum Circuit", DAFx-14, 2014).
"""

import numpy as np

from tonewright.dsp.envelopes import adsr, fall_60_db
from tonewright.render.instruments.instrument import Sound
from tonewright.render.stems import SAMPLE_RATE
from tonewright.theory.pitch import frequency_hz

_RING_S = 5.5


class Bass808:
    """The `bass_808` instrument."""

    def __init__(self, seed: int) -> None:
        del seed

    def strike(self, pitch: int, velocity: int, hold_frames: int) -> Sound:
        """A note that falls onto its pitch in the first hundredth of a second and fades while it is held."""
        level = velocity / 127.0
        frequency = frequency_hz(pitch)
        envelope = adsr(
            hold_frames, attack_s=0.003, decay_s=_RING_S, sustain=0.0, release_s=0.06, sample_rate=SAMPLE_RATE
        )
        seconds = np.arange(len(envelope)) / SAMPLE_RATE
        turns = np.cumsum(frequency * (1.0 + 1.4 * fall_60_db(seconds, 0.045))) / SAMPLE_RATE
        # What is driven hard at first is nearly a sine where it fades: the drive follows the envelope.
        drive = 1.2 + 3.0 * level
        body = np.tanh(drive * envelope * (np.sin(2.0 * np.pi * turns) + 0.08 * np.sin(4.0 * np.pi * turns)))
        mono = (0.55 * level**2 * body / np.tanh(drive)).astype(np.float32)
        mono[: min(60, len(mono))] *= np.linspace(0.0, 1.0, min(60, len(mono)), dtype=np.float32)
        return np.stack([mono, mono])
