"""The fundamental frequency of a sung line: notes, glides, vibrato, and the small unsteadiness of a voice.

Vibrato rate and extent, its late start on a note, and the speed of pitch changes follow Sundberg, "The
Science of the Singing Voice" (1987), chapters 7 and 8; drift and fine fluctuation follow Saitou, Unoki &
Akagi, "Development of an F0 control model based on F0 dynamic characteristics for singing-voice synthesis",
Speech Communication 46 (2005).
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from tonewright.render.voice.alignment import Nucleus
from tonewright.speech.roster import VoiceSound

GLIDE_LEAD = 0.65
"""The share of a glide that lies before the note it leads to."""
GLIDE_GROWTH = 0.02
"""By how much a glide is longer for each semitone that it spans; what is longer lies before the note."""
MELISMA_GLIDE = 1.4
"""A glide within a syllable is slower: nothing but the pitch moves."""
GLIDE_ROOM = 0.7
"""No glide takes more than this share of the shorter of its two notes."""
VIBRATO_SHORTEST_S = 0.42
VIBRATO_SWELL_S, VIBRATO_RELEASE_S = 0.3, 0.09
SCOOP_S = 0.09
FINE_SHARE = 0.4
"""Fine fluctuation as a share of the slow drift."""
LOWEST_HZ, HIGHEST_HZ = 55.0, 1200.0


def pitch_curve(
    nuclei: Sequence[Nucleus],
    times_s: NDArray[np.float64],
    sound: VoiceSound,
    generator: np.random.Generator,
) -> NDArray[np.float64]:
    """The fundamental in Hz at evenly spaced times, defined everywhere, also where nothing is voiced."""
    step_s = float(times_s[1] - times_s[0])
    cents = _glides(nuclei, times_s, sound.glide_s)
    previous_end = -1.0
    for nucleus in nuclei:
        if nucleus.start_s - previous_end > 0.25:
            cents -= sound.scoop_cents * _fall(times_s, nucleus.start_s, SCOOP_S)
        previous_end = nucleus.end_s
        for note in nucleus.notes:
            cents += _vibrato(times_s, note.start_s, note.duration_s, sound, generator)
    cents += sound.drift_cents * _unit_noise(generator, len(times_s), round(0.4 / step_s))
    cents += FINE_SHARE * sound.drift_cents * _unit_noise(generator, len(times_s), round(0.015 / step_s))
    return np.clip(440.0 * 2.0 ** ((cents - 6900.0) / 1200.0), LOWEST_HZ, HIGHEST_HZ)


def _glides(nuclei: Sequence[Nucleus], times_s: NDArray[np.float64], glide_s: float) -> NDArray[np.float64]:
    """The notes in cents, each reached from the one before by half a period of a cosine."""
    notes = [(note, index > 0) for nucleus in nuclei for index, note in enumerate(nucleus.notes)]
    cents = np.full(len(times_s), 100.0 * notes[0][0].pitch)
    for (before, _), (note, within) in pairwise(notes):
        semitones = note.pitch - before.pitch
        wanted_s = glide_s * (MELISMA_GLIDE if within else 1.0)
        room = GLIDE_ROOM * min(before.duration_s, note.duration_s)
        length_s = min(wanted_s * (1.0 + GLIDE_GROWTH * abs(semitones)), max(room, 0.02))
        since = times_s - note.start_s + length_s - (1.0 - GLIDE_LEAD) * min(wanted_s, length_s)
        along = np.clip(since / length_s, 0.0, 1.0)
        cents += 50.0 * semitones * (1.0 - np.cos(np.pi * along))
    return cents


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
    late = since - sound.vibrato_after_s
    swell = np.clip(late / VIBRATO_SWELL_S, 0, 1) * np.clip((duration_s - since) / VIBRATO_RELEASE_S, 0, 1)
    return depth * swell * np.sin(2 * np.pi * rate_hz * np.maximum(late, 0))


def _fall(times_s: NDArray[np.float64], start_s: float, length_s: float) -> NDArray[np.float64]:
    """1 before start_s, then a raised cosine down to 0 within length_s."""
    x = np.clip((times_s - start_s + 0.02) / length_s, 0.0, 1.0)
    before = (times_s > start_s - 0.5).astype(np.float64)
    return before * 0.5 * (1.0 + np.cos(np.pi * x))


def _unit_noise(generator: np.random.Generator, count: int, width: int) -> NDArray[np.float64]:
    """Smooth noise of unit variance whose values forget each other after `width` steps."""
    kernel = np.hanning(max(width, 1) + 2)[1:-1]
    kernel = kernel / np.sqrt(np.sum(kernel**2))
    return np.convolve(generator.standard_normal(count + len(kernel) - 1), kernel, "valid")
