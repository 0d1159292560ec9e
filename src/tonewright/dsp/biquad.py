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


@njit(cache=True, nogil=True)
def _filter_pair(samples: NDArray[np.float32], first: NDArray[np.float64], second: NDArray[np.float64]) -> None:
    """Two sections in one pass: their recursions overlap in the processor."""
    b0, b1, b2, a1, a2 = first[0], first[1], first[2], first[3], first[4]
    d0, d1, d2, c1, c2 = second[0], second[1], second[2], second[3], second[4]
    p1, p2, q1, q2 = 0.0, 0.0, 0.0, 0.0
    r1, r2, t1, t2 = 0.0, 0.0, 0.0, 0.0
    for frame in range(samples.shape[1]):
        x = np.float64(samples[0, frame])
        y = b0 * x + p1
        p1 = b1 * x - a1 * y + p2
        p2 = b2 * x - a2 * y
        z = d0 * y + q1
        q1 = d1 * y - c1 * z + q2
        q2 = d2 * y - c2 * z
        samples[0, frame] = z
        x = np.float64(samples[1, frame])
        y = b0 * x + r1
        r1 = b1 * x - a1 * y + r2
        r2 = b2 * x - a2 * y
        z = d0 * y + t1
        t1 = d1 * y - c1 * z + t2
        t2 = d2 * y - c2 * z
        samples[1, frame] = z


@njit(cache=True, nogil=True)
def filter_in_place(samples: NDArray[np.float32], sections: Sections) -> None:
    """Run the sections over stereo samples (2, frames), transposed direct form II, in double precision."""
    paired = sections.shape[0] // 2 * 2
    for section in range(0, paired, 2):
        _filter_pair(samples, sections[section], sections[section + 1])
    for section in range(paired, sections.shape[0]):
        b0, b1, b2 = sections[section, 0], sections[section, 1], sections[section, 2]
        a1, a2 = sections[section, 3], sections[section, 4]
        left1, left2, right1, right2 = 0.0, 0.0, 0.0, 0.0
        for frame in range(samples.shape[1]):
            x = np.float64(samples[0, frame])
            y = b0 * x + left1
            left1 = b1 * x - a1 * y + left2
            left2 = b2 * x - a2 * y
            samples[0, frame] = y
            x = np.float64(samples[1, frame])
            y = b0 * x + right1
            right1 = b1 * x - a1 * y + right2
            right2 = b2 * x - a2 * y
            samples[1, frame] = y


def _angle(frequency_hz: float, q: float, sample_rate: float) -> tuple[float, float]:
    w = 2.0 * math.pi * frequency_hz / sample_rate
    return w, math.sin(w) / (2.0 * q)


def _section(b0: float, b1: float, b2: float, a0: float, a1: float, a2: float) -> Sections:
    return np.array([[b0 / a0, b1 / a0, b2 / a0, a1 / a0, a2 / a0]])
