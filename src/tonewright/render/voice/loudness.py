"""How loud each frame of a sung line is: even vowels, clear consonants, the phrase's own dynamics."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter1d

from tonewright.dsp.kernels import njit
from tonewright.render.stems import SAMPLE_RATE
from tonewright.render.voice.alignment import Nucleus
from tonewright.render.voice.consonants import lift_db
from tonewright.render.voice.frames import SungFrames
from tonewright.render.voice.planning import PlannedLine

LOUDEST_NOISE_DB = -6.5
"""No hiss above 1 kHz is louder than this beside the vowels."""
EVENNESS = 0.8
"""How far soft and loud vowels are brought to the same level."""
DB_PER_VELOCITY, USUAL_VELOCITY = 0.08, 100.0
ARC_DB, ARC_MEAN_DB = 2.0, 1.3
"""A phrase grows towards its middle by this much."""
HELD_S, SWELL_DB, FALL_DB = 0.6, 1.5, 2.5
"""A note held for longer swells, and falls off towards its end."""
STEADINESS, MOST_STEADIED = 0.85, 1.2
"""How much of a vowel's own wavering is taken back, and up to how many neper of it."""
FADE_S = 0.08
ATTACK_S = 0.045
"""How slowly a phrase sets in that starts with a vowel."""
_HISS_FROM_HZ = 1_000.0
_VOWEL_TO_HZ = 4_000.0
_NEPER_PER_DB = float(np.log(10.0) / 20.0)


def line_gain(
    planned: PlannedLine,
    frames: SungFrames,
    times_s: NDArray[np.float64],
    f0_hz: NDArray[np.float64],
    envelope: NDArray[np.float32],
    dynamics_db: NDArray[np.float64],
) -> NDArray[np.float64]:
    """The gain (frames,) in neper for an envelope (frames, bins); a median vowel at 0 dB then has power 1."""
    bins_per_hz = (envelope.shape[1] - 1) / (SAMPLE_RATE / 2)
    tone = harmonic_level(envelope, f0_hz * bins_per_hz, _VOWEL_TO_HZ * bins_per_hz)
    hiss = noise_level(envelope, round(_HISS_FROM_HZ * bins_per_hz))
    centres, levels = [], []
    steadied = np.zeros(len(times_s))
    for index, piece in enumerate(planned.pieces):
        here = frames.piece == index
        if piece.is_vowel and here.any():
            centres.append(0.5 * (piece.start_s + piece.end_s))
            levels.append(float(np.percentile(tone[here], 70)))
            steadied[here] = _steadied(tone[here], levels[-1])
    if not levels:
        return np.full(len(times_s), -20.0)
    usual = float(np.median(levels))
    evened = EVENNESS * np.clip(usual - np.array(levels), -1.5, 1.5)
    gain = np.asarray(np.interp(times_s, centres, evened)) - usual + steadied

    added_db = [lift_db(piece.phone) for piece in planned.pieces]
    is_vowel = np.array([piece.is_vowel for piece in planned.pieces])
    consonant = (frames.piece >= 0) & ~is_vowel[frames.piece]
    room = LOUDEST_NOISE_DB * _NEPER_PER_DB - (hiss + gain)
    lift = np.minimum(np.array(added_db)[frames.piece] * _NEPER_PER_DB, room)
    gain = np.where(consonant, gain + lift, gain)
    gain += dynamics_db * _NEPER_PER_DB
    amplitude = uniform_filter1d(_released(planned, frames, times_s), 4)
    return np.asarray(gain + np.log(np.maximum(amplitude, 1e-5)))


def _steadied(tone: NDArray[np.float64], level: float) -> NDArray[np.float64]:
    """What keeps a vowel at its level where harmonics wander on and off its formants.

    Singers tune the first formant to a high fundamental instead (Joliveau, Smith & Wolfe, "Tuning of vocal
    tract resonance by sopranos", Nature 427, 2004). Beginning and end, where the mouth moves, are left alone.
    """
    at = np.arange(len(tone))
    inside = np.clip(np.minimum(at - 6, len(tone) - 10 - at) / 8.0, 0.0, 1.0)
    off = level - uniform_filter1d(tone, 5, mode="nearest")
    return np.asarray(STEADINESS * inside * np.clip(off, -MOST_STEADIED, MOST_STEADIED))


@njit(cache=True)
def harmonic_level(log_envelope: NDArray[np.float32], f0_bins: NDArray[np.float64], high: float) -> NDArray[np.float64]:
    """The level in neper (half the log power) of each frame's harmonics up to a bin."""
    level = np.empty(log_envelope.shape[0])
    for i in range(log_envelope.shape[0]):
        power = 1e-12
        at = f0_bins[i]
        while at <= high:
            left = int(at)
            share = at - left
            value = log_envelope[i, left] * (1.0 - share) + log_envelope[i, left + 1] * share
            power += np.exp(2.0 * value) * f0_bins[i]
            at += f0_bins[i]
        level[i] = 0.5 * np.log(power)
    return level


@njit(cache=True)
def noise_level(log_envelope: NDArray[np.float32], low: int) -> NDArray[np.float64]:
    """The level in neper of each frame from a bin upwards, were it excited by noise."""
    level = np.empty(log_envelope.shape[0])
    for i in range(log_envelope.shape[0]):
        power = 1e-12
        for k in range(low, log_envelope.shape[1]):
            power += np.exp(np.float32(2.0) * log_envelope[i, k])
        level[i] = 0.5 * np.log(power)
    return level


def dynamics(nuclei: Sequence[Nucleus], times_s: NDArray[np.float64]) -> NDArray[np.float64]:
    """The effort (frames,) in decibels with which a line is sung, by velocity, stress and the arc of the phrase.

    0 is the usual effort: notes of USUAL_VELOCITY in the middle of nothing.
    """
    at = [nucleus.start_s for nucleus in nuclei]
    velocity = np.array([nucleus.notes[0].velocity for nucleus in nuclei], dtype=np.float64)
    stress = np.array([nucleus.stress for nucleus in nuclei], dtype=np.float64)
    own_db = DB_PER_VELOCITY * (velocity - USUAL_VELOCITY) + 1.2 * (stress - stress.mean())
    span = max(nuclei[-1].end_s - nuclei[0].start_s, 0.1)
    arc_db = ARC_DB * np.sin(np.pi * np.clip((times_s - nuclei[0].start_s) / span, 0.0, 1.0) ** 0.8)
    swell_db = np.zeros(len(times_s))
    for nucleus in nuclei:
        length_s = nucleus.end_s - nucleus.start_s
        if length_s > HELD_S:
            along = np.clip((times_s - nucleus.start_s) / length_s, 0.0, 1.0)
            swell_db += SWELL_DB * np.sin(np.pi * along**0.7) - FALL_DB * along**3 * (along < 1.0)
    return np.asarray(np.interp(times_s, at, own_db) + arc_db - ARC_MEAN_DB + swell_db)


def _released(planned: PlannedLine, frames: SungFrames, times_s: NDArray[np.float64]) -> NDArray[np.float64]:
    """The amplitude, 1 where something sounds, with phrases set in and let go rather than cut out."""
    amplitude = (frames.piece >= 0).astype(np.float64)
    first = planned.pieces[0]
    if first.is_vowel:
        since = np.clip((times_s - first.start_s) / ATTACK_S, 0.0, 1.0)
        amplitude *= np.where(times_s >= first.start_s, 0.15 + 0.85 * since, 1.0)
    for index, piece in enumerate(planned.pieces):
        following = planned.pieces[index + 1] if index + 1 < len(planned.pieces) else None
        ends = following is None or following.start_s - piece.end_s > FADE_S
        if ends and piece.phone.kind != "unvoiced":
            fade_s = min(FADE_S, 0.5 * (piece.end_s - piece.start_s) + 1e-3)
            inside = frames.piece == index
            left = np.clip((piece.end_s - times_s[inside]) / fade_s, 0.0, 1.0)
            amplitude[inside] *= np.sin(0.5 * np.pi * left)
    return amplitude
