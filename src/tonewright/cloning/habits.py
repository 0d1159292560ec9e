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
LEAST_HELD_S = 3.0
"""What is said of vibrato from so many seconds of held notes on."""
VIBRATO_HZ = (3.5, 8.5)
_BREATH_FROM_HZ = 1_500.0


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
    """The usual vibrato of held notes; None where there is too little to tell."""
    notes = held_notes(voicing)
    if sum(note.stop - note.start for note in notes) * STEP_S < LEAST_HELD_S:
        return None
    band = scipy.signal.butter(2, VIBRATO_HZ, "band", fs=1.0 / STEP_S, output="sos")
    depths, rates = [], []
    for note in notes:
        cents = 1200.0 * np.log2(voicing.f0_hz[note])
        moved = scipy.signal.sosfiltfilt(band, scipy.signal.detrend(cents), padlen=min(20, len(cents) - 1))
        inner = moved[len(moved) // 5 :]
        depths.append(float(np.sqrt(2.0) * np.std(inner)))
        rates.append(float(np.count_nonzero(np.diff(np.signbit(inner))) / (2 * STEP_S * len(inner))))
    return Vibrato(float(np.median(depths)), float(np.clip(np.median(rates), *VIBRATO_HZ)))


def noise_share(samples: NDArray[np.float32], voicing: Voicing) -> float:
    """The share of noise in the magnitude of voiced frames above 1.5 kHz, 0…1, for mono samples at RATE_HZ.

    From the autocorrelation at the period, as in `voicing`; the median over frames.
    """
    high = scipy.signal.butter(4, _BREATH_FROM_HZ, "high", fs=RATE_HZ, output="sos")
    sound = np.asarray(scipy.signal.sosfiltfilt(high, samples))
    shares = []
    for run in voicing.runs(0.06):
        for frame in range(run.start + 1, run.stop - 1, 2):
            period = RATE_HZ / voicing.f0_hz[frame]
            length = round(2 * period)
            first = round(frame * STEP_S * RATE_HZ) - round(1.5 * period)
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
