"""A bodhrán: the Irish frame drum, its deep open skin, the stroke with the hand behind it, the tipper on the rim.

A circular membrane's modes stand at 1, 1.59, 2.14, 2.30, 2.65 and 2.92 times the lowest (T. D. Rossing, "Science of
Percussion Instruments", 2000, ch. 2); a 16-inch goatskin speaks near 80 Hz, and the hand behind it raises that.
"""

import numpy as np

from tonewright.dsp.envelopes import fall_60_db
from tonewright.render.stems import SAMPLE_RATE
from tonewright.render.synths.drum_machine import DrumMachine, Mono, hiss, seconds_of

_MODES = (1.0, 1.59, 2.14, 2.30, 2.65, 2.92)
# By General MIDI key: the skin's lowest mode in Hz, its ring in seconds, and the shares of skin and tipper.
_STROKES: dict[int, tuple[float, float, float, float]] = {
    36: (80.0, 0.55, 1.0, 0.22),
    35: (80.0, 0.55, 1.0, 0.22),
    41: (92.0, 0.45, 0.95, 0.25),
    45: (104.0, 0.38, 0.9, 0.28),
    47: (128.0, 0.30, 0.85, 0.30),
    50: (158.0, 0.24, 0.8, 0.32),
    38: (142.0, 0.20, 0.8, 0.42),
    42: (118.0, 0.15, 0.5, 0.34),
    46: (118.0, 0.24, 0.55, 0.34),
    37: (0.0, 0.06, 0.0, 1.0),
}
_OTHER = (118.0, 0.2, 0.5, 0.34)
_PAN = 0.08


def bodhran_kit(seed: int) -> DrumMachine:
    """The `bodhran_kit` instrument.

    A kick is the open skin, toms slide the hand up, a snare is the damped accent, a rim the wood.
    """
    voices = dict.fromkeys(_STROKES, (_stroke, _PAN))
    return DrumMachine("bodhran_kit", voices, _stroke, seed, other_pan=_PAN, touch=1.5)


def _stroke(pitch: int, level: float, generator: np.random.Generator) -> Mono:
    base_hz, ring_s, skin, tipper = _STROKES.get(pitch, _OTHER)
    seconds = seconds_of(ring_s + 0.12)
    mono = skin * _skin(seconds, base_hz, ring_s, level) + tipper * _tipper(seconds, generator, level, skin == 0.0)
    return np.asarray(0.8 * mono)


def _skin(seconds: Mono, base_hz: float, ring_s: float, level: float) -> Mono:
    if base_hz == 0.0:
        return np.zeros(len(seconds))
    # A hard stroke stretches the skin: its pitch falls back within a few hundredths of a second.
    glide = 1.0 + 0.22 * level * fall_60_db(seconds, 0.10)
    phase = 2.0 * np.pi * np.cumsum(base_hz * glide) / SAMPLE_RATE
    modes = [
        np.sin(ratio * phase) * fall_60_db(seconds, ring_s / ratio) / (1.0 + 1.3 * k) for k, ratio in enumerate(_MODES)
    ]
    return np.asarray(0.7 * sum(modes))


def _tipper(seconds: Mono, generator: np.random.Generator, level: float, wood: bool) -> Mono:
    low, high = (1500.0, 6000.0) if wood else (500.0, 2200.0 + 2600.0 * level)
    return hiss(generator, seconds, low, high, 0.05 if wood else 0.035)
