"""Short-time spectra and back: Hann windows of about 93 ms, a quarter of a window apart.

Source: D. Griffin and J. Lim, "Signal estimation from modified short-time Fourier transform", IEEE Trans. ASSP 32(2),
1984, eq. 6: windowed once more and divided by the sum of the squared windows, which is 1.5 everywhere here.
"""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import fft

Spectrum = NDArray[np.complex64]
Magnitudes = NDArray[np.float32]

_WINDOW_S = 0.0929
_OVERLAP = 4
_SQUARED_SUM = 1.5


@dataclass(frozen=True)
class Frames:
    """How samples of a rate (Hz) are cut into frames."""

    sample_rate: int

    @cached_property
    def size(self) -> int:
        """Samples of a window: about 93 ms, of a length that is quick to transform."""
        hop = _WINDOW_S * self.sample_rate / _OVERLAP
        above = fft.next_fast_len(math.ceil(hop), real=True)
        below = fft.prev_fast_len(math.floor(hop), real=True)
        return _OVERLAP * (above if above - hop < hop - below else below)

    @property
    def hop(self) -> int:
        """Samples from one window to the next."""
        return self.size // _OVERLAP

    @property
    def rate_hz(self) -> float:
        """Frames in a second."""
        return self.sample_rate / self.hop

    @cached_property
    def frequencies_hz(self) -> Magnitudes:
        """The bins' frequencies."""
        return np.arange(self.size // 2 + 1, dtype=np.float32) * np.float32(self.sample_rate / self.size)

    @cached_property
    def _window(self) -> NDArray[np.float32]:
        return (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(self.size) / self.size)).astype(np.float32)

    def analyse(self, samples: NDArray[np.float32]) -> Spectrum:
        """The spectrum of shape (frames, bins) of one channel's samples, shape (n,)."""
        margin = self.size - self.hop
        count = -(-(len(samples) + margin) // self.hop)
        padded = np.zeros((count - 1) * self.hop + self.size, np.float32)
        padded[margin : margin + len(samples)] = samples
        cut = np.lib.stride_tricks.sliding_window_view(padded, self.size)[:: self.hop]
        return np.asarray(fft.rfft(cut * self._window, axis=1), np.complex64)

    def synthesise(self, spectrum: Spectrum, length: int) -> NDArray[np.float32]:
        """The samples, shape (length,), whose spectrum is nearest to this one."""
        pieces = fft.irfft(spectrum, self.size, axis=1).astype(np.float32, copy=False)
        pieces *= self._window / np.float32(_SQUARED_SUM)
        parts = pieces.reshape(len(pieces), _OVERLAP, self.hop)
        hops = np.zeros((len(pieces) + _OVERLAP - 1, self.hop), np.float32)
        for part in range(_OVERLAP):
            hops[part : part + len(pieces)] += parts[:, part]
        margin = self.size - self.hop
        return hops.reshape(-1)[margin : margin + length]
