"""The long-term spectrum of stereo sound that arrives block by block, and its width by band."""

import numpy as np
from numpy.typing import NDArray

from tonewright.sheet.framing import Framing
from tonewright.sheet.wav import SAMPLE_RATE

_SIZE = 16_384


class BandMeter:
    """Hears blocks and keeps the mean power of middle and side by frequency, from a window every `hop` frames."""

    def __init__(self, hop: int) -> None:
        self._framings = (Framing(_SIZE, hop), Framing(_SIZE, hop))
        self._powers = np.zeros((2, _SIZE // 2 + 1))
        self._windows = 0

    def hear(self, block: NDArray[np.float32]) -> None:
        """Take samples of shape (2, frames)."""
        middle, side = (block[0] + block[1]) / np.float32(2**0.5), (block[0] - block[1]) / np.float32(2**0.5)
        for index, signal in enumerate((middle, side)):
            framing = self._framings[index]
            windows = framing.push(signal)
            if len(windows):
                spectra = np.fft.rfft(windows * framing.shape, axis=1)
                self._powers[index] += (spectra.real**2 + spectra.imag**2).sum(axis=0)
        self._windows += len(windows)

    def powers(self, centres_hz: NDArray[np.float64], octaves: float) -> NDArray[np.float64]:
        """Middle's and side's mean powers in bands of a width in octaves, of shape (2, bands).

        Powers of both together are those of both channels: a full-scale sine in each has 1.
        """
        edges = np.concatenate((centres_hz * 2.0 ** (-octaves / 2.0), centres_hz * 2.0 ** (octaves / 2.0)))
        # A bin reaches half its width to either side, and a band takes its share of the bins that it cuts.
        bin_hz = SAMPLE_RATE / _SIZE
        places = (np.arange(_SIZE // 2 + 2) - 0.5) * bin_hz
        scale = 2.0 / (_SIZE * float((self._framings[0].shape ** 2).sum()) * max(self._windows, 1))
        below = np.concatenate((np.zeros((2, 1)), np.cumsum(self._powers * scale, axis=1)), axis=1)
        at_edges = np.stack([np.interp(edges, places, total) for total in below])
        return np.asarray(at_edges[:, len(centres_hz) :] - at_edges[:, : len(centres_hz)])
