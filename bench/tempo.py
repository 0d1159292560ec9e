"""The tempo that is heard: the beat grid of the whole piece, found in the mix alone.

Recipe, written down before it was run:

1. Onset strength: the mix's spectral flux over mel bands (librosa `onset_strength`, hop 256 at 22.05 kHz), less its
   moving mean of one second, negative values dropped.
2. Salience of a beat frequency f: the magnitude of the envelope's Fourier transform at f times its autocorrelation at
   1/f, over the whole piece. The transform has peaks at the beat's multiples, the autocorrelation at its fractions;
   the product keeps the level between (Peeters, "Template-Based Estimation of Time-Varying Tempo", 2007, 3.2).
3. Octave: the salience is weighed by a log-normal prior around 120 beats a minute with a deviation of one octave
   (Ellis, "Beat Tracking by Dynamic Programming", 2007, eq. 6; the values are librosa's). Nothing is folded: any
   tempo from 40 to 240 can be the answer.
4. Exact value: around the best f, where the summed magnitude at f, 2f and 4f is largest; then the phases of those
   multiples in windows of 8 seconds, every 4 seconds, each unwrapped, and a least-squares line through them, which is
   the line through the grid's positions. Its slope is the tempo, its residual the grid's unsteadiness.

Verdicts: `exact` within 0.5 %; `half`, `double`, `3:2` and `2:3` within 0.5 % of those; else `other`. In 6/8 the beat
that is heard is the dotted quarter note, so that the asked quarter notes a minute are compared at two thirds.
"""

from dataclasses import dataclass

import librosa
import numpy as np
from numpy.typing import NDArray
from scipy.signal import zoom_fft

HOP = 256
TOLERANCE = 0.005
SLOWEST_BPM, FASTEST_BPM = 40.0, 240.0
PRIOR_BPM, PRIOR_OCTAVES = 120.0, 1.0
MULTIPLES = (1, 2, 4)
WINDOW_S, STEP_S = 8.0, 4.0
FOLDS = {"half": 0.5, "double": 2.0, "3:2": 1.5, "2:3": 2.0 / 3.0, "third": 1.0 / 3.0, "triple": 3.0, "quarter": 0.25}

Envelope = NDArray[np.float64]


@dataclass(frozen=True)
class Tempo:
    """A grid: beats a minute, and how far its positions lie off their line, in milliseconds (root mean square)."""

    bpm: float
    unsteady_ms: float


def onset_envelope(mix: NDArray[np.float32], rate: int) -> tuple[Envelope, float]:
    """Onset strength and its frames a second."""
    strength = librosa.onset.onset_strength(y=mix, sr=rate, hop_length=HOP).astype(float)
    frames_s = rate / HOP
    wide = max(round(frames_s) | 1, 3)
    mean = np.convolve(strength, np.ones(wide) / wide, mode="same")
    return np.maximum(strength - mean, 0.0), frames_s


def tempo_of(mix: NDArray[np.float32], rate: int) -> Tempo:
    """The tempo of a mono mix."""
    envelope, frames_s = onset_envelope(mix, rate)
    return tempo_of_onsets(envelope, frames_s)


def tempo_of_onsets(envelope: Envelope, frames_s: float) -> Tempo:
    """The tempo of an onset envelope; 0 where it is silent."""
    if not np.any(envelope):
        return Tempo(0.0, 0.0)
    bpms = np.exp(np.arange(np.log(SLOWEST_BPM), np.log(FASTEST_BPM), 0.002))
    best = float(bpms[np.argmax(salience(envelope, frames_s, bpms) * prior(bpms))])
    fine = best * np.linspace(0.98, 1.02, 801)
    total = sum(
        np.abs(zoom_fft(envelope, [fine[0] / 60.0 * k, fine[-1] / 60.0 * k], 801, fs=frames_s, endpoint=True))
        for k in MULTIPLES
    )
    return _on_the_line(envelope, frames_s, float(fine[np.argmax(total)]))


def salience(envelope: Envelope, frames_s: float, bpms: NDArray[np.float64]) -> NDArray[np.float64]:
    """How strongly the envelope recurs at each of the tempi."""
    size = 1 << (8 * len(envelope)).bit_length()
    spectrum = np.abs(np.fft.rfft(envelope * np.hanning(len(envelope)), size))
    centred = envelope - envelope.mean()
    alike = np.fft.irfft(np.abs(np.fft.rfft(centred, 2 * len(centred))) ** 2)[: len(centred)]
    alike /= np.arange(len(centred), 0, -1)
    at_frequency = np.interp(bpms / 60.0, np.fft.rfftfreq(size, 1.0 / frames_s), spectrum)
    at_lag = np.interp(60.0 / bpms * frames_s, np.arange(len(alike)), alike)
    return at_frequency * np.maximum(at_lag, 0.0)


def prior(bpms: NDArray[np.float64]) -> NDArray[np.float64]:
    """How likely each tempo is to be the beat."""
    return np.exp(-0.5 * (np.log2(bpms / PRIOR_BPM) / PRIOR_OCTAVES) ** 2)


def verdict(heard_bpm: float, asked_bpm: float, meter: str = "4/4") -> str:
    """`exact`, the name of a fold, or `other`."""
    beat = asked_bpm * (2.0 / 3.0 if meter == "6/8" else 1.0)
    for name, factor in {"exact": 1.0, **FOLDS}.items():
        if abs(heard_bpm / (beat * factor) - 1.0) <= TOLERANCE:
            return name
    return "other"


def _on_the_line(envelope: Envelope, frames_s: float, bpm: float) -> Tempo:
    window, step = round(WINDOW_S * frames_s), round(STEP_S * frames_s)
    starts = range(0, max(len(envelope) - window, 0) + 1, step)
    times = np.arange(len(envelope)) / frames_s
    places, weights, middles = [], [], []
    for multiple in MULTIPLES:
        turning = envelope * np.exp(-2j * np.pi * bpm / 60.0 * multiple * times)
        phasors = np.array([turning[start : start + window].sum() for start in starts])
        # In beats, relative to the grid of `bpm`; each multiple about its own middle.
        phase = -np.unwrap(np.angle(phasors)) / (2 * np.pi * multiple)
        weight = np.abs(phasors)
        places.append(phase - np.average(phase, weights=weight + 1e-12))
        weights.append(weight)
        middles.append((np.array(starts) + window / 2) / frames_s)
    x, y, w = np.concatenate(middles), np.concatenate(places), np.concatenate(weights)
    if len(starts) < 3 or not np.any(w):
        return Tempo(bpm, 0.0)
    slope, offset = np.polyfit(x, y, 1, w=np.sqrt(w))
    off = np.average((y - slope * x - offset) ** 2, weights=w) ** 0.5
    return Tempo(bpm - slope * 60.0, float(off * 60.0 / bpm * 1000.0))
