"""Stems as whole numbers that add up to the recording, to the last bit."""

import numpy as np
from numpy.typing import NDArray

HIGHEST = 2**23 - 1
LOWEST = -(2**23)


def scale_of(peak: float) -> float:
    """What a recording is multiplied by so that it fits into full scale: 1 unless it exceeds it."""
    return 1.0 if peak * 2**23 <= HIGHEST else HIGHEST / (peak * 2**23)


def exact_stems(samples: NDArray[np.float32], stems: NDArray[np.float32], scale: float) -> NDArray[np.int32]:
    """The stems in steps of 24 bits, such that they add up to the recording in steps; the last takes what remains.

    Where the rest does not fit into 24 bits, what is over goes to the first stems that have room; there always is room,
    as the sum fits.

    Parameters
    ----------
    samples: shape (n, channels), −1…1 once multiplied by `scale`.
    stems: shape (stems, n, channels), of any level; the last is not looked at.
    """
    whole = in_steps(samples, scale)
    parts = np.empty(stems.shape, np.int32)
    for part, stem in zip(parts[:-1], stems, strict=False):
        part[:] = in_steps(stem, scale)
    rest = whole.astype(np.int64) - parts[:-1].sum(axis=0, dtype=np.int64)
    parts[-1] = np.clip(rest, LOWEST, HIGHEST)
    over = rest - parts[-1]
    if over.any():
        for part in parts[:-1]:
            fuller = np.clip(part + over, LOWEST, HIGHEST)
            over -= fuller - part
            part[:] = fuller
    return parts


def in_steps(samples: NDArray[np.float32], scale: float) -> NDArray[np.int32]:
    """Samples multiplied by `scale` and rounded to 24 bits."""
    steps = np.rint(np.multiply(samples, scale * 2**23, dtype=np.float64))
    return np.clip(steps, LOWEST, HIGHEST).astype(np.int32)
