"""The separator port: what takes a recording apart, whatever the method."""

from collections.abc import Callable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

STEMS = ("vocals", "drums", "bass", "other")

Samples = NDArray[np.float32]
Report = Callable[[float], None]
"""Called with the share of the work that is done, 0…1; never goes back."""


class Separator(Protocol):
    """Takes recordings apart into STEMS."""

    name: str

    def separate(self, samples: Samples, sample_rate: int, stems: Samples, report: Report) -> None:
        """Write what is heard of each stem.

        Parameters
        ----------
        samples: shape (frames, channels), one channel or two; may be a memory map that exceeds the memory.
        sample_rate: Hz, 8000…48000.
        stems: zeroed, shape (4, frames, channels), in the order of STEMS; may be a memory map. They need not add up to
            the samples: `exact.py` sees to that.
        """
        ...
