"""A spectrogram with a logarithmic frequency axis, of sound that arrives block by block.

Low rows come from long windows and high rows from short ones, so that a bass line stands apart by its semitones
and a hi-hat by its strokes.
"""

import numpy as np
from numpy.typing import NDArray

from tonewright.sheet.framing import Framing
from tonewright.sheet.wav import SAMPLE_RATE

LOWEST_HZ = 30.0
HIGHEST_HZ = 18_000.0
ROWS = 256
_LONG, _SHORT = 16_384, 4096
# Between these two the rows change from long windows to short ones.
_FADE_HZ = (250.0, 800.0)
_NARROWEST_HOP, _WIDEST_HOP = 1024, 6144
_MOST_COLUMNS = 1800


class Spectrograph:
    """Hears blocks of a piece of `frames` frames."""

    def __init__(self, frames: int) -> None:
        self.hop = int(np.clip(-(-frames // _MOST_COLUMNS), _NARROWEST_HOP, _WIDEST_HOP))
        self.rows_hz = np.geomspace(LOWEST_HZ, HIGHEST_HZ, ROWS)
        fade = np.clip(np.log(self.rows_hz / _FADE_HZ[0]) / np.log(_FADE_HZ[1] / _FADE_HZ[0]), 0.0, 1.0)
        self._sizes = [
            (Framing(_LONG, self.hop), _Weights(_LONG, self.rows_hz, 1.0 - fade)),
            (Framing(_SHORT, self.hop), _Weights(_SHORT, self.rows_hz, fade)),
        ]
        self._columns: list[list[NDArray[np.float32]]] = [[], []]
        self._frames = frames

    def hear(self, mono: NDArray[np.float32]) -> None:
        """Take samples of shape (frames,)."""
        for (framing, weights), columns in zip(self._sizes, self._columns, strict=True):
            columns.extend(_rows(framing.push(mono), framing, weights))

    def levels_db(self) -> tuple[NDArray[np.float64], NDArray[np.float32]]:
        """The columns' times in seconds, and levels of shape (ROWS, columns) in dB: a full-scale sine is at 0."""
        for (framing, weights), columns in zip(self._sizes, self._columns, strict=True):
            columns.extend(_rows(framing.finish(), framing, weights))
        wanted = -(-self._frames // self.hop)
        low, high = (np.stack(columns[:wanted]) for columns in self._columns)
        powers = low[: len(high)] + high[: len(low)]
        at_once = -(-len(powers) // _MOST_COLUMNS)
        edges = np.arange(0, len(powers), at_once)
        powers = np.add.reduceat(powers, edges) / np.diff(np.append(edges, len(powers)))[:, None]
        times = (edges + (at_once - 1) / 2.0) * self.hop / SAMPLE_RATE
        return times, np.asarray(10.0 * np.log10(np.maximum(powers.T, 1e-14)), np.float32)


class _Weights:
    """What every row takes of the bins: most of the one in its middle, none beyond the neighbouring rows.

    Where bins stand farther apart than rows, a row is drawn between the two nearest. Of the table of rows and bins
    nearly all is empty: each row keeps its own bins alone.
    """

    def __init__(self, size: int, rows_hz: NDArray[np.float64], share: NDArray[np.float64]) -> None:
        bins_hz = np.fft.rfftfreq(size, 1.0 / SAMPLE_RATE)
        width_hz = np.maximum(np.gradient(rows_hz), bins_hz[1])
        weights = np.clip(1.0 - np.abs(bins_hz[:, None] - rows_hz) / width_hz, 0.0, None) * share
        self._count = len(rows_hz)
        self._rows: list[tuple[int, slice, NDArray[np.float32]]] = []
        for row in np.flatnonzero(weights.any(axis=0)):
            used = np.flatnonzero(weights[:, row])
            bins = slice(int(used[0]), int(used[-1]) + 1)
            self._rows.append((int(row), bins, weights[bins, row].astype(np.float32)))

    def rows(self, powers: NDArray[np.float32]) -> NDArray[np.float32]:
        """The rows, of shape (n, rows), of powers of shape (n, bins)."""
        found = np.zeros((len(powers), self._count), np.float32)
        for row, bins, weights in self._rows:
            found[:, row] = powers[:, bins] @ weights
        return found


def _rows(windows: NDArray[np.float32], framing: Framing, weights: _Weights) -> list[NDArray[np.float32]]:
    if len(windows) == 0:
        return []
    spectra = np.fft.rfft(windows * framing.shape, axis=1)
    scale = np.float32((2.0 / framing.shape.sum()) ** 2)
    powers = np.asarray((spectra.real**2 + spectra.imag**2) * scale, np.float32)
    return list(weights.rows(powers))
