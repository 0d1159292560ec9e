"""Position: how near to the middle each bin's sound stands. On one channel everything stands in the middle.

Source: C. Avendano, "Frequency-domain source identification and manipulation in stereo mixes", Proc. IEEE WASPAA, 2003,
eqs. 2 to 4: the similarity of two channels, and which is the louder.
"""

import numpy as np

from tonewright.separation.spectrum import Magnitudes, Spectrum

_SHARPNESS = 3.0


def middle_share(left: Spectrum, right: Spectrum) -> Magnitudes:
    """What share of a bin's energy both channels have alike, 0 (only in one, or out of phase) … 1.

    One sound at a place between the speakers gives 2ab/(a² + b²) for its gains a and b.
    """
    both = (left * right.conj()).real
    total = np.square(np.abs(left)) + np.square(np.abs(right)) + np.float32(1e-20)
    share: Magnitudes = np.clip(2 * both / total, 0.0, 1.0)
    return share


def middle_mask(share: Magnitudes) -> Magnitudes:
    """The share sharpened: what stands in the middle passes, what stands a third aside hardly does."""
    mask: Magnitudes = share**_SHARPNESS
    return mask


def coherence(left: Spectrum, right: Spectrum) -> Magnitudes:
    """Whether a bin and those around it come from one place, 0 … 1: reverberation and wide pads do not.

    The magnitude of the mean product of the channels over their mean energies.
    """
    product = left * right.conj()
    both = np.hypot(_around(product.real), _around(product.imag))
    energies = np.sqrt(_around(np.square(np.abs(left)))) * np.sqrt(_around(np.square(np.abs(right))))
    coherent = np.minimum(both / (energies + np.float32(1e-20)), 1.0)
    return coherent.astype(np.float32, copy=False)


def _around(plane: Magnitudes) -> Magnitudes:
    """The mean over three frames and three bins."""
    padded = np.pad(plane, 1, mode="edge")
    rows = padded[:-2] + padded[1:-1] + padded[2:]
    mean: Magnitudes = (rows[:, :-2] + rows[:, 1:-1] + rows[:, 2:]) / np.float32(9)
    return mean
