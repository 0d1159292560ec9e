"""Second-order filters and equalisers.

Coefficients: R. Bristow-Johnson, "Cookbook formulae for audio equalizer biquad filter coefficients" (W3C
Working Group Note, 2021). A section is (b0, b1, b2, a1, a2) with a0 divided out.
"""

import math

import numpy as np
from numpy.typing import NDArray

from tonewright.dsp.kernels import njit

Sections = NDArray[np.float64]
"""Sections in series, shape (n, 5)."""

BUTTERWORTH_Q = 0.5**0.5

NOT_QUITE_SILENT = 1e-18
"""Added inside recursive loops: states that decay to denormal numbers cost several times the time."""

CUTS = 8
"""Long signals are cut into so many stretches that are worked on side by side."""

LANES = 2 * CUTS
"""A lane is a stretch of one channel: the first CUTS lanes are the left one's."""

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


def scaled(sections: Sections, gain: float) -> Sections:
    """The filter times a linear gain; a section of its own where there is none to take it."""
    if len(sections) == 0:
        return np.array([[gain, 0.0, 0.0, 0.0, 0.0]])
    taken = sections.copy()
    taken[0, :3] *= gain
    return taken


def filter_in_place(samples: NDArray[np.float32], sections: Sections) -> None:
    """Run the sections over stereo samples (2, frames), in double precision.

    A recursive filter cannot be vectorised along time. Long signals are therefore cut into CUTS stretches that run
    side by side, each begun RUN_UP_FRAMES frames early.
    """
    if len(sections) == 0:
        return
    cuts = CUTS if samples.shape[1] >= 4 * CUTS * RUN_UP_FRAMES else 1
    _filter_side_by_side(samples, sections, cuts)


@njit(cache=True, nogil=True)
def _filter_side_by_side(samples: NDArray[np.float32], sections: Sections, cuts: int) -> None:
    frames = samples.shape[1]
    stretch = (frames + cuts - 1) // cuts
    tile = np.zeros((_TILE, LANES))
    states = np.zeros((sections.shape[0], 2, LANES))
    for start in range(-RUN_UP_FRAMES if cuts > 1 else 0, stretch, _TILE):
        size = min(_TILE, stretch - start)
        for lane in range(2 * cuts):
            fill_lane(tile, lane, samples[lane // cuts], (lane % cuts) * stretch + start, size)
        for stage in range(sections.shape[0]):
            filter_tile(tile, states[stage], sections[stage], size)
        if start < 0:
            continue
        for lane in range(2 * cuts):
            first = (lane % cuts) * stretch + start
            filtered = samples[lane // cuts, first : min(first + size, frames)]
            for row in range(filtered.shape[0]):
                filtered[row] = tile[row, lane]


@njit(cache=True, nogil=True)
def fill_lane(tile: NDArray[np.float64], lane: int, channel: NDArray[np.float32], first: int, size: int) -> None:
    """Put `size` samples of a channel from frame `first` on into a lane of a tile (rows, LANES).

    Before the channel's start and after its end it is silent.
    """
    frames = channel.shape[0]
    if first >= 0 and first + size <= frames:
        inside = channel[first : first + size]
        for row in range(size):
            tile[row, lane] = inside[row]
        return
    for row in range(size):
        frame = first + row
        tile[row, lane] = channel[frame] if 0 <= frame < frames else 0.0


@njit(cache=True, nogil=True)
def filter_tile(tile: NDArray[np.float64], state: NDArray[np.float64], section: NDArray[np.float64], size: int) -> None:
    """One section in transposed direct form II over the first `size` rows of a tile in place, all lanes at once.

    `state` is what the rows before have left, of shape (2, LANES). The constant number of lanes makes the compiler
    keep the row in vector registers.
    """
    b0, b1, b2, a1, a2 = section[0], section[1], section[2], section[3], section[4]
    first, second = state[0], state[1]
    for row in range(size):
        lanes = tile[row]
        for lane in range(LANES):
            x = lanes[lane]
            y = b0 * x + first[lane]
            first[lane] = (b1 * x + second[lane]) - a1 * y
            second[lane] = b2 * x - a2 * y
            lanes[lane] = y


def _angle(frequency_hz: float, q: float, sample_rate: float) -> tuple[float, float]:
    w = 2.0 * math.pi * frequency_hz / sample_rate
    return w, math.sin(w) / (2.0 * q)


def _section(b0: float, b1: float, b2: float, a0: float, a1: float, a2: float) -> Sections:
    return np.array([[b0 / a0, b1 / a0, b2 / a0, a1 / a0, a2 / a0]])
