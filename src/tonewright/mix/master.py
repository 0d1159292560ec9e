"""Mastering: one gain curve for all stems, so that mastered stems still add up to the mastered mix."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from tonewright.dsp.limiter import limiting_gain
from tonewright.dsp.loudness import SILENCE_LUFS, STEP_S, integrated_lufs, k_weighting, step_powers
from tonewright.dsp.true_peak import PHASES, true_peak_envelope
from tonewright.render.stems import SAMPLE_RATE, Stem, release_pages

FULL_SCALE_24_BIT = 1 << 23

_LOOKAHEAD_FRAMES = 220
_RELEASE_S = 0.15
# What four-times oversampling misses of a true peak, and a little more.
_MARGIN_DB = 0.3
_STEM_CEILING = 0.999
_CLOSE_LU = 0.05
_TRIES = 12
_FADE_S = 0.6
_BLOCK = 1 << 16


@dataclass(frozen=True)
class Master:
    """A mastered piece: the mix is the sum of the stems times `gain` (one float32 per frame).

    `loudness_lufs` (ITU-R BS.1770-4) and `true_peak_dbtp` (four-times oversampled) are those of that sum.
    """

    stems: tuple[Stem, ...]
    gain: NDArray[np.float32]
    loudness_lufs: float
    true_peak_dbtp: float

    def quantised(self, stem: Stem | int, start: int, stop: int) -> NDArray[np.int32]:
        """Frames start…stop of a mastered stem (or the one of that index) as 24-bit integers (n, 2).
        Frames start…stop of a mastered stem (or the one of that index) as 24-bit integers (n, 2).
        """
        chosen = self.stems[stem] if isinstance(stem, int) else stem
        return _quantised(chosen.samples[:, start:stop], self.gain[start:stop])


def master(stems: Sequence[Stem], target_lufs: float = -14.0, ceiling_dbtp: float = -1.0) -> Master:
    """Bring the sum of the stems to a loudness under a true-peak ceiling, by one gain curve for all of them.

    The curve holds every stem below full scale too. It ends in a short fade, so that nothing is cut off.
    """
    mix = _sum(stems)
    frames = mix.shape[1]
    weighting, step = k_weighting(float(SAMPLE_RATE)), round(STEP_S * SAMPLE_RATE)
    fade = _fade_out(frames)
    peaks = true_peak_envelope(mix, PHASES)
    stem_peaks = _highest(stems, frames)
    ceiling = 10.0 ** ((ceiling_dbtp - _MARGIN_DB) / 20.0)
    loudness = integrated_lufs(step_powers(mix, fade, weighting, step))
    if loudness <= SILENCE_LUFS:
        return Master(tuple(stems), fade, SILENCE_LUFS, SILENCE_LUFS)
    gain_db, gain = target_lufs - loudness, fade
    for _ in range(_TRIES):
        gain = _limited(peaks, stem_peaks, fade, 10.0 ** (gain_db / 20.0), ceiling)
        loudness = integrated_lufs(step_powers(mix, gain, weighting, step))
        if abs(loudness - target_lufs) < _CLOSE_LU:
            break
        gain_db += target_lufs - loudness
    mix *= gain
    peak = float(true_peak_envelope(mix, PHASES).max())
    return Master(tuple(stems), gain, loudness, 20.0 * float(np.log10(max(peak, 1e-6))))


def _sum(stems: Sequence[Stem]) -> NDArray[np.float32]:
    mix = np.zeros(stems[0].samples.shape, dtype=np.float32)
    for stem in stems:
        mix += stem.samples
        release_pages(stem.samples)
    return mix


def _highest(stems: Sequence[Stem], frames: int) -> NDArray[np.float32]:
    """The highest sample of any stem, per frame."""
    highest = np.zeros(frames, dtype=np.float32)
    for stem in stems:
        _raise_to(highest, stem.samples)
        release_pages(stem.samples)
    return highest


@njit(cache=True, nogil=True)
def _raise_to(highest: NDArray[np.float32], samples: NDArray[np.float32]) -> None:
    for frame in range(highest.shape[0]):
        highest[frame] = max(highest[frame], abs(samples[0, frame]), abs(samples[1, frame]))


def _fade_out(frames: int) -> NDArray[np.float32]:
    fade = np.ones(frames, dtype=np.float32)
    length = min(round(_FADE_S * SAMPLE_RATE), frames)
    fade[frames - length :] = np.cos(np.linspace(0.0, np.pi / 2.0, length)) ** 2
    return fade


def _limited(
    peaks: NDArray[np.float32],
    stem_peaks: NDArray[np.float32],
    shape: NDArray[np.float32],
    gain: float,
    ceiling: float,
) -> NDArray[np.float32]:
    need = _needs(peaks, stem_peaks, shape, gain, ceiling)
    limited = limiting_gain(need, _LOOKAHEAD_FRAMES, _RELEASE_S * SAMPLE_RATE)
    limited *= shape
    limited *= np.float32(gain)
    return limited


@njit(cache=True, nogil=True)
def _needs(
    peaks: NDArray[np.float32],
    stem_peaks: NDArray[np.float32],
    shape: NDArray[np.float32],
    gain: float,
    ceiling: float,
) -> NDArray[np.float32]:
    need = np.empty(peaks.shape[0], dtype=np.float32)
    for frame in range(peaks.shape[0]):
        loud = max(peaks[frame] / ceiling, stem_peaks[frame] / _STEM_CEILING) * gain * shape[frame]
        need[frame] = np.float32(1.0 / loud) if loud > 1.0 else np.float32(1.0)
    return need


@njit(cache=True, nogil=True)
def _quantised(samples: NDArray[np.float32], gain: NDArray[np.float32]) -> NDArray[np.int32]:
    frames = samples.shape[1]
    integers = np.empty((frames, 2), dtype=np.int32)
    for frame in range(frames):
        for channel in range(2):
            value = np.float64(samples[channel, frame]) * np.float64(gain[frame]) * FULL_SCALE_24_BIT
            integers[frame, channel] = np.int32(np.rint(value))
    return integers
