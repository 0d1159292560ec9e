"""The pitch of the loudest tone that moves as one, frame by frame, found among the sums of its harmonics.

Sources: A. Klapuri, "Multiple fundamental frequency estimation by summing harmonic amplitudes", Proc. ISMIR, 2006
(whitened amplitudes, eq. 3, and weights that fall with the harmonic's number); G. D. Forney, "The Viterbi algorithm",
Proc. IEEE 61(3), 1973, for the path.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter1d

from tonewright.dsp.kernels import njit, types
from tonewright.separation.spectrum import Frames, Magnitudes

_PLANE = types.float32[:, ::1]
_CANDIDATES_PER_OCTAVE = 48
_WHITENED_OVER_HZ = 400.0


@dataclass(frozen=True)
class Pitches:
    """A fundamental for every frame, in Hz, and how surely it is there, 0…1."""

    hz: NDArray[np.float32]
    sureness: NDArray[np.float32]


@dataclass(frozen=True)
class Search:
    """What to look for.

    `low_hz` and `high_hz` bound the fundamental; `harmonics` are summed, each weighing `fall` of the one before;
    `leap_cost` is what moving by an octave costs from one frame to the next, where a certain tone is worth 1.
    """

    low_hz: float
    high_hz: float
    harmonics: int
    fall: float
    leap_cost: float


def track(magnitudes: Magnitudes, frames: Frames, search: Search) -> Pitches:
    """The pitch of each frame of magnitudes of shape (frames, bins)."""
    count = int(np.log2(search.high_hz / search.low_hz) * _CANDIDATES_PER_OCTAVE) + 1
    candidates = (search.low_hz * 2 ** (np.arange(count) / _CANDIDATES_PER_OCTAVE)).astype(np.float32)
    bin_hz = np.float32(frames.sample_rate / frames.size)
    highest = min(magnitudes.shape[1] - 2, int(search.high_hz * (search.harmonics + 1) / bin_hz) + 2)
    white = _whitened(magnitudes[:, : highest + 2], bin_hz)
    weights = (search.fall ** np.arange(search.harmonics)).astype(np.float32)
    salience = np.empty((len(white), count), np.float32)
    _sum_harmonics(white, candidates / bin_hz, weights, salience)
    path = _path(salience, np.float32(search.leap_cost / _CANDIDATES_PER_OCTAVE))
    found = salience[np.arange(len(path)), path]
    return Pitches(candidates[path], np.clip(found, 0.0, 1.0))


def _whitened(magnitudes: Magnitudes, bin_hz: np.float32) -> Magnitudes:
    """Magnitudes against what is around them: 0 for a bin no louder than those, 1 for a peak that stands alone."""
    width = max(3, round(_WHITENED_OVER_HZ / float(bin_hz)))
    # In double precision: the running sum of a loud tone leaves less behind than the softest bin.
    energy = uniform_filter1d(np.square(magnitudes, dtype=np.float64), width, axis=1, mode="nearest")
    level = np.sqrt(np.maximum(energy, 0.0)).astype(np.float32)
    loudest = magnitudes.max() * np.float32(1e-4) + np.float32(1e-9)
    white = np.clip(magnitudes / (level + loudest) - 0.7, 0.0, 2.0) / 2.0
    return np.ascontiguousarray(white, np.float32)


@njit(types.void(_PLANE, types.float32[::1], types.float32[::1], _PLANE), cache=True, nogil=True)
def _sum_harmonics(white, candidate_bins, weights, out):  # type: ignore[no-untyped-def]
    """The weighted mean of what is found at the harmonics, less what is found halfway between them."""
    last = white.shape[1] - 2
    for frame in range(white.shape[0]):
        for c in range(len(candidate_bins)):
            total = np.float32(0.0)
            weighed = np.float32(0.0)
            for h in range(len(weights)):
                at = candidate_bins[c] * (h + 1)
                if at >= last:
                    break
                i = int(at)
                part = at - i
                tone = white[frame, i] + (white[frame, i + 1] - white[frame, i]) * np.float32(part)
                between = white[frame, int(at - candidate_bins[c] / 2 + 0.5)]
                total += weights[h] * (tone - np.float32(0.5) * between)
                weighed += weights[h]
            out[frame, c] = total / weighed if weighed > 0 else np.float32(0.0)


@njit(types.int64[::1](_PLANE, types.float32), cache=True, nogil=True)
def _path(salience, step_cost):  # type: ignore[no-untyped-def]
    """The path of the highest sum of salience, less what its steps cost."""
    frames, count = salience.shape
    came = np.empty((frames, count), np.int32)
    best = salience[0].copy()
    new = np.empty(count, np.float32)
    for frame in range(1, frames):
        # The best over all steps of max(best[j] - cost·|i - j|): one pass up, one down.
        for i in range(count):
            new[i] = best[i]
            came[frame, i] = i
        for i in range(1, count):
            if new[i - 1] - step_cost > new[i]:
                new[i] = new[i - 1] - step_cost
                came[frame, i] = came[frame, i - 1]
        for i in range(count - 2, -1, -1):
            if new[i + 1] - step_cost > new[i]:
                new[i] = new[i + 1] - step_cost
                came[frame, i] = came[frame, i + 1]
        for i in range(count):
            best[i] = new[i] + salience[frame, i]
    path = np.empty(frames, np.int64)
    path[frames - 1] = np.argmax(best)
    for frame in range(frames - 1, 0, -1):
        path[frame - 1] = came[frame, path[frame]]
    return path


def comb(pitches: Pitches, frames: Frames, highest_hz: float, width_hz: float) -> Magnitudes:
    """How near each bin is to a harmonic of its frame's pitch, 0…1, shape (frames, bins); 0 above `highest_hz`.

    The teeth are bells that fall to 1/e at `width_hz`, and widen with frequency as a pitch that moves smears them.
    """
    bins = frames.frequencies_hz
    used = bins[bins <= highest_hz]
    f0 = pitches.hz[:, None]
    number = np.maximum(np.rint(used / f0), 1.0)
    off = (used - number * f0) / (np.float32(width_hz) + np.float32(0.008) * used)
    out = np.zeros((len(pitches.hz), len(bins)), np.float32)
    out[:, : len(used)] = np.exp(-np.square(off))
    return out
