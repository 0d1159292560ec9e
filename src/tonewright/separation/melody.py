"""The sung line: a pitch between 80 and 1000 Hz that goes on, with all its harmonics."""

import numpy as np

from tonewright.separation.pitch_track import Pitches, Search, comb, track
from tonewright.separation.spectrum import Frames, Magnitudes

SEARCH = Search(80.0, 1000.0, harmonics=12, fall=0.88, leap_cost=3.0)
_HIGHEST_HZ = 9000.0
_TOOTH_HZ = 14.0
_UNVOICED, _VOICED = 0.08, 0.25


def melody_pitches(magnitudes: Magnitudes, frames: Frames) -> Pitches:
    """The line in each frame, and how surely it is there."""
    return track(magnitudes, frames, SEARCH)


def melody_mask(pitches: Pitches, frames: Frames) -> Magnitudes:
    """The harmonics of the line where it is there, 0…1."""
    voiced = np.clip((pitches.sureness - _UNVOICED) / (_VOICED - _UNVOICED), 0.0, 1.0).astype(np.float32)
    mask: Magnitudes = comb(pitches, frames, _HIGHEST_HZ, _TOOTH_HZ) * voiced[:, None]
    return mask
