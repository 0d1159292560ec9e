"""Chords of tones with overtones, for estimators that listen."""

import numpy as np

RATE = 22_050


def tones(pitches: list[int], seconds: float, level: float = 0.1) -> np.ndarray:
    """Notes held together, each with six partials that fall by half, in stereo."""
    times = np.arange(round(seconds * RATE)) / RATE
    out = np.zeros(len(times))
    for pitch in pitches:
        frequency = 440.0 * 2.0 ** ((pitch - 69) / 12)
        for partial in range(1, 7):
            out += level * 0.5 ** (partial - 1) * np.sin(2 * np.pi * frequency * partial * times + pitch)
    fade = np.minimum(1.0, np.minimum(times, times[::-1]) / 0.02)
    return np.stack([out * fade, out * fade]).astype(np.float32)


def sequence(chords: list[list[int]], seconds: float) -> np.ndarray:
    """Chords one after another."""
    return np.concatenate([tones(chord, seconds) for chord in chords], axis=1)
