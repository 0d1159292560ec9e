"""Second-order filters and equalisers.

Coefficients: R. Bristow-Johnson, "Cookbook formulae for audio equalizer biquad filter coefficients" (W3C
Working Group Note, 2021). A section is (b0, b1, b2, a1, a2) with a0 divided out.
"""

import math

import numpy as np
from numba import njit
from numpy.typing import NDArray

Sections = NDArray[np.float64]
"""Sections in series, shape (n, 5)."""

BUTTERWORTH_Q = 0.5**0.5

NOT_QUITE_SILENT = 1e-18
"""Added inside recursive loops: states that decay to denormal numbers cost several times the time."""

_CUTS = 8
RUN_UP_FRAMES = 8192
"""So early a stretch is begun that a filter of 20 Hz or more has forgotten what it missed (to −140 dB)."""
_TILE = 64


def low_pass(frequency_hz: float, q: float, sample_rate: float) -> Sections:
    """A second-order low-pass."""
    w, alpha = _angle(frequency_hz, q, sample_rate)
    c = math.cos(w)
    return _section((1 - c) / 2, 1 - c, (1 - c) / 2, 1 + alpha, -2 * c, 1 - alpha)


def high_pass(frequency_hz: float, q: float, sample_rate: float) -> Sections:
    """A second-order high-pass."""
    w, alpha = _angle(frequency_hz, q, sample_rate)
    c = math.cos(w)
    return _section((1 + c) / 2, -(1 + c), (1 + c) / 2, 1 + alpha, -2 * c, 1 - alpha)


def peak(frequency_hz: float, gain_db: float, q: float, sample_rate: float) -> Sections:
    """A bell of `gain_db` at its centre."""
    w, alpha = _angle(frequency_hz, q, sample_rate)
    a = 10.0 ** (gain_db / 40.0)
    c = math.cos(w)
    return _section(1 + alpha * a, -2 * c, 1 - alpha * a, 1 + alpha / a, -2 * c, 1 - alpha / a)


def low_shelf(frequency_hz: float, gain_db: float, q: float, sample_rate: float) -> Sections:
    """A shelf of `gain_db` below the frequency."""
    w, alpha = _angle(frequency_hz, q, sample_rate)
    a = 10.0 ** (gain_db / 40.0)
    c, r = math.cos(w), 2.0 * math.sqrt(a) * alpha
    return _section(
        a * ((a + 1) - (a - 1) * c + r),
        2 * a * ((a - 1) - (a + 1) * c),
        a * ((a + 1) - (a - 1) * c - r),
        (a + 1) + (a - 1) * c + r,
        -2 * ((a - 1) + (a + 1) * c),
        (a + 1) + (a - 1) * c - r,
    )


def high_shelf(frequency_hz: float, gain_db: float, q: float, sample_rate: float) -> Sections:
    """A shelf of `gain_db` above the frequency."""
    w, alpha = _angle(frequency_hz, q, sample_rate)
    a = 10.0 ** (gain_db / 40.0)
    c, r = math.cos(w), 2.0 * math.sqrt(a) * alpha
    return _section(
        a * ((a + 1) + (a - 1) * c + r),
        -2 * a * ((a - 1) + (a + 1) * c),
        a * ((a + 1) + (a - 1) * c - r),
        (a + 1) - (a - 1) * c + r,
        2 * ((a - 1) - (a + 1) * c),
        (a + 1) - (a - 1) * c - r,
    )


def series(*filters: Sections) -> Sections:
    """Filters one after another."""
    return np.concatenate(filters) if filters else np.empty((0, 5))


def magnitude(sections: Sections, frequencies_hz: NDArray[np.float64], sample_rate: float) -> NDArray[np.float64]:
    """The linear gain of the filter at the frequencies."""
    z = np.exp(-2j * np.pi * np.asarray(frequencies_hz) / sample_rate)
    response = np.ones_like(z)
    for b0, b1, b2, a1, a2 in sections:
        response *= (b0 + b1 * z + b2 * z * z) / (1.0 + a1 * z + a2 * z * z)
    return np.asarray(np.abs(response))


def filter_in_place(samples: NDArray[np.float32], sections: Sections) -> None:
    """Run the sections over stereo samples (2, frames), in double precision.

    A recursive filter cannot be vectorised along time. Long signals are therefore cut into _CUTS stretches that run
    side by side, each begun RUN_UP_FRAMES frames early.
    """
    if len(sections) == 0:
        return
    cuts = _CUTS if samples.shape[1] >= 4 * _CUTS * RUN_UP_FRAMES else 1
    _filter_side_by_side(samples, sections, cuts)


@njit(cache=True, nogil=True)
def _filter_side_by_side(samples: NDArray[np.float32], sections: Sections, cuts: int) -> None:
    """Tiles of _TILE frames of all stretches of both channels at once; row 0 and 1 hold what came before."""
    frames = samples.shape[1]
    stretch = (frames + cuts - 1) // cuts
    count = sections.shape[0]
    tiles = np.zeros((count + 1, _TILE + 2, 2 * cuts))
    for start in range(-RUN_UP_FRAMES if cuts > 1 else 0, stretch, _TILE):
        size = min(_TILE, stretch - start)
        for stage in range(count + 1):
            tiles[stage, 0] = tiles[stage, _TILE]
            tiles[stage, 1] = tiles[stage, _TILE + 1]
        for lane in range(2 * cuts):
            first = (lane % cuts) * stretch + start
            for row in range(size):
                frame = first + row
                inside = 0 <= frame < frames
                tiles[0, row + 2, lane] = samples[lane // cuts, frame] if inside else 0.0
        for stage in range(count):
            filter_tile(tiles[stage], tiles[stage + 1], size, sections[stage])
        if start >= 0:
            for lane in range(2 * cuts):
                first = (lane % cuts) * stretch + start
                for row in range(min(size, frames - first)):
                    samples[lane // cuts, first + row] = tiles[count, row + 2, lane]


@njit(cache=True, nogil=True)
def filter_tile(
    given: NDArray[np.float64], filtered: NDArray[np.float64], size: int, section: NDArray[np.float64]
) -> None:
    """One section in direct form I, all lanes of a row at once."""
    b0, b1, b2, a1, a2 = section[0], section[1], section[2], section[3], section[4]
    lanes = given.shape[1]
    for row in range(2, size + 2):
        x0, x1, x2 = given[row], given[row - 1], given[row - 2]
        y0, y1, y2 = filtered[row], filtered[row - 1], filtered[row - 2]
        for lane in range(lanes):
            y0[lane] = b0 * x0[lane] + b1 * x1[lane] + b2 * x2[lane] - a1 * y1[lane] - a2 * y2[lane]


def _angle(frequency_hz: float, q: float, sample_rate: float) -> tuple[float, float]:
    w = 2.0 * math.pi * frequency_hz / sample_rate
    return w, math.sin(w) / (2.0 * q)


def _section(b0: float, b1: float, b2: float, a0: float, a1: float, a2: float) -> Sections:
    return np.array([[b0 / a0, b1 / a0, b2 / a0, a1 / a0, a2 / a0]])
