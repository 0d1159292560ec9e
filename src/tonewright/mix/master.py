"""Mastering: one gain curve for all stems, so that mastered stems still add up to the mastered mix."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from tonewright.dsp.limiter import limiting_gain
from tonewright.dsp.loudness import SILENCE_LUFS, STEP_S, integrated_lufs, k_weighting, step_powers
from tonewright.dsp.true_peak import PHASES, true_peak_envelope
from tonewright.mix.glue import RATIOS, glue_db
from tonewright.render.stems import SAMPLE_RATE, Stem, release_pages

FULL_SCALE_24_BIT = 1 << 23

_LOOKAHEAD_FRAMES = 220
_RELEASE_S = 0.15
# What four-times oversampling misses of a true peak, and a little more.
_MARGIN_DB = 0.4
_STEM_CEILING = 0.999
_WEIGHTING = k_weighting(float(SAMPLE_RATE))
_STEP = round(STEP_S * SAMPLE_RATE)
_CLOSE_LU = 0.05
_MOST_DRIVE_DB = 30.0
_SILENCE = 1e-7
_TRIES = 12
_MOST_LIMITING_DB = 4.5
_TOP_PERCENT = 98.0
_FADE_S = 0.6


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
        """Frames start…stop of a mastered stem (or the one of that index) as 24-bit integers (n, 2)."""
        chosen = self.stems[stem] if isinstance(stem, int) else stem
        return _quantised(chosen.samples[:, start:stop], self.gain[start:stop])


def master(stems: Sequence[Stem], target_lufs: float = -14.0, ceiling_dbtp: float = -1.0) -> Master:
    """Bring the sum of the stems to a loudness under a true-peak ceiling, by one gain curve for all of them.

    The curve holds every stem below full scale too. It ends in a short fade, so that nothing is cut off.
    """
    mix = _sum(stems)
    frames = mix.shape[1]
    fade = _fade_out(frames)
    highest = float(np.abs(mix).max()) if frames else 0.0
    if highest < _SILENCE:
        return Master(tuple(stems), fade, SILENCE_LUFS, SILENCE_LUFS)
    # However quiet it is, it is measured at full scale, well above the absolute gate.
    fade /= np.float32(highest)
    powers = step_powers(mix, fade, _WEIGHTING, _STEP)
    # The gain at which a frame's mix meets the true-peak ceiling, or a stem full scale, is 1 / demand.
    demand = true_peak_envelope(mix, PHASES)
    demand *= np.float32(10.0 ** (-(ceiling_dbtp - _MARGIN_DB) / 20.0))
    for stem in stems:
        _raise_to(demand, stem.samples, np.float32(1.0 / _STEM_CEILING))
        release_pages(stem.samples)
    shape = _shape(powers, demand, fade, target_lufs)
    gain, loudness = _levelled(mix, demand, shape, target_lufs)
    mix *= gain
    peak = float(true_peak_envelope(mix, PHASES).max())
    return Master(tuple(stems), gain, loudness, 20.0 * float(np.log10(max(peak, 1e-6))))


def _shape(
    powers: NDArray[np.float64],
    demand: NDArray[np.float32],
    fade: NDArray[np.float32],
    target_lufs: float,
) -> NDArray[np.float32]:
    """The gentlest glue under which the limiter would rarely have to hold back more than _MOST_LIMITING_DB."""
    steps = len(powers)
    highest = np.array([demand[index * _STEP : (index + 1) * _STEP].max() for index in range(steps)]) * fade.max()
    loud = powers > powers.max() * 1e-3
    curve = np.zeros(steps)
    for ratio in RATIOS:
        curve = glue_db(powers, ratio)
        glued = integrated_lufs(powers * 10.0 ** (curve / 10.0))
        over_db = 20.0 * np.log10(highest[loud] + 1e-12) + curve[loud] + target_lufs - glued
        if np.percentile(over_db, _TOP_PERCENT) <= _MOST_LIMITING_DB:
            break
    if not curve.any():
        return fade
    centres = (np.arange(steps) + 0.5) * _STEP
    drawn = np.interp(np.arange(0, len(fade) + _STEP, 256), centres, curve)
    slow = np.interp(np.arange(len(fade)), np.arange(len(drawn)) * 256, 10.0 ** (drawn / 20.0))
    return fade * slow.astype(np.float32)


def _levelled(
    mix: NDArray[np.float32],
    demand: NDArray[np.float32],
    shape: NDArray[np.float32],
    target_lufs: float,
) -> tuple[NDArray[np.float32], float]:
    """The limited gain curve that brings the mix to the target, and the loudness that it reaches.

    Limiting costs loudness, so the gain is sought by the secant method; what would need more than 30 dB of
    limiting stays quieter.
    """
    loudness = integrated_lufs(step_powers(mix, shape, _WEIGHTING, _STEP))
    gain_db, slope = target_lufs - loudness, 1.0
    furthest_db = gain_db + _MOST_DRIVE_DB
    tried: tuple[float, float] | None = None
    gain = shape
    for _ in range(_TRIES):
        gain = _limited(demand, shape, 10.0 ** (gain_db / 20.0))
        loudness = integrated_lufs(step_powers(mix, gain, _WEIGHTING, _STEP))
        if abs(loudness - target_lufs) < _CLOSE_LU:
            break
        if tried is not None and abs(gain_db - tried[0]) > 1e-6:
            slope = min(max((loudness - tried[1]) / (gain_db - tried[0]), 0.15), 1.0)
        tried = (gain_db, loudness)
        gain_db = min(gain_db + (target_lufs - loudness) / slope, furthest_db)
    return gain, loudness


def _sum(stems: Sequence[Stem]) -> NDArray[np.float32]:
    mix = np.zeros(stems[0].samples.shape, dtype=np.float32)
    for stem in stems:
        mix += stem.samples
        release_pages(stem.samples)
    return mix


@njit(cache=True, nogil=True)
def _raise_to(demand: NDArray[np.float32], samples: NDArray[np.float32], scale: np.float32) -> None:
    """Raise the demand where a stem's sample, scaled, asks for more."""
    for frame in range(demand.shape[0]):
        highest = max(abs(samples[0, frame]), abs(samples[1, frame])) * scale
        demand[frame] = max(demand[frame], highest)


def _fade_out(frames: int) -> NDArray[np.float32]:
    fade = np.ones(frames, dtype=np.float32)
    length = min(round(_FADE_S * SAMPLE_RATE), frames)
    fade[frames - length :] = np.cos(np.linspace(0.0, np.pi / 2.0, length)) ** 2
    return fade


def _limited(demand: NDArray[np.float32], shape: NDArray[np.float32], gain: float) -> NDArray[np.float32]:
    limited = limiting_gain(_needs(demand, shape, gain), _LOOKAHEAD_FRAMES, _RELEASE_S * SAMPLE_RATE)
    limited *= shape
    limited *= np.float32(gain)
    return limited


@njit(cache=True, nogil=True)
def _needs(demand: NDArray[np.float32], shape: NDArray[np.float32], gain: float) -> NDArray[np.float32]:
    need = np.empty(demand.shape[0], dtype=np.float32)
    for frame in range(demand.shape[0]):
        loud = demand[frame] * shape[frame] * gain
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
