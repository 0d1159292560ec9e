"""A riser: noise through a band that climbs, louder and wider until the note ends."""

import numpy as np

from tonewright.dsp.sweep import BAND, swept
from tonewright.render.instruments.instrument import Sound
from tonewright.render.stems import SAMPLE_RATE
from tonewright.theory.seeds import rng


class NoiseRiser:
    """The `noise_riser` instrument; the pitch says where the band ends, 60 being 9 kHz."""

    def __init__(self, seed: int) -> None:
        self._seed = seed

    def strike(self, pitch: int, velocity: int, hold_frames: int) -> Sound:
        """A rise over the whole of the note and a short tail."""
        tail = round(0.12 * SAMPLE_RATE)
        frames = hold_frames + tail
        noise = rng(self._seed, f"noise_riser/{pitch}").standard_normal((2, frames)).astype(np.float32)
        place = np.minimum(np.arange(frames) / max(hold_frames, 1), 1.0)
        top_hz = min(9000.0 * 2.0 ** ((pitch - 60) / 12.0), 14000.0)
        centre = 350.0 * (top_hz / 350.0) ** (place**1.3)
        sound = swept(noise, centre.astype(np.float32), 1.6, BAND, SAMPLE_RATE)
        swell = place**2.2
        swell[hold_frames:] *= np.linspace(1.0, 0.0, tail) ** 2
        return sound * (swell * 0.5 * (velocity / 127.0) ** 2).astype(np.float32)
