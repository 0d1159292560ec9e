"""The tempo that is heard: the beat grid of the whole piece, found in the mix alone.

Recipe:

1. Onset strength: how much the amplitude of the mel bands grows from frame to frame (hop 256 at 22.05 kHz), summed,
   less its moving mean of one second, negative values dropped. Amplitude, not its logarithm, so that a soft stroke
   between the beats counts as soft. The same below 150 Hz and above 1.5 kHz, for low and for bright strokes.
2. Salience of a beat frequency f: the magnitude of the envelope's Fourier transform at f times its autocorrelation at
   1/f, over the whole piece. The transform has peaks at the beat's multiples, the autocorrelation at its fractions;
   the product keeps the level between (Peeters, "Template-Based Estimation of Time-Varying Tempo", 2007, 3.2).
   Candidates are its maxima from 40 to 240 beats a minute that reach a tenth of the highest, since nobody taps a beat
   that hardly anybody plays; nothing is folded.
3. Octave, by a stated prior of two parts. Tempo: log-normal around 0.55 s with a deviation of 0.28 (Klapuri, Eronen &
   Astola, "Analysis of the Meter of Acoustic Musical Signals", 2006, table II, tactus). Alternation: where there are
   drums, low and bright strokes take turns from beat to beat (kick and snare, bass and backbeat), at twice or half
   the beat they do not; with L and B the low and bright strengths at every second grid position, each as its share
   above or below the mean of all positions, `-L B` is −1…1 and weighs as exp(3 · it).
4. Exact value: around the best f, where the summed magnitude at f, 2f and 4f is largest; then the phases of those
   multiples in windows of 8 seconds, every 4 seconds, each unwrapped, and a least-squares line through them, which is
   the line through the grid's positions. Its slope is the tempo, its residual the grid's unsteadiness.

Verdicts: `exact` within 0.5 %; `half`, `double`, `3:2` and so on within 0.5 % of those; else `other`. In 6/8 the beat
that is heard is the dotted quarter note, so that the asked quarter notes a minute are compared at two thirds.
"""

from dataclasses import dataclass
from typing import Any

import librosa
import numpy as np
from numpy.typing import NDArray
from scipy.signal import argrelmax, zoom_fft

WINDOW, HOP = 1024, 256
TOLERANCE = 0.005
SLOWEST_BPM, FASTEST_BPM = 40.0, 240.0
PRIOR_S, PRIOR_DEVIATION = 0.55, 0.28
LEAST_SALIENCE = 0.1
ALTERNATION_WEIGHT = 3.0
LOW_HZ, BRIGHT_HZ = 150.0, 1500.0
NEAR_S = 0.045
MULTIPLES = (1, 2, 4)
WINDOW_S, STEP_S = 8.0, 4.0
FOLDS = {"half": 0.5, "double": 2.0, "3:2": 1.5, "2:3": 2.0 / 3.0, "third": 1.0 / 3.0, "triple": 3.0, "quarter": 0.25}

Envelope = NDArray[np.float64]


@dataclass(frozen=True)
class Tempo:
    """A grid: beats a minute, and how far its positions lie off their line, in milliseconds (root mean square)."""

    bpm: float
    unsteady_ms: float


@dataclass(frozen=True)
class Onsets:
    """Onset strength over time, of everything, of low and of bright sounds; `frames_s` frames a second."""

    all: Envelope
    low: Envelope
    bright: Envelope
    frames_s: float


def onsets_of(mix: NDArray[np.float32], rate: int) -> Onsets:
    """The onset strengths of a mono mix."""
    power = np.abs(librosa.stft(mix, n_fft=WINDOW, hop_length=HOP)) ** 2
    frequencies = np.fft.rfftfreq(WINDOW, 1.0 / rate)
    mel = np.sqrt(librosa.feature.melspectrogram(S=power, sr=rate, n_mels=64))
    strength = _growth(mel).mean(axis=0)
    wide = round(rate / HOP) | 1
    strength = np.maximum(strength - np.convolve(strength, np.ones(wide) / wide, mode="same"), 0.0)
    low = _growth(np.sqrt(power[frequencies < LOW_HZ].sum(axis=0)))
    bright = _growth(np.sqrt(power[frequencies >= BRIGHT_HZ].sum(axis=0)))
    return Onsets(strength, low, bright, rate / HOP)


def tempo_of(mix: NDArray[np.float32], rate: int) -> Tempo:
    """The tempo of a mono mix; 0 where it is silent."""
    onsets = onsets_of(mix, rate)
    if not np.any(onsets.all):
        return Tempo(0.0, 0.0)
    envelope, frames_s = onsets.all, onsets.frames_s
    bpms = np.exp(np.arange(np.log(SLOWEST_BPM), np.log(FASTEST_BPM), 0.002))
    strengths = salience(envelope, frames_s, bpms)
    peaks = [n for n in argrelmax(strengths, order=5)[0] if strengths[n] >= LEAST_SALIENCE * strengths.max()]
    peaks = peaks or [int(np.argmax(strengths))]
    best = float(bpms[max(peaks, key=lambda n: strengths[n] * prior(bpms[n]) * _weight(onsets, bpms[n]))])
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


def prior(bpm: float) -> float:
    """How likely a tempo is to be the beat that people tap."""
    return float(np.exp(-0.5 * (np.log(60.0 / bpm / PRIOR_S) / PRIOR_DEVIATION) ** 2))


def alternation(onsets: Onsets, bpm: float) -> float:
    """How far low and bright strokes take turns from beat to beat, −1…1; the grid lies where most onsets are."""
    times = np.arange(len(onsets.all)) / onsets.frames_s
    turn = (onsets.all @ np.exp(-2j * np.pi * bpm / 60.0 * times)).item()
    first_s = (-np.angle(turn) / (2 * np.pi) % 1.0) * 60.0 / bpm
    places = np.round(np.arange(first_s, times[-1], 60.0 / bpm) * onsets.frames_s).astype(int)
    if len(places) < 4:
        return 0.0
    near = round(NEAR_S * onsets.frames_s)
    leanings = []
    for strength in (onsets.low, onsets.bright):
        at = np.array([strength[max(place - near, 0) : place + near + 1].max(initial=0.0) for place in places])
        leanings.append((at[::2].mean() - at[1::2].mean()) / max(at.mean(), 1e-12))
    return float(np.clip(-leanings[0] * leanings[1], -1.0, 1.0))


def verdict(heard_bpm: float, asked_bpm: float, meter: str = "4/4") -> str:
    """`exact`, the name of a fold, or `other`."""
    beat = asked_bpm * (2.0 / 3.0 if meter == "6/8" else 1.0)
    for name, factor in {"exact": 1.0, **FOLDS}.items():
        if abs(heard_bpm / (beat * factor) - 1.0) <= TOLERANCE:
            return name
    return "other"


def _weight(onsets: Onsets, bpm: float) -> float:
    return float(np.exp(ALTERNATION_WEIGHT * alternation(onsets, bpm)))


def _growth(amplitudes: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
    """How much each frame is above the one before it, from 0."""
    return np.maximum(np.diff(amplitudes, axis=-1, prepend=amplitudes[..., :1]), 0.0).astype(float)


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
