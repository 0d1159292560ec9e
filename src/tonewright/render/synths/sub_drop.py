"""A sub drop: a sine that falls two octaves into the ground."""

import numpy as np

from tonewright.dsp.envelopes import fall_60_db
from tonewright.render.instruments.instrument import Sound
from tonewright.render.stems import SAMPLE_RATE
from tonewright.theory.pitch import frequency_hz


class SubDrop:
    """The `sub_drop` instrument; the pitch is where the fall ends."""

    def __init__(self, seed: int) -> None:
        del seed

    def strike(self, pitch: int, velocity: int, hold_frames: int) -> Sound:
        """A fall of about a second, then the low note until the end."""
        frames = max(hold_frames, round(1.2 * SAMPLE_RATE)) + round(0.3 * SAMPLE_RATE)
        seconds = np.arange(frames) / SAMPLE_RATE
        end_hz = max(frequency_hz(pitch), 30.0)
        curve = end_hz * (1.0 + 3.0 * fall_60_db(seconds, 1.4))
        turns = np.cumsum(curve) / SAMPLE_RATE
        envelope = np.minimum(seconds / 0.01, 1.0) * fall_60_db(seconds, 3.0 * frames / SAMPLE_RATE)
        edge = round(0.3 * SAMPLE_RATE)
        envelope[-edge:] *= np.linspace(1.0, 0.0, edge) ** 2
        mono = (0.6 * (velocity / 127.0) ** 2 * np.sin(2.0 * np.pi * turns) * envelope).astype(np.float32)
        return np.stack([mono, mono])
