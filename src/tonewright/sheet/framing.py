"""Windows over sound that arrives block by block."""

import numpy as np
from numpy.typing import NDArray


class Framing:
    """Cuts a signal into windows of `size` frames, `hop` frames apart, centred on frames 0, hop, 2 hop, …

    Before its start and after its end the signal is silent. `shape` is the Hann window to be applied.
    """

    def __init__(self, size: int, hop: int) -> None:
        self.shape = np.hanning(size + 1)[:-1].astype(np.float32)
        self._size = size
        self._hop = hop
        self._waiting = np.zeros(size // 2, np.float32)
        self._skip = 0

    def push(self, mono: NDArray[np.float32]) -> NDArray[np.float32]:
        """The windows, of shape (n, size), that are full with these frames."""
        signal = np.concatenate((self._waiting, mono))
        at = min(self._skip, len(signal))
        self._skip -= at
        signal = signal[at:]
        count = max(0, (len(signal) - self._size) // self._hop + 1)
        used = count * self._hop
        self._skip += max(0, used - len(signal))
        self._waiting = signal[used:].copy()
        if count == 0:
            return np.zeros((0, self._size), np.float32)
        return np.lib.stride_tricks.sliding_window_view(signal, self._size)[:: self._hop][:count]

    def finish(self) -> NDArray[np.float32]:
        """The windows that still hold some of the signal."""
        return self.push(np.zeros(self._size, np.float32))
