"""A reverb: a feedback delay network of eight lines with damping.

J.-M. Jot & A. Chaigne, "Digital Delay Networks for Designing Artificial Reverberators", AES Convention
90, 1991: each line's gain gives one decay time whatever its length, a one-pole low-pass in each makes
highs die sooner, and a Householder matrix mixes them. Two all-passes per side (M. R. Schroeder, "Natural
Sounding Artificial Reverberation", JAES 10(3), 1962) thicken what goes in. It runs at half the sample
rate: a room has little above 10 kHz.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tonewright.dsp.biquad import BUTTERWORTH_Q, NOT_QUITE_SILENT, filter_in_place, high_pass
from tonewright.dsp.kernels import njit

# Delay lengths in seconds, mutually prime in samples at 22.05 kHz, between a small room's and a hall's paths.
_LENGTHS = (0.0297, 0.0371, 0.0411, 0.0437, 0.0533, 0.0599, 0.0673, 0.0797)
_DIFFUSERS = (0.0047, 0.0113)
_DIFFUSION = 0.62

BLOCK = 128
"""Frames at a time; no line may be shorter."""

_PART = 64
_TAPE = 8192


@dataclass(frozen=True)
class Reverb:
    """A room: `decay_s` is the time to fall by 60 dB, `damping_hz` where highs begin to die sooner.

    `size` scales the delays (0.5 a chamber, 1 a room, 1.6 a hall); `predelay_s` comes before;
    `low_cut_hz` keeps lows out.
    """

    decay_s: float
    damping_hz: float
    size: float = 1.0
    predelay_s: float = 0.01
    low_cut_hz: float = 180.0

    def answer(self, half: NDArray[np.float32], rate: float) -> None:
        """Replace stereo samples (2, frames) at `rate`, meant to be about 22 kHz, by what the room answers."""
        filter_in_place(half, high_pass(self.low_cut_hz, BUTTERWORTH_Q, rate))
        lengths = np.array(
            [_prime(max(round(length * self.size * rate), BLOCK)) for length in _LENGTHS], dtype=np.int64
        )
        gains = 10.0 ** (-3.0 * lengths / (rate * self.decay_s))
        diffusers = np.array([_prime(round(length * rate)) for length in _DIFFUSERS], dtype=np.int64)
        damping = math.exp(-2.0 * math.pi * self.damping_hz / rate)
        _run(
            half,
            lengths,
            gains.astype(np.float32),
            diffusers,
            np.float32(damping),
            round(self.predelay_s * rate),
        )


@njit(cache=True, nogil=True)
def _run(
    samples: NDArray[np.float32],
    lengths: NDArray[np.int64],
    gains: NDArray[np.float32],
    diffusers: NDArray[np.int64],
    damping: np.float32,
    predelay: int,
) -> None:
    """Replace stereo samples by the network's answer to them, BLOCK frames at a time.

    All delays are longer than a block, so that within one nothing depends on itself but the damping. A delay is
    a tape: written at `at`, read `length` frames before, and wound back when it is full.
    """
    frames = samples.shape[1]
    longest = max(lengths.max(), diffusers.max(), predelay)
    tape = longest + _TAPE
    lines = np.zeros((8, tape), dtype=np.float32)
    early = np.zeros((2, tape), dtype=np.float32)
    all_pass = np.zeros((2, 2, tape), dtype=np.float32)
    damped = np.zeros(8, dtype=np.float32)
    heard = np.zeros((8, BLOCK), dtype=np.float32)
    fed = np.zeros((2, BLOCK), dtype=np.float32)
    total = np.zeros(BLOCK, dtype=np.float32)
    keep = np.float32(1.0) - damping
    at = longest
    for start in range(0, frames, BLOCK):
        if at + BLOCK > tape:
            lines[:, :longest] = lines[:, at - longest : at].copy()
            early[:, :longest] = early[:, at - longest : at].copy()
            all_pass[:, :, :longest] = all_pass[:, :, at - longest : at].copy()
            at = longest
        for side in range(2):
            _delay(samples[side, start : start + BLOCK], early[side], at, predelay, fed[side])
            for stage in range(2):
                _diffuse(all_pass[side, stage], at, diffusers[stage], fed[side])
        for line in range(8):
            _read(lines[line], at - lengths[line], gains[line] * keep, heard[line])
        _damp(heard, damped, damping)
        _add_up(heard, total)
        for line in range(8):
            _write(lines[line], at, heard[line], total, fed[line % 2])
        for side in range(2):
            _answer(heard, side, samples[side, start : start + BLOCK])
        at += BLOCK


@njit(cache=True, nogil=True)
def _delay(
    given: NDArray[np.float32], tape: NDArray[np.float32], at: int, frames: int, late: NDArray[np.float32]
) -> None:
    for frame in range(given.shape[0]):
        tape[at + frame] = given[frame] + np.float32(NOT_QUITE_SILENT)
    late[:] = tape[at - frames : at - frames + BLOCK]


@njit(cache=True, nogil=True)
def _diffuse(tape: NDArray[np.float32], at: int, length: int, sound: NDArray[np.float32]) -> None:
    """An all-pass over a block in place, in parts that are shorter than its delay."""
    diffusion = np.float32(_DIFFUSION)
    for start in range(0, BLOCK, _PART):
        before = tape[at + start - length : at + start - length + _PART]
        after = tape[at + start : at + start + _PART]
        part = sound[start : start + _PART]
        for frame in range(_PART):
            old = before[frame]
            new = part[frame] - diffusion * old
            after[frame] = new
            part[frame] = old + diffusion * new


@njit(cache=True, nogil=True)
def _read(tape: NDArray[np.float32], first: int, gain: np.float32, heard: NDArray[np.float32]) -> None:
    kept = tape[first : first + BLOCK]
    for frame in range(BLOCK):
        heard[frame] = kept[frame] * gain


@njit(cache=True, nogil=True)
def _damp(heard: NDArray[np.float32], damped: NDArray[np.float32], damping: np.float32) -> None:
    """A one-pole low-pass on each line; eight in step are twice as fast as one after another."""
    a, b, c, d = damped[0], damped[1], damped[2], damped[3]
    e, f, g, h = damped[4], damped[5], damped[6], damped[7]
    for frame in range(BLOCK):
        a = heard[0, frame] + damping * a
        b = heard[1, frame] + damping * b
        c = heard[2, frame] + damping * c
        d = heard[3, frame] + damping * d
        e = heard[4, frame] + damping * e
        f = heard[5, frame] + damping * f
        g = heard[6, frame] + damping * g
        h = heard[7, frame] + damping * h
        heard[0, frame], heard[1, frame], heard[2, frame], heard[3, frame] = a, b, c, d
        heard[4, frame], heard[5, frame], heard[6, frame], heard[7, frame] = e, f, g, h
    damped[0], damped[1], damped[2], damped[3] = a, b, c, d
    damped[4], damped[5], damped[6], damped[7] = e, f, g, h


@njit(cache=True, nogil=True)
def _add_up(heard: NDArray[np.float32], total: NDArray[np.float32]) -> None:
    """A quarter of the lines' sum: what the Householder matrix takes from each of them."""
    total[:] = np.float32(0.0)
    for line in range(8):
        sound = heard[line]
        for frame in range(BLOCK):
            total[frame] += np.float32(0.25) * sound[frame]


@njit(cache=True, nogil=True)
def _write(
    tape: NDArray[np.float32],
    at: int,
    heard: NDArray[np.float32],
    total: NDArray[np.float32],
    fed: NDArray[np.float32],
) -> None:
    after = tape[at : at + BLOCK]
    for frame in range(BLOCK):
        after[frame] = heard[frame] - total[frame] + fed[frame]


@njit(cache=True, nogil=True)
def _answer(heard: NDArray[np.float32], side: int, sound: NDArray[np.float32]) -> None:
    """What a side hears: every other line, their signs alternating."""
    first, second, third, fourth = heard[side], heard[side + 2], heard[side + 4], heard[side + 6]
    for frame in range(sound.shape[0]):
        sound[frame] = first[frame] - second[frame] + third[frame] - fourth[frame]


def _prime(number: int) -> int:
    """The smallest prime that is at least `number` (and at least 2)."""
    candidate = max(number, 2)
    while any(candidate % divisor == 0 for divisor in range(2, math.isqrt(candidate) + 1)):
        candidate += 1
    return candidate
