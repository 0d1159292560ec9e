"""A voice's habits: whether it speaks or sings, how breathy it is, its vibrato, and the notes that suit it."""

from dataclasses import dataclass

import numpy as np
import scipy.signal
from numpy.typing import NDArray

from tonewright.cloning.voicing import RATE_HZ, STEP_S, Voicing

HELD_S, HELD_CENTS = 0.4, 20.0
"""A held note lasts so long while its pitch, its vibrato smoothed away, stays within this of its middle."""
SUNG_SHARE = 0.18
"""Who holds notes for this share of the voiced time sings: flite and eSpeak NG hold 0.10 of it at most, our singers
0.24 at least."""
LONG_S, LEAST_HELD_S = 0.6, 2.0
"""Vibrato is looked for on notes so long, if there are so many seconds of them."""
_VIBRATES_FROM = 0.45
"""Vibrato sets in late on a note."""
VIBRATO_HZ = (3.5, 8.5)
_BREATH_HZ = (1_500.0, 4_000.0)
_FINER, _MOST_FRAMES = 2, 1_000


@dataclass(frozen=True)
class Vibrato:
    """The depth in cents (half of what the pitch moves from top to bottom) and the rate in Hz."""

    cents: float
    rate_hz: float


def held_notes(voicing: Voicing) -> list[slice]:
    """The frames of each held note."""
    width = round(0.2 / STEP_S)
    held: list[slice] = []
    for run in voicing.runs(HELD_S):
        cents = 1200.0 * np.log2(voicing.f0_hz[run])
        smooth = np.convolve(np.pad(cents, width // 2, mode="edge"), np.ones(width + 1) / (width + 1), "valid")
        first = 0
        for at in range(1, len(smooth) + 1):
            if at < len(smooth) and np.ptp(smooth[first : at + 1]) <= 2 * HELD_CENTS:
                continue
            if (at - first) * STEP_S >= HELD_S:
                held.append(slice(run.start + first, run.start + at))
                first = at
            else:
                first += 1
    return held


def held_share(voicing: Voicing) -> float:
    """The share of the voiced time in which notes are held."""
    held = sum(note.stop - note.start for note in held_notes(voicing))
    return float(held) / max(int(voicing.voiced.sum()), 1)


def is_sung(voicing: Voicing) -> bool:
    """Whether notes are held for SUNG_SHARE of the voiced time."""
    return held_share(voicing) >= SUNG_SHARE


def find_vibrato(voicing: Voicing) -> Vibrato | None:
    """The usual vibrato of the later part of long notes; None where there is too little to tell."""
    notes = [note for note in held_notes(voicing) if (note.stop - note.start) * STEP_S >= LONG_S]
    if sum(note.stop - note.start for note in notes) * STEP_S < LEAST_HELD_S:
        return None
    band = scipy.signal.butter(2, VIBRATO_HZ, "band", fs=1.0 / STEP_S, output="sos")
    depths, rates = [], []
    for note in notes:
        cents = 1200.0 * np.log2(voicing.f0_hz[note])
        moved = scipy.signal.sosfiltfilt(band, scipy.signal.detrend(cents))
        later = moved[round(_VIBRATES_FROM * len(moved)) :]
        depths.append(float(np.sqrt(2.0) * np.std(later)))
        crossed = np.flatnonzero(np.diff(np.signbit(later)))
        if len(crossed) > 1:
            rates.append(float((len(crossed) - 1) / (2 * STEP_S * (crossed[-1] - crossed[0]))))
    return Vibrato(float(np.median(depths)), float(np.clip(np.median(rates or [5.5]), *VIBRATO_HZ)))


def noise_share(samples: NDArray[np.float32], voicing: Voicing) -> float:
    """The share of noise in the magnitude of voiced frames from 1.5 to 4 kHz, 0…1, for mono samples at RATE_HZ.

    From how alike two periods and the two after them are; the median over frames, 1 where nothing is voiced.
    """
    rate_hz = _FINER * RATE_HZ
    band = scipy.signal.butter(4, _BREATH_HZ, "band", fs=rate_hz, output="sos")
    sound = np.asarray(scipy.signal.sosfiltfilt(band, scipy.signal.resample_poly(samples, _FINER, 1)))
    frames = np.concatenate(
        [np.arange(run.start + 1, run.stop - 1) for run in voicing.runs(0.06)] or [np.zeros(0, int)]
    )
    shares = []
    for frame in frames[:: max(1, len(frames) // _MOST_FRAMES)]:
        period = rate_hz / voicing.f0_hz[frame]
        length = round(2 * period)
        first = round(frame * STEP_S * rate_hz) - round(1.5 * period)
        if first < 0 or first + length + 1.1 * period >= len(sound):
            continue
        now = sound[first : first + length]
        lags = range(round(0.95 * period), round(1.05 * period) + 1)
        alike = max(_alike(now, sound[first + lag : first + lag + length]) for lag in lags)
        shares.append(np.sqrt(1.0 - np.clip(alike, 0.0, 1.0)))
    return float(np.median(shares)) if shares else 1.0


def _alike(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    return float(one @ other / np.sqrt((one @ one) * (other @ other) + 1e-20))


def sung_range(voicing: Voicing) -> tuple[float, float, float, float]:
    """The lowest, the lowest usual, the highest usual and the highest MIDI note of the voiced frames."""
    notes = 69.0 + 12.0 * np.log2(voicing.f0_hz[voicing.voiced] / 440.0)
    low, usual_low, usual_high, high = (float(note) for note in np.percentile(notes, (3, 15, 85, 97)))
    return low, usual_low, usual_high, high
