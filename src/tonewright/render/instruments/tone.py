"""Tones: what finishes a note after it is synthesised (felt on a piano, the dust of lo-fi, a sampler)."""

from collections.abc import Callable

import numpy as np
from scipy.signal import butter, sosfilt

from tonewright.render.instruments.instrument import Instrument, Sound
from tonewright.render.stems import SAMPLE_RATE
from tonewright.theory.seeds import rng


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


def sped_up(sound: Sound) -> Sound:
    """A drum break from a record, played three semitones faster and pressed hard into its compressor."""
    quick = _resampled(sound, 2.0 ** (3 / 12))
    pushed = np.asarray(np.tanh(quick * np.float32(3.2)) / np.float32(2.4), dtype=np.float32)
    return pushed + np.float32(0.35) * (pushed - _lowpassed(pushed, 1, 3500.0))


def sampler(sound: Sound) -> Sound:
    """A record in a 12-bit sampler at 26 kHz, its input driven: thick, crunchy, no air above 11 kHz.

    Rate and word length are those of E-mu's SP-1200 (26.04 kHz, 12 bit).
    """
    pushed = np.asarray(np.tanh(_lowpassed(sound, 3, 11_000.0) * np.float32(2.6)) / np.float32(2.2), dtype=np.float32)
    coarse = np.asarray(np.round(pushed * np.float32(2048.0)) / np.float32(2048.0), dtype=np.float32)
    frames = np.arange(coarse.shape[1])
    places = (np.floor(frames * 26_040 / SAMPLE_RATE) * (SAMPLE_RATE / 26_040)).astype(int)
    return _lowpassed(coarse[:, places], 2, 11_000.0)


def high_gain(sound: Sound) -> Sound:
    """A tight high-gain amplifier: lows cut before it is driven, scooped and closed-back behind it.

    The corners are those of usual practice: an overdrive in front that takes the bass below 150 Hz, a 4×12 cabinet that
    falls from 4.5 kHz on.
    """
    tight = sound - np.float32(0.75) * _lowpassed(sound, 1, 150.0)
    loudest = np.float32(max(float(np.abs(tight).max()), 1e-6))
    driven = np.asarray(np.tanh(tight / loudest * np.float32(4.0)) * loudest, dtype=np.float32)
    body = _lowpassed(driven, 1, 130.0)
    scooped = driven - np.float32(0.2) * (_lowpassed(driven, 1, 900.0) - _lowpassed(driven, 1, 350.0))
    return _lowpassed(scooped + np.float32(0.5) * body, 3, 4600.0)


def grind(sound: Sound) -> Sound:
    """A bass played hard with a pick into a driven amplifier: the low end clean, the growl above it driven."""
    low = _lowpassed(sound, 2, 220.0)
    high = sound - low
    loudest = np.float32(max(float(np.abs(high).max()), 1e-6))
    growl = np.asarray(np.tanh(high / loudest * np.float32(5.0)) * loudest, dtype=np.float32)
    return low + np.float32(0.55) * _lowpassed(growl, 2, 3600.0)


def chorus(sound: Sound) -> Sound:
    """The chorus pedal of jangling guitars: two copies whose delays sway around 9 ms, one on each side."""
    seconds = np.arange(sound.shape[1]) / SAMPLE_RATE
    sides = []
    for channel, turn in zip(sound, (0.0, np.pi / 2), strict=True):
        delay_s = 0.009 + 0.0022 * np.sin(2.0 * np.pi * 0.85 * seconds + turn)
        wet = np.interp(seconds - delay_s, seconds, channel, left=0.0)
        sides.append(0.78 * channel + 0.62 * wet)
    return np.asarray(np.stack(sides), dtype=np.float32)


def reed(sound: Sound) -> Sound:
    """Reeds in a plastic box that is blown into: a nasal middle, little above it."""
    box = _lowpassed(sound, 2, 3000.0)
    return box + np.float32(0.8) * (_lowpassed(sound, 1, 1700.0) - _lowpassed(sound, 1, 700.0))


def subtone(sound: Sound) -> Sound:
    """A saxophone breathed rather than blown: the reed's edge gone, the air beside the tone left, and a soft start."""
    soft = _lowpassed(sound, 2, 1900.0) + np.float32(0.2) * sound
    strength = _lowpassed(np.abs(sound), 1, 12.0)
    air = rng(0, "subtone").standard_normal((1, sound.shape[1])).astype(np.float32)
    breath = _lowpassed(air, 1, 4500.0) - _lowpassed(air, 1, 900.0)
    soft += np.float32(0.16) * breath * strength
    attack = min(1800, soft.shape[1])
    soft[:, :attack] *= np.linspace(0.1, 1.0, attack, dtype=np.float32)
    return soft


TONES: dict[str, Callable[[Sound], Sound]] = {
    "felt": felt,
    "lofi": lofi,
    "sped_up": sped_up,
    "sampler": sampler,
    "reed": reed,
    "subtone": subtone,
    "high_gain": high_gain,
    "grind": grind,
    "chorus": chorus,
}


def _resampled(sound: Sound, speed: float) -> Sound:
    """The sound at another speed, its pitch with it; between samples it is read linearly."""
    places = np.arange(int(sound.shape[1] / speed)) * speed
    grid = np.arange(sound.shape[1])
    return np.stack([np.interp(places, grid, channel) for channel in sound]).astype(np.float32)


def _lowpassed(sound: Sound, order: int, cutoff_hz: float) -> Sound:
    sections = butter(order, cutoff_hz, fs=SAMPLE_RATE, output="sos")
    return np.asarray(sosfilt(sections, sound, axis=1), dtype=np.float32)
