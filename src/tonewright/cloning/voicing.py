"""Where a recording is voiced, and at which pitch: the autocorrelation of short frames, and a path through its peaks.

Boersma, "Accurate short-term analysis of the fundamental frequency and the harmonics-to-noise ratio of a sampled
sound", IFA Proceedings 17 (1993), with his costs of octaves and of jumps.
"""

from dataclasses import dataclass

import numpy as np
import scipy.fft
import scipy.signal
from numpy.typing import NDArray

from tonewright.dsp.kernels import njit

RATE_HZ = 16_000
"""The sample rate at which voices are listened to."""
STEP_S = 0.01
LOWEST_HZ, HIGHEST_HZ = 80.0, 1_000.0
VOICED_PERIODICITY = 0.6
"""Frames are voiced from this share of power that repeats with the period: 1.8 dB more harmonics than noise."""
SILENT_BELOW_DB = -40.0
"""What is softer than the recording's loud frames by this is silence."""
OCTAVE_COST, JUMP_COST, CANDIDATES = 0.02, 0.35, 5
_PITCH_BELOW_HZ = 2_000.0
"""Peaks of what lies above are narrower than samples are apart, and say nothing more of the pitch."""
_WINDOW = round(0.04 * RATE_HZ)
_HOP = round(STEP_S * RATE_HZ)
_SIZE = 2048
_BLOCK = 4096


@dataclass(frozen=True, eq=False)
class Voicing:
    """One value for each STEP_S, whose frame is centred there.

    `f0_hz` is 0 where nothing is voiced, `periodicity` (0…1) the share of power that repeats with the period,
    `level_db` the level, and `sounding` says where there is sound at all.
    """

    f0_hz: NDArray[np.float64]
    periodicity: NDArray[np.float64]
    level_db: NDArray[np.float64]
    sounding: NDArray[np.bool_]

    @property
    def voiced(self) -> NDArray[np.bool_]:
        """Which frames are voiced."""
        return self.f0_hz > 0

    @property
    def voiced_s(self) -> float:
        """For how many seconds there is voice."""
        return float(self.voiced.sum()) * STEP_S

    @property
    def times_s(self) -> NDArray[np.float64]:
        """The time of each frame."""
        return np.asarray(np.arange(len(self.f0_hz)) * STEP_S)

    def runs(self, shortest_s: float = 0.0) -> list[slice]:
        """The stretches of frames that are voiced without a gap, and at least so long."""
        edges = np.flatnonzero(np.diff(np.concatenate(([0], self.voiced.view(np.int8), [0]))))
        return [slice(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if (b - a) * STEP_S >= shortest_s]


def find_voicing(samples: NDArray[np.float32]) -> Voicing:
    """The voicing of mono samples at RATE_HZ."""
    frames = len(samples) // _HOP + 1
    low = scipy.signal.butter(4, _PITCH_BELOW_HZ, fs=RATE_HZ, output="sos")
    smooth = scipy.signal.sosfiltfilt(low, samples).astype(np.float32) if len(samples) > _HOP else samples
    padded, samples_padded = (np.pad(sound, (_WINDOW // 2, _WINDOW + _HOP)) for sound in (smooth, samples))
    window = np.hanning(_WINDOW).astype(np.float32)
    own = _autocorrelation(window[None, :])[0]
    shortest, longest = int(RATE_HZ / HIGHEST_HZ), int(np.ceil(RATE_HZ / LOWEST_HZ)) + 1
    strengths = np.zeros((frames, CANDIDATES))
    lags = np.full((frames, CANDIDATES), float(longest))
    level_db = np.empty(frames)
    for first in range(0, frames, _BLOCK):
        rows = np.arange(first, min(first + _BLOCK, frames))
        pieces = padded[rows[:, None] * _HOP + np.arange(_WINDOW)]
        pieces = (pieces - pieces.mean(axis=1, keepdims=True)) * window
        found = _autocorrelation(pieces)
        power = np.maximum(found[:, :1], 1e-12)
        heard = samples_padded[rows[:, None] * _HOP + np.arange(_WINDOW)]
        level_db[rows] = 10.0 * np.log10(np.mean(heard**2, axis=1) + 1e-12)
        ratio = np.clip(found[:, : longest + 2] / power / (own[: longest + 2] / own[0]), -1.0, 1.0)
        ratio[found[:, 0] < 1e-9] = 0.0
        _peaks(ratio.astype(np.float64), shortest, longest, strengths[first:], lags[first:])
    sounding = level_db > max(np.percentile(level_db, 95) + SILENT_BELOW_DB, -80.0)
    path = _best_path(strengths - OCTAVE_COST * np.log2(lags / shortest), np.log2(lags))
    chosen = np.arange(frames), path
    periodicity = strengths[chosen]
    voiced = sounding & (periodicity >= VOICED_PERIODICITY)
    return Voicing(np.where(voiced, RATE_HZ / lags[chosen], 0.0), periodicity, level_db, sounding)


def _autocorrelation(pieces: NDArray[np.float32]) -> NDArray[np.float32]:
    spectrum = scipy.fft.rfft(pieces, _SIZE, axis=1)
    return np.asarray(scipy.fft.irfft(np.abs(spectrum) ** 2, _SIZE, axis=1), np.float32)


@njit(cache=True)
def _peaks(
    ratio: NDArray[np.float64],
    shortest: int,
    longest: int,
    strengths: NDArray[np.float64],
    lags: NDArray[np.float64],
) -> None:
    """Fill in the strongest peaks of each row and their lags, between samples by a parabola."""
    count = strengths.shape[1]
    for i in range(ratio.shape[0]):
        for lag in range(shortest, longest + 1):
            here, before, after = ratio[i, lag], ratio[i, lag - 1], ratio[i, lag + 1]
            if here < before or here <= after or here <= 0.0:
                continue
            off = 0.5 * (before - after) / (before - 2.0 * here + after)
            strength = min(here - 0.25 * (before - after) * off, 1.0)
            weakest = 0
            for j in range(1, count):
                if strengths[i, j] < strengths[i, weakest]:
                    weakest = j
            if strength > strengths[i, weakest]:
                strengths[i, weakest] = strength
                lags[i, weakest] = lag + off


@njit(cache=True)
def _best_path(strengths: NDArray[np.float64], octaves: NDArray[np.float64]) -> NDArray[np.int64]:
    """The candidate of each frame on the path of the greatest strength less JUMP_COST for each octave jumped."""
    frames, count = strengths.shape
    best = strengths[0].copy()
    back = np.zeros((frames, count), np.int64)
    for i in range(1, frames):
        now = np.empty(count)
        for j in range(count):
            top, source = -1e9, 0
            for k in range(count):
                value = best[k] - JUMP_COST * abs(octaves[i, j] - octaves[i - 1, k])
                if value > top:
                    top, source = value, k
            now[j] = top + strengths[i, j]
            back[i, j] = source
        best = now
    path = np.zeros(frames, np.int64)
    path[frames - 1] = np.argmax(best)
    for i in range(frames - 1, 0, -1):
        path[i - 1] = back[i, path[i]]
    return path
