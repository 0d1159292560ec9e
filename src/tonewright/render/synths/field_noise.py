"""Field noise: wind, rain and the sea, for as long as the note is held."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, sosfilt

from tonewright.render.instruments.instrument import Sound
from tonewright.render.stems import SAMPLE_RATE
from tonewright.theory.seeds import rng

Texture = NDArray[np.float32]

_LOOP_S = 23.0
_SEAM_S = 2.0
_FADE_S = 4.0
_LEVEL = 0.5
_STEP = 441
_DROPS_HZ = 38.0
# Seconds between two waves that reach the shore, on average: swell of medium height.
_WAVE_S = 9.0


class FieldNoise:
    """The `wind_noise`, `rain_noise` and `sea_noise` instruments.

    A texture of some twenty seconds is repeated over seams that cannot be heard; what swells and sinks on it does not
    repeat.
    """

    def __init__(self, seed: int, kind: str) -> None:
        self._seed, self._kind = seed, kind

    def strike(self, pitch: int, velocity: int, hold_frames: int) -> Sound:
        """The place for as long as it is held, faded in and out; every pitch is another moment there."""
        generator = rng(self._seed, f"field_noise/{self._kind}/{pitch}")
        sound = _PLACES[self._kind](hold_frames, generator)
        edge = min(int(_FADE_S * SAMPLE_RATE), hold_frames // 2)
        fade = np.linspace(0.0, 1.0, edge, dtype=np.float32) ** 2
        sound[:, :edge] *= fade
        sound[:, hold_frames - edge :] *= fade[::-1]
        sound *= np.float32(_LEVEL * (velocity / 127.0) ** 2)
        return sound


def _wind(frames: int, generator: np.random.Generator) -> Texture:
    sound = np.zeros((2, frames), dtype=np.float32)
    for low_hz, high_hz, level in ((90.0, 260.0, 0.6), (240.0, 520.0, 0.5), (480.0, 1100.0, 0.3)):
        sound += np.float32(level) * _looped(low_hz, high_hz, 2, frames, generator) * _tide(frames, 6.0, generator)
    return sound


def _rain(frames: int, generator: np.random.Generator) -> Texture:
    sound = np.float32(0.10) * _looped(1200.0, 9000.0, 1, frames, generator) * _tide(frames, 12.0, generator)
    count = generator.poisson(_DROPS_HZ * frames / SAMPLE_RATE)
    places = generator.integers(0, max(frames, 1), count)
    sizes = np.minimum(generator.exponential(0.5, count), 2.0)
    sides = generator.uniform(0.1, 0.9, count)
    drops = np.zeros((2, frames))
    drops[0, places] = sizes * np.sqrt(sides)
    drops[1, places] = sizes * np.sqrt(1.0 - sides)
    band = butter(1, [1800.0, 6500.0], "bandpass", fs=SAMPLE_RATE, output="sos")
    return sound + sosfilt(band, drops, axis=1).astype(np.float32)


def _sea(frames: int, generator: np.random.Generator) -> Texture:
    waves = np.full(frames // _STEP + 2, 0.12)
    at = -float(generator.uniform(0.0, _WAVE_S))
    seconds = np.arange(len(waves)) * _STEP / SAMPLE_RATE
    while at < frames / SAMPLE_RATE:
        height = generator.uniform(0.55, 1.0)
        since = seconds - at
        # A wave gathers slowly, breaks, and runs out over the sand.
        waves += height * np.where(since < 3.0, np.clip(since / 3.0, 0.0, 1.0) ** 2, np.exp(-(since - 3.0) / 1.9))
        at += _WAVE_S * float(generator.uniform(0.7, 1.3))
    swell = _stretched(waves, frames)
    foam = _looped(600.0, 3200.0, 2, frames, generator) * swell**2
    return np.float32(0.4) * _looped(80.0, 500.0, 1, frames, generator) * swell + np.float32(0.18) * foam


_PLACES: dict[str, Callable[[int, np.random.Generator], Texture]] = {"wind": _wind, "rain": _rain, "sea": _sea}


def _looped(low_hz: float, high_hz: float, order: int, frames: int, generator: np.random.Generator) -> Texture:
    """Band-passed stereo noise of unit level, its loop joined at equal power."""
    loop, seam = int(_LOOP_S * SAMPLE_RATE), int(_SEAM_S * SAMPLE_RATE)
    noise = generator.standard_normal((2, loop + seam), dtype=np.float32)
    band = butter(order, [low_hz, high_hz], "bandpass", fs=SAMPLE_RATE, output="sos")
    sound = sosfilt(band, noise, axis=1)
    way = np.linspace(0.0, np.pi / 2.0, seam)
    sound[:, :seam] = sound[:, :seam] * np.sin(way) + sound[:, loop:] * np.cos(way)
    sound = (sound[:, :loop] / np.sqrt(np.mean(sound[:, :loop] ** 2))).astype(np.float32)
    return np.tile(sound, frames // loop + 1)[:, :frames]


def _tide(frames: int, period_s: float, generator: np.random.Generator) -> NDArray[np.float32]:
    """A level between 0.3 and 1 that wanders, a new goal every `period_s` on average."""
    count = int(frames / SAMPLE_RATE / period_s) + 3
    goals = generator.uniform(0.3, 1.0, count)
    places = np.cumsum(period_s * generator.uniform(0.6, 1.4, count)) - period_s
    seconds = np.arange(frames // _STEP + 2) * _STEP / SAMPLE_RATE
    return _stretched(np.interp(seconds, places, goals), frames)


def _stretched(values: NDArray[np.float64], frames: int) -> NDArray[np.float32]:
    grid = np.arange(len(values)) * _STEP
    return np.interp(np.arange(frames), grid, values).astype(np.float32)
