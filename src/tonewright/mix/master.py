"""Mastering: one gain curve for all stems, so that mastered stems still add up to the mastered mix."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tonewright.dsp.kernels import njit
from tonewright.dsp.limiter import limiting_gain
from tonewright.dsp.loudness import SILENCE_LUFS, STEP_S, integrated_lufs, k_weighting, measure_lufs, step_powers
from tonewright.dsp.true_peak import true_peak, true_peak_envelope
from tonewright.mix.glue import RATIOS, glue_db
from tonewright.render.stems import SAMPLE_RATE, Stem, release_pages

FULL_SCALE_24_BIT = 1 << 23

GAIN_FRAMES = 10
"""The gain curve is drawn straight between points so many frames apart."""

_LOOKAHEAD_POINTS = 22
_RELEASE_S = 0.15
# What four-times oversampling misses of a true peak, and a little more.
_MARGIN_DB = 0.4
_STEM_CEILING = 0.999
_WEIGHTING = k_weighting(float(SAMPLE_RATE))
_STEP = round(STEP_S * SAMPLE_RATE)
# Power is known finely enough that the limiter's gain is the same throughout a step: the mix need be weighted but once.
_FINE_POINTS = 7
_FINE_STEP = _FINE_POINTS * GAIN_FRAMES
_CLOSE_LU = 0.05
_MOST_DRIVE_DB = 30.0
_SILENCE = 1e-7
_TRIES = 12
_MOST_LIMITING_DB = 4.5
_TOP_PERCENT = 98.0
_FADE_S = 0.6
_CHUNK = 100 * GAIN_FRAMES


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


def master(
    stems: Sequence[Stem], target_lufs: float = -14.0, ceiling_dbtp: float = -1.0, fade_s: float = 0.0
) -> Master:
    """Bring the sum of the stems to a loudness under a true-peak ceiling, by one gain curve for all of them.

    The curve holds every stem below full scale too. It ends in a fade of `fade_s`, a short one
    at least, so that nothing is cut off.
    """
    frames = stems[0].samples.shape[1]
    mix = np.zeros((2, frames), dtype=np.float32)
    highest = np.zeros(frames // GAIN_FRAMES + 1, dtype=np.float32)
    for stem in stems:
        _add(stem.samples, mix, highest)
        release_pages(stem.samples)
    fade = _fade_out(frames, fade_s)
    loudest = float(np.abs(mix).max()) if frames else 0.0
    if loudest < _SILENCE:
        return Master(tuple(stems), _drawn(fade, frames), SILENCE_LUFS, SILENCE_LUFS)
    # However quiet it is, it is measured at full scale, well above the absolute gate.
    fade /= np.float32(loudest)
    # The gain at which the mix meets the true-peak ceiling, or a stem full scale, is 1 / demand.
    highest *= np.float32(1.0 / _STEM_CEILING)
    ceiling = 10.0 ** ((ceiling_dbtp - _MARGIN_DB) / 20.0)
    with ThreadPoolExecutor(1) as beside:
        weighted = beside.submit(step_powers, mix, _WEIGHTING, _FINE_STEP)
        demand = _demand(true_peak_envelope(mix), np.float32(1.0 / ceiling), highest)
        powers = weighted.result()
    gain = _drawn(_levelled(powers, demand, _shape(powers, demand, fade, target_lufs), target_lufs), frames)
    mix *= gain
    with ThreadPoolExecutor(1) as beside:
        loudness = beside.submit(measure_lufs, mix, SAMPLE_RATE)
        peak_db = 20.0 * float(np.log10(max(true_peak(mix), 1e-6)))
        return Master(tuple(stems), gain, loudness.result(), peak_db)


def _shape(
    powers: NDArray[np.float64],
    demand: NDArray[np.float32],
    fade: NDArray[np.float32],
    target_lufs: float,
) -> NDArray[np.float32]:
    """The gentlest glue under which the limiter would rarely have to hold back more than _MOST_LIMITING_DB."""
    steps = _by_step(powers, fade)
    points = _STEP // GAIN_FRAMES
    highest = demand[: len(steps) * points].reshape(-1, points).max(axis=1) * fade.max()
    loud = steps > steps.max(initial=0.0) * 1e-3
    curve = np.zeros(len(steps))
    for ratio in RATIOS if loud.any() else ():
        curve = glue_db(steps, ratio)
        glued = integrated_lufs(steps * 10.0 ** (curve / 10.0))
        over_db = 20.0 * np.log10(highest[loud] + 1e-12) + curve[loud] + target_lufs - glued
        if np.percentile(over_db, _TOP_PERCENT) <= _MOST_LIMITING_DB:
            break
    if not curve.any():
        return fade
    drawn = np.interp(np.arange(len(fade)), (np.arange(len(steps)) + 0.5) * points, curve)
    return np.asarray(fade * 10.0 ** (drawn / 20.0), dtype=np.float32)


def _levelled(
    powers: NDArray[np.float64], demand: NDArray[np.float32], shape: NDArray[np.float32], target_lufs: float
) -> NDArray[np.float32]:
    """The limited gain at each point that brings the mix to the target.

    Limiting costs loudness, so the gain is sought by the secant method; what would need more than 30 dB of
    limiting stays quieter.
    """
    gain_db, slope = target_lufs - integrated_lufs(_by_step(powers, shape)), 1.0
    furthest_db = gain_db + _MOST_DRIVE_DB
    tried: tuple[float, float] | None = None
    gain = shape
    for _ in range(_TRIES):
        gain = _limited(demand, shape * np.float32(10.0 ** (gain_db / 20.0)))
        loudness = integrated_lufs(_by_step(powers, gain))
        if abs(loudness - target_lufs) < _CLOSE_LU:
            break
        if tried is not None and abs(gain_db - tried[0]) > 1e-6:
            slope = min(max((loudness - tried[1]) / (gain_db - tried[0]), 0.15), 1.0)
        tried = (gain_db, loudness)
        gain_db = min(gain_db + (target_lufs - loudness) / slope, furthest_db)
    return gain


def _by_step(powers: NDArray[np.float64], gain: NDArray[np.float32]) -> NDArray[np.float64]:
    """The powers per tenth of a second of the mix times `gain`, from its fine powers."""
    fine = gain[: len(powers) * _FINE_POINTS].astype(np.float64)
    amplified = powers * np.square(fine.reshape(-1, _FINE_POINTS)).mean(axis=1)
    count = _STEP // _FINE_STEP
    return np.asarray(amplified[: len(powers) // count * count].reshape(-1, count).mean(axis=1))


def _fade_out(frames: int, fade_s: float) -> NDArray[np.float32]:
    """1 at each point of a gain curve, but for a fade to 0 at the end."""
    left_s = (frames - np.arange(frames // GAIN_FRAMES + 2) * GAIN_FRAMES) / SAMPLE_RATE
    length_s = min(max(_FADE_S, fade_s), frames / SAMPLE_RATE) or 1.0
    return np.asarray(np.sin(np.clip(left_s / length_s, 0.0, 1.0) * np.pi / 2.0) ** 2, dtype=np.float32)


def _limited(demand: NDArray[np.float32], shape: NDArray[np.float32]) -> NDArray[np.float32]:
    """The shape, held back where it would exceed what is demanded."""
    need = np.minimum(1.0 / np.maximum(demand * shape, np.float32(1e-9)), 1.0).astype(np.float32)
    return shape * limiting_gain(need, _LOOKAHEAD_POINTS, _RELEASE_S * SAMPLE_RATE / GAIN_FRAMES)


@njit(cache=True, nogil=True)
def _add(samples: NDArray[np.float32], mix: NDArray[np.float32], highest: NDArray[np.float32]) -> None:
    """Add a stem to the mix, and raise `highest`, one per GAIN_FRAMES frames, to its magnitudes."""
    frames = samples.shape[1]
    levels = np.empty(_CHUNK, dtype=np.float32)
    for start in range(0, frames, _CHUNK):
        stop = min(start + _CHUNK, frames)
        left, right = samples[0, start:stop], samples[1, start:stop]
        left_sum, right_sum = mix[0, start:stop], mix[1, start:stop]
        for frame in range(left.shape[0]):
            levels[frame] = max(abs(left[frame]), abs(right[frame]))
            left_sum[frame] += left[frame]
            right_sum[frame] += right[frame]
        _raise_to(levels[: stop - start], np.float32(1.0), highest[start // GAIN_FRAMES :])


@njit(cache=True, nogil=True)
def _raise_to(levels: NDArray[np.float32], scale: np.float32, highest: NDArray[np.float32]) -> None:
    for index in range((levels.shape[0] + GAIN_FRAMES - 1) // GAIN_FRAMES):
        level = np.float32(0.0)
        for frame in range(index * GAIN_FRAMES, min((index + 1) * GAIN_FRAMES, levels.shape[0])):
            level = max(level, levels[frame])
        highest[index] = max(highest[index], level * scale)


def _demand(envelope: NDArray[np.float32], scale: np.float32, highest: NDArray[np.float32]) -> NDArray[np.float32]:
    """What is demanded at each point of a gain curve: by the frames before it and those after it."""
    _raise_to(envelope, scale, highest)
    demand = np.zeros(len(highest) + 1, dtype=np.float32)
    demand[:-1] = highest
    np.maximum(demand[1:], highest, out=demand[1:])
    return demand


def _drawn(points: NDArray[np.float32], frames: int) -> NDArray[np.float32]:
    """A gain for every frame, drawn straight from point to point."""
    gain = np.empty(frames, dtype=np.float32)
    _draw(points, gain)
    return gain


@njit(cache=True, nogil=True)
def _draw(points: NDArray[np.float32], gain: NDArray[np.float32]) -> None:
    frames = gain.shape[0]
    for index in range(points.shape[0] - 1):
        slope = (points[index + 1] - points[index]) * np.float32(1.0 / GAIN_FRAMES)
        part = gain[index * GAIN_FRAMES : min((index + 1) * GAIN_FRAMES, frames)]
        for frame in range(part.shape[0]):
            part[frame] = points[index] + slope * np.float32(frame)


@njit(cache=True, nogil=True)
def _quantised(samples: NDArray[np.float32], gain: NDArray[np.float32]) -> NDArray[np.int32]:
    frames = samples.shape[1]
    integers = np.empty((frames, 2), dtype=np.int32)
    for frame in range(frames):
        for channel in range(2):
            value = np.float64(samples[channel, frame]) * np.float64(gain[frame]) * FULL_SCALE_24_BIT
            integers[frame, channel] = np.int32(np.rint(value))
    return integers
