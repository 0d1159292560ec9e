"""Vinyl noise: hiss, a little rumble and the crackle of dust, for as long as the note is held."""

import numpy as np
from scipy.signal import butter, sosfilt

from tonewright.render.instruments.instrument import Sound
from tonewright.render.stems import SAMPLE_RATE
from tonewright.theory.seeds import rng

_CLICKS_PER_S = 7.0


class VinylNoise:
    """The `vinyl_noise` instrument."""

    def __init__(self, seed: int) -> None:
        self._seed = seed

    def strike(self, pitch: int, velocity: int, hold_frames: int) -> Sound:
        """The surface of a record; every pitch is another place on it."""
        generator = rng(self._seed, f"vinyl_noise/{pitch}")
        frames = hold_frames + SAMPLE_RATE // 10
        hiss = generator.standard_normal((2, frames))
        band = butter(1, [900.0, 7000.0], "bandpass", fs=SAMPLE_RATE, output="sos")
        sound = 0.010 * sosfilt(band, hiss, axis=1)
        rumble = generator.standard_normal(frames)
        sound += 0.05 * sosfilt(butter(2, [25.0, 70.0], "bandpass", fs=SAMPLE_RATE, output="sos"), rumble)
        clicks = np.zeros((2, frames))
        count = generator.poisson(_CLICKS_PER_S * frames / SAMPLE_RATE)
        places = generator.integers(0, frames, count)
        sizes = np.minimum(generator.exponential(0.12, count), 0.3) * generator.choice([-1.0, 1.0], count)
        sides = generator.uniform(0.25, 0.75, count)
        clicks[0, places] = sizes * sides
        clicks[1, places] = sizes * (1.0 - sides)
        sound += sosfilt(butter(1, [600.0, 5500.0], "bandpass", fs=SAMPLE_RATE, output="sos"), clicks, axis=1)
        edge = min(SAMPLE_RATE // 10, frames // 2)
        fade = np.ones(frames)
        fade[:edge] = np.linspace(0.0, 1.0, edge)
        fade[-edge:] = np.linspace(1.0, 0.0, edge)
        return np.asarray(sound * fade * (velocity / 127.0) ** 2, dtype=np.float32)
