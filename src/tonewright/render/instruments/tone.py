"""Tones: what finishes a note after it is synthesised (felt on a piano, the dust of lo-fi)."""

from collections.abc import Callable

import numpy as np
from scipy.signal import butter, sosfilt

from tonewright.render.instruments.instrument import Instrument, Sound
from tonewright.render.stems import SAMPLE_RATE


class Toned:
    """An instrument whose notes are finished by a tone."""

    def __init__(self, instrument: Instrument, tone: Callable[[Sound], Sound]) -> None:
        self._instrument = instrument
        self._tone = tone

    def strike(self, pitch: int, velocity: int, hold_frames: int) -> Sound:
        """The instrument's note, finished."""
        return self._tone(self._instrument.strike(pitch, velocity, hold_frames))


def felt(sound: Sound) -> Sound:
    """Felt between hammer and string: no highs, a soft attack."""
    soft = _lowpassed(sound, 1, 900.0) * np.float32(0.45) + _lowpassed(sound, 2, 2200.0) * np.float32(0.55)
    attack = min(400, soft.shape[1])
    soft[:, :attack] *= np.linspace(0.0, 1.0, attack, dtype=np.float32) ** np.float32(0.6)
    return soft


def lofi(sound: Sound) -> Sound:
    """A sampled record: 12 bits at half the rate, pushed into tape and without the top."""
    held = np.repeat(_lowpassed(sound, 3, 9000.0)[:, ::2], 2, axis=1)[:, : sound.shape[1]]
    coarse = np.round(held * np.float32(2048.0)) / np.float32(2048.0)
    pushed = np.asarray(np.tanh(coarse * np.float32(3.0)) / np.float32(3.0), dtype=np.float32)
    return _lowpassed(pushed, 2, 6500.0)


TONES: dict[str, Callable[[Sound], Sound]] = {"felt": felt, "lofi": lofi}


def _lowpassed(sound: Sound, order: int, cutoff_hz: float) -> Sound:
    sections = butter(order, cutoff_hz, fs=SAMPLE_RATE, output="sos")
    return np.asarray(sosfilt(sections, sound, axis=1), dtype=np.float32)
