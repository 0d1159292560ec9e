"""The accompaniment repeats, the voice does not: each frame is compared with those that are most like it.

Source: Z. Rafii and B. Pardo, "Music/voice separation using the similarity matrix", Proc. ISMIR, 2012: cosine
similarity (eq. 1), the median over the most similar frames (eq. 3), never more than there is (eq. 4).
"""

import numpy as np
from numpy.typing import NDArray

from tonewright.dsp.kernels import njit, types
from tonewright.separation.spectrum import Frames, Magnitudes

_ALIKE = 15
_APART_S = 0.6
_BANDS = 64

_PLANE = types.float32[:, ::1]


def repeating_part(magnitudes: Magnitudes, frames: Frames) -> Magnitudes:
    """What of each frame comes back elsewhere: never more than there is."""
    alike = _most_alike(_likeness(magnitudes), max(1, round(_APART_S * frames.rate_hz)))
    out = np.empty_like(magnitudes)
    _median_of_rows(np.ascontiguousarray(magnitudes), alike, out)
    return np.minimum(out, magnitudes)


def _likeness(magnitudes: Magnitudes) -> NDArray[np.float32]:
    """The cosine of every two frames, in bands that grow with frequency, of compressed magnitudes."""
    edges = np.unique(np.geomspace(1, magnitudes.shape[1], _BANDS + 1).astype(int))
    bands = np.add.reduceat(np.square(magnitudes), edges[:-1], axis=1) ** 0.25
    bands -= bands.mean(axis=0)
    bands /= np.linalg.norm(bands, axis=1, keepdims=True) + 1e-12
    return np.ascontiguousarray(bands @ bands.T, np.float32)


@njit(types.int64[:, ::1](_PLANE, types.int64), cache=True, nogil=True)
def _pick(likeness, apart):  # type: ignore[no-untyped-def]
    count = likeness.shape[0]
    picked = np.full((count, _ALIKE), -1, np.int64)
    for frame in range(count):
        row = likeness[frame].copy()
        for other in range(max(0, frame - apart), min(count, frame + apart + 1)):
            row[other] = -2.0
        for place in range(_ALIKE):
            best = np.argmax(row)
            if row[best] <= -2.0:
                break
            picked[frame, place] = best
            for other in range(max(0, best - apart // 4), min(count, best + apart // 4 + 1)):
                row[other] = -2.0
    return picked


def _most_alike(likeness: NDArray[np.float32], apart: int) -> NDArray[np.int64]:
    """For each frame those most like it, none near it nor near each other; −1 where there are no more."""
    picked: NDArray[np.int64] = _pick(likeness, apart)
    return picked


@njit(types.void(_PLANE, types.int64[:, ::1], _PLANE), cache=True, nogil=True)
def _median_of_rows(rows, picked, out):  # type: ignore[no-untyped-def]
    """The median of the picked rows, bin by bin; a frame that nothing is like keeps all."""
    values = np.empty(picked.shape[1], np.float32)
    for frame in range(rows.shape[0]):
        count = 0
        while count < picked.shape[1] and picked[frame, count] >= 0:
            count += 1
        for b in range(rows.shape[1]):
            if count == 0:
                out[frame, b] = rows[frame, b]
                continue
            for i in range(count):
                value = rows[picked[frame, i], b]
                j = i
                while j > 0 and values[j - 1] > value:
                    values[j] = values[j - 1]
                    j -= 1
                values[j] = value
            middle = count // 2
            out[frame, b] = values[middle] if count % 2 else (values[middle - 1] + values[middle]) / 2
