"""The fundamental frequency of a sung line: notes, glides, vibrato, and the small unsteadiness of a voice.

Vibrato rate and extent, its late start on a note, and the speed of pitch changes follow Sundberg, "The
Science of the Singing Voice" (1987), chapters 7 and 8; drift and fine fluctuation follow Saitou, Unoki &
Akagi, "Development of an F0 control model based on F0 dynamic characteristics for singing-voice synthesis",
Speech Communication 46 (2005).
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tonewright.render.voice.alignment import Nucleus
from tonewright.speech.roster import VoiceSound

GLIDE_S = 0.07
GLIDE_LEAD = 0.65
"""The share of a glide that lies before the note it leads to."""
VIBRATO_FROM_S = 0.24
VIBRATO_SHORTEST_S = 0.42
SCOOP_CENTS = 55.0
SCOOP_S = 0.09
DRIFT_CENTS = 5.0
FINE_CENTS = 2.0
LOWEST_HZ, HIGHEST_HZ = 55.0, 1200.0


def pitch_curve(
    nuclei: Sequence[Nucleus],
    times_s: NDArray[np.float64],
    sound: VoiceSound,
    generator: np.random.Generator,
) -> NDArray[np.float64]:
    """The fundamental in Hz at evenly spaced times, defined everywhere, also where nothing is voiced."""
    notes = [note for nucleus in nuclei for note in nucleus.notes]
    step_s = float(times_s[1] - times_s[0])
    starts = np.array([note.start_s for note in notes])
    which = np.clip(np.searchsorted(starts, times_s + GLIDE_S * (GLIDE_LEAD - 0.5), side="right") - 1, 0, None)
    cents = 100.0 * np.array([note.pitch for note in notes], dtype=np.float64)[which]
    cents = _smooth(cents, max(3, round(GLIDE_S / step_s)))
    previous_end = -1.0
    for nucleus in nuclei:
        if nucleus.start_s - previous_end > 0.25:
            cents -= SCOOP_CENTS * _fall(times_s, nucleus.start_s, SCOOP_S)
        previous_end = nucleus.end_s
        for note in nucleus.notes:
            cents += _vibrato(times_s, note.start_s, note.duration_s, sound, generator)
    cents += DRIFT_CENTS * _unit_noise(generator, len(times_s), round(0.4 / step_s))
    cents += FINE_CENTS * _unit_noise(generator, len(times_s), round(0.015 / step_s))
    return np.clip(440.0 * 2.0 ** ((cents - 6900.0) / 1200.0), LOWEST_HZ, HIGHEST_HZ)


def _vibrato(
    times_s: NDArray[np.float64],
    start_s: float,
    duration_s: float,
    sound: VoiceSound,
    generator: np.random.Generator,
) -> NDArray[np.float64]:
    rate_hz = sound.vibrato_hz * (1.0 + 0.03 * generator.standard_normal())
    depth = sound.vibrato_cents * (1.0 + 0.1 * generator.standard_normal())
    if duration_s < VIBRATO_SHORTEST_S:
        return np.zeros_like(times_s)
    since = times_s - start_s
    swell = np.clip((since - VIBRATO_FROM_S) / 0.3, 0, 1) * np.clip((duration_s - since) / 0.09, 0, 1)
    return depth * swell * np.sin(2 * np.pi * rate_hz * np.maximum(since - VIBRATO_FROM_S, 0))


def _fall(times_s: NDArray[np.float64], start_s: float, length_s: float) -> NDArray[np.float64]:
    """1 before start_s, then a raised cosine down to 0 within length_s."""
    x = np.clip((times_s - start_s + 0.02) / length_s, 0.0, 1.0)
    before = (times_s > start_s - 0.5).astype(np.float64)
    return before * 0.5 * (1.0 + np.cos(np.pi * x))


def _smooth(values: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    kernel = np.hanning(width | 1 + 2)[1:-1] if width > 3 else np.array([0.25, 0.5, 0.25])
    kernel = kernel / kernel.sum()
    half = len(kernel) // 2
    padded = np.pad(values, (half, len(kernel) - 1 - half), mode="edge")
    return np.convolve(padded, kernel, "valid")


def _unit_noise(generator: np.random.Generator, count: int, width: int) -> NDArray[np.float64]:
    """Smooth noise of unit variance whose values forget each other after `width` steps."""
    kernel = np.hanning(max(width, 1) + 2)[1:-1]
    kernel = kernel / np.sqrt(np.sum(kernel**2))
    return np.convolve(generator.standard_normal(count + len(kernel) - 1), kernel, "valid")
