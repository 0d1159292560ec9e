"""Signals whose parts are known."""

import numpy as np
from numpy.typing import NDArray

RATE = 22_050
Samples = NDArray[np.float32]


def times(seconds: float) -> NDArray[np.float64]:
    return np.arange(int(seconds * RATE)) / RATE


def tone(hz: float, seconds: float, level: float = 0.2, harmonics: int = 1) -> Samples:
    t = times(seconds)
    return (level * sum(np.sin(2 * np.pi * hz * h * t) / h for h in range(1, harmonics + 1))).astype(np.float32)


def sung(seconds: float, level: float = 0.2) -> Samples:
    """A tone with vibrato that steps through a melody, ten harmonics, a rest after each note."""
    t = times(seconds)
    notes = np.array([262.0, 330.0, 294.0, 392.0, 349.0, 440.0, 294.0, 247.0])
    number = (t / 0.6).astype(int)
    hz = notes[(number * 5 + number // 8 * 3) % 8] * (1 + 0.012 * np.sin(2 * np.pi * 5.5 * t))
    phase = 2 * np.pi * np.cumsum(hz) / RATE
    on = ((t % 0.6) < 0.5) * np.minimum(1, (t % 0.6) / 0.02)
    return (level * on * sum(np.sin(h * phase) / h for h in range(1, 11))).astype(np.float32)


def struck(seconds: float, every_s: float = 0.5, level: float = 0.5) -> Samples:
    """Bursts of noise that die away within some ms."""
    t = times(seconds)
    noise = np.random.default_rng(3).standard_normal(len(t))
    return (level * noise * np.exp(-(t % every_s) / 0.008)).astype(np.float32)


def stereo(samples: Samples, left: float = 1.0, right: float = 1.0) -> Samples:
    return np.stack([samples * np.float32(left), samples * np.float32(right)], axis=1)


def gain_db(found: Samples, true: Samples, mix: Samples) -> float:
    """By how much the SI-SDR of what was found exceeds that of the mix (Le Roux et al. 2019, eq. 3)."""
    return _si_sdr_db(found, true) - _si_sdr_db(mix, true)


def _si_sdr_db(found: Samples, true: Samples) -> float:
    found, true = found.astype(float).ravel(), true.astype(float).ravel()
    target = true * (found @ true) / (true @ true)
    return float(10 * np.log10((target @ target) / ((found - target) @ (found - target))))
