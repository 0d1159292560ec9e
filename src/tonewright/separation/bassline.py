"""The bass: a low pitch that goes on, with the harmonics that are its own.

Its harmonics weigh less the higher they are: above some hundred Hz others' tones coincide with them.
"""

import numpy as np

from tonewright.separation.pitch_track import Pitches, Search, comb, track
from tonewright.separation.spectrum import Frames, Magnitudes

SEARCH = Search(32.0, 250.0, harmonics=5, fall=0.8, leap_cost=3.0)
_SOUNDS_UP_TO_HZ = 900.0
_TOOTH_HZ = 16.0
_ALL_BELOW_HZ, _HALF_AT_HZ = 110.0, 260.0


def bass_pitches(magnitudes: Magnitudes, frames: Frames) -> Pitches:
    """The bass in each frame, and how surely it is there."""
    return track(magnitudes, frames, SEARCH)


def bass_mask(pitches: Pitches, frames: Frames) -> Magnitudes:
    """The bass's share of each bin, 0…1: everything low, and harmonics less and less."""
    hz = frames.frequencies_hz
    low = 1.0 / (1.0 + (hz / _ALL_BELOW_HZ) ** 6)
    reach = 1.0 / (1.0 + (hz / _HALF_AT_HZ) ** 2)
    teeth = comb(pitches, frames, _SOUNDS_UP_TO_HZ, _TOOTH_HZ) * reach.astype(np.float32)
    mask: Magnitudes = np.maximum(teeth, low.astype(np.float32)).astype(np.float32)
    return mask
