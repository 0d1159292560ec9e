"""Running medians along time and along frequency."""

import numpy as np
from numpy.typing import NDArray

from tonewright.dsp.kernels import njit, types

_PLANE = types.float32[:, ::1]


@njit(types.void(_PLANE, types.int64, _PLANE), cache=True, nogil=True)
def _slide(rows, width, out):  # type: ignore[no-untyped-def]
    """Medians of windows that are kept sorted; beyond their ends rows are mirrored, for which width <= length."""
    half = width // 2
    last = rows.shape[1] - 1
    window = np.empty(width, np.float32)
    for row in range(rows.shape[0]):
        for i in range(width):
            window[i] = rows[row, last - abs(last - abs(i - half))]
        window.sort()
        out[row, 0] = window[half]
        for at in range(1, last + 1):
            gone = rows[row, abs(at - 1 - half)]
            come = rows[row, last - abs(last - at - half)]
            i = np.searchsorted(window, gone)
            while i + 1 < width and window[i + 1] < come:
                window[i] = window[i + 1]
                i += 1
            while i > 0 and window[i - 1] > come:
                window[i] = window[i - 1]
                i -= 1
            window[i] = come
            out[row, at] = window[half]


def median_along_frequency(magnitudes: NDArray[np.float32], width: int) -> NDArray[np.float32]:
    """Medians over `width` bins (made odd) around each bin of magnitudes of shape (frames, bins)."""
    rows = np.ascontiguousarray(magnitudes, np.float32)
    out = np.empty_like(rows)
    _slide(rows, _fitting(width, rows.shape[1]), out)
    return out


def median_along_time(magnitudes: NDArray[np.float32], width: int) -> NDArray[np.float32]:
    """Medians over `width` frames (made odd) around each frame of magnitudes of shape (frames, bins)."""
    return np.ascontiguousarray(median_along_frequency(magnitudes.T, width).T)


def _fitting(width: int, length: int) -> int:
    """The width made odd, and no wider than the row."""
    fitting = min(width, length)
    return fitting if fitting % 2 else fitting - 1
