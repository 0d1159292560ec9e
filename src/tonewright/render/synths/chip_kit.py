"""The drums of an 8-bit console: its noise voice in short steps of volume, and kicks and toms from a falling triangle.

The noise is the 15-bit feedback shift register of the NES's sound unit (2A03), taps 0 and 1, clocked at the periods of
its table for NTSC (processor clock 1 789 773 Hz).
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from tonewright.dsp.envelopes import fall_60_db
from tonewright.render.stems import SAMPLE_RATE
from tonewright.render.synths.drum_machine import DrumMachine, Mono, Voice, seconds_of

_CLOCK_HZ = 1_789_773.0
_FRAME_S = 1.0 / 60.0


def chip_kit(seed: int) -> DrumMachine:
    """The `chip_kit` instrument."""
    return DrumMachine("chip_kit", _VOICES, _tick, seed)


def shift_register_noise(period_clocks: int, frames: int) -> NDArray[np.float64]:
    """Noise of ±1 from the shift register, one bit every `period_clocks` of the processor."""
    bits = register_bits()
    clock = np.arange(frames) * (_CLOCK_HZ / SAMPLE_RATE / period_clocks)
    return bits[clock.astype(np.int64) % len(bits)]


@cache
def register_bits() -> NDArray[np.float64]:
    """All 32 767 bits of the register, as ±1."""
    bits = np.empty(2**15 - 1)
    register = 1
    for place in range(len(bits)):
        bits[place] = 1.0 - 2.0 * (register & 1)
        feedback = (register ^ (register >> 1)) & 1
        register = (register >> 1) | (feedback << 14)
    return bits


def _steps(seconds: Mono, decay_s: float) -> Mono:
    """A fall by 60 dB in `decay_s`, in sixteenths and once a frame of the console."""
    return np.asarray(np.ceil(15.0 * fall_60_db(np.floor(seconds / _FRAME_S) * _FRAME_S, decay_s) - 0.4) / 15.0)


def _noise(seconds: Mono, period_clocks: int, decay_s: float) -> Mono:
    return shift_register_noise(period_clocks, len(seconds)) * _steps(seconds, decay_s)


def _falling(seconds: Mono, from_hz: float, to_hz: float, fall_s: float) -> Mono:
    """A triangle that falls from one pitch to another."""
    phase = np.cumsum(to_hz + (from_hz - to_hz) * fall_60_db(seconds, fall_s)) / SAMPLE_RATE % 1.0
    return np.asarray(np.round((1.0 - 4.0 * np.abs(phase - 0.5)) * 7.5) / 7.5)


def _kick(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    seconds = seconds_of(0.20)
    body = _falling(seconds, 260.0, 45.0, 0.11) * fall_60_db(np.maximum(seconds - 0.06, 0.0), 0.35)
    return np.asarray(0.62 * body + 0.10 * _noise(seconds, 380, 0.05))


def _snare(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    seconds = seconds_of(0.24)
    return np.asarray(
        0.34 * _noise(seconds, 64, 0.34) + 0.30 * _falling(seconds, 330.0, 160.0, 0.05) * (seconds < 0.05)
    )


def _burst(length_s: float, period_clocks: int, decay_s: float, gain: float) -> Voice:
    """A voice that is the noise alone."""

    def burst(pitch: int, level: float, generator: np.random.Generator) -> Mono:
        return np.asarray(gain * _noise(seconds_of(length_s), period_clocks, decay_s))

    return burst


_clap = _burst(0.2, 32, 0.24, 0.32)
_hat = _burst(0.06, 16, 0.09, 0.20)
_open_hat = _burst(0.26, 16, 0.45, 0.18)
_cymbal = _burst(1.1, 32, 1.6, 0.26)
_tick = _burst(0.05, 32, 0.07, 0.26)


def _tom(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    seconds = seconds_of(0.26)
    high = 150.0 * 2.0 ** ((pitch - 41) / 12.0)
    return np.asarray(0.50 * _falling(seconds, 2.0 * high, 0.6 * high, 0.4) * fall_60_db(seconds, 0.6))


# The console itself is mono; hats and toms stand a little apart, as on records of games' music.
_VOICES: dict[int, tuple[Voice, float]] = {
    35: (_kick, 0.0), 36: (_kick, 0.0), 38: (_snare, 0.0), 39: (_clap, 0.0), 40: (_snare, 0.0), 37: (_tick, 0.1),
    42: (_hat, 0.12), 44: (_hat, 0.12), 46: (_open_hat, 0.12), 51: (_hat, 0.2), 49: (_cymbal, 0.0), 57: (_cymbal, 0.0),
    41: (_tom, -0.2), 43: (_tom, -0.1), 45: (_tom, -0.05), 47: (_tom, 0.05), 48: (_tom, 0.1), 50: (_tom, 0.2),
}  # fmt: skip
