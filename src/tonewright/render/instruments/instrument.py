"""The instrument port: what turns one note into sound."""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Sound = NDArray[np.float32]
"""Stereo samples of shape (2, frames) at SAMPLE_RATE."""


class Instrument(Protocol):
    """Something that sounds one note at a time; equal notes give equal samples."""

    def strike(self, pitch: int, velocity: int, hold_frames: int) -> Sound:
        """The note held for `hold_frames` frames and then released, its release included.

        `pitch` is a MIDI note number (a percussion key for kits), `velocity` 1…127.
        """
        ...
