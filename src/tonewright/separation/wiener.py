"""Masks made spatial: each stem's place between the two channels is learned, frequency by frequency.

With a mask alone a stem takes both channels alike. Here its power in each bin (from its mask) and its spatial
covariance at each frequency (learned over the stretch) give the multichannel Wiener filter, which also takes apart what
overlaps in one bin but stands at different places. The stems still add up to the mix.

Source: N. Q. K. Duong, E. Vincent, R. Gribonval, "Under-determined reverberant audio source separation using a
full-rank spatial covariance model", IEEE Trans. ASLP 18(7), 2010, eqs. 12 to 16 (one iteration).
"""

import numpy as np
from numpy.typing import NDArray

from tonewright.dsp.kernels import njit, types
from tonewright.separation.spectrum import Spectrum

_SPECTRUM = types.complex64[:, ::1]
_MASKS = types.float32[:, :, ::1]
_REGULAR = 1e-3
"""How much of a source's energy is taken to come from anywhere, which keeps its covariance from being singular."""


@njit(types.void(_SPECTRUM, _SPECTRUM, _MASKS, types.complex64[:, :, :, ::1]), cache=True, nogil=True)
def _filter(left, right, masks, out):  # type: ignore[no-untyped-def]
    stems, frames, bins = masks.shape
    powers = np.zeros((stems, bins))
    lefts, rights = np.zeros((stems, bins)), np.zeros((stems, bins))
    crosses = np.zeros((stems, bins), np.complex128)
    for frame in range(frames):
        for b in range(bins):
            x, y = left[frame, b], right[frame, b]
            energy = x.real * x.real + x.imag * x.imag + y.real * y.real + y.imag * y.imag
            if energy < 1e-16:
                continue
            for s in range(stems):
                # The covariance of the masked mix, each frame weighed by its share of the stem.
                weight = masks[s, frame, b] * masks[s, frame, b]
                powers[s, b] += weight * energy
                lefts[s, b] += weight * (x.real * x.real + x.imag * x.imag)
                rights[s, b] += weight * (y.real * y.real + y.imag * y.imag)
                crosses[s, b] += weight * (x * y.conjugate())
    for s in range(stems):
        for b in range(bins):
            total = powers[s, b] + 1e-20
            lefts[s, b] = lefts[s, b] / total * 2 + _REGULAR
            rights[s, b] = rights[s, b] / total * 2 + _REGULAR
            crosses[s, b] = crosses[s, b] / total * 2
    for frame in range(frames):
        for b in range(bins):
            x, y = left[frame, b], right[frame, b]
            a = d = 1e-9
            c = 0j
            for s in range(stems):
                power = masks[s, frame, b] + 1e-6
                a += power * lefts[s, b]
                d += power * rights[s, b]
                c += power * crosses[s, b]
            scale = 1.0 / (a * d - (c.real * c.real + c.imag * c.imag))
            u = (d * x - c * y) * scale
            v = (a * y - c.conjugate() * x) * scale
            for s in range(stems):
                power = masks[s, frame, b] + 1e-6
                out[s, 0, frame, b] = power * (lefts[s, b] * u + crosses[s, b] * v)
                out[s, 1, frame, b] = power * (crosses[s, b].conjugate() * u + rights[s, b] * v)


def spatial_stems(left: Spectrum, right: Spectrum, masks: NDArray[np.float32]) -> NDArray[np.complex64]:
    """The stems' spectra, shape (stems, 2, frames, bins), from masks, shape (stems, frames, bins), that add up to 1."""
    out = np.empty((len(masks), 2, *left.shape), np.complex64)
    _filter(left, right, np.ascontiguousarray(masks), out)
    return out
