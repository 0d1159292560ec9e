"""A drum machine: what its voices are made of (gliding sines, filtered noise, metal), and the box they sit in."""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, sosfilt

from tonewright.dsp.envelopes import fall_60_db
from tonewright.dsp.oscillators import pulse
from tonewright.render.instruments.instrument import Sound
from tonewright.render.stems import SAMPLE_RATE
from tonewright.theory.seeds import rng

Mono = NDArray[np.float64]
Voice = Callable[[int, float, np.random.Generator], Mono]
"""A drum: from its key, how hard it is hit (0…1) and its noise to its sound at full level."""

_EDGE_FRAMES = 220


class DrumMachine:
    """An instrument of drum voices by General MIDI percussion key, each with its pan −1…1.

    Keys without a voice are played by `other`, at `other_pan`. `name` and `seed` are what its noise is made from;
    its level follows how hard it is hit to the power of `touch`.
    """

    def __init__(
        self,
        name: str,
        voices: Mapping[int, tuple[Voice, float]],
        other: Voice,
        seed: int,
        *,
        other_pan: float = 0.0,
        touch: float = 1.6,
    ) -> None:
        self._name, self._voices, self._other, self._seed = name, voices, (other, other_pan), seed
        self._touch = touch

    def strike(self, pitch: int, velocity: int, hold_frames: int) -> Sound:
        """The drum of that key; how long it rings is its own."""
        del hold_frames
        level = velocity / 127.0
        voice, pan = self._voices.get(pitch, self._other)
        mono = voice(pitch, level, rng(self._seed, f"{self._name}/{pitch}")) * level**self._touch
        edge = min(_EDGE_FRAMES, len(mono))
        mono[-edge:] *= np.linspace(1.0, 0.0, edge)
        angle = (pan + 1.0) * np.pi / 4.0
        gains = np.array([[np.cos(angle)], [np.sin(angle)]]) * 2.0**0.5
        return np.asarray(mono * gains, dtype=np.float32)


def seconds_of(length_s: float) -> Mono:
    """The times of so many seconds' samples."""
    return np.arange(round(length_s * SAMPLE_RATE)) / SAMPLE_RATE


def gliding_sine(curve_hz: Mono) -> Mono:
    """A sine whose frequency follows a curve."""
    return np.asarray(np.sin(2.0 * np.pi * np.cumsum(curve_hz) / SAMPLE_RATE))


def band(sound: Mono, low_hz: float, high_hz: float, order: int = 2) -> Mono:
    """What of a sound lies between two frequencies."""
    sections = butter(order, [low_hz, high_hz], "bandpass", fs=SAMPLE_RATE, output="sos")
    return np.asarray(sosfilt(sections, sound), dtype=np.float64)


def hiss(generator: np.random.Generator, seconds: Mono, low_hz: float, high_hz: float, decay_s: float) -> Mono:
    """Noise of a band that falls by 60 dB in `decay_s`."""
    return band(generator.standard_normal(len(seconds)), low_hz, high_hz) * fall_60_db(seconds, decay_s)


def metal(seconds: Mono, tuning_hz: tuple[float, ...], above_hz: float, decay_s: float) -> Mono:
    """Square waves that fit no scale, of which only the top is left, as the cymbals of analogue machines are made."""
    sound = np.zeros(len(seconds))
    for hz in tuning_hz:
        sound += 0.5 * pulse(hz, 0.5, len(seconds), SAMPLE_RATE)
    high = np.asarray(sosfilt(butter(4, above_hz, "highpass", fs=SAMPLE_RATE, output="sos"), sound))
    return np.asarray(high * fall_60_db(seconds, decay_s) * np.minimum(seconds / 0.0006, 1.0))
