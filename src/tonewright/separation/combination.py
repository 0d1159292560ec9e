"""All methods together: four soft masks that add up to 1."""

import numpy as np
from numpy.typing import NDArray

from tonewright.separation.evidence import Evidence
from tonewright.separation.stereo import middle_mask

_VOICE_FROM_HZ = 110.0


def masks_of(evidence: Evidence) -> NDArray[np.float32]:
    """The share of each stem in each bin, shape (4, frames, bins), in the order of STEMS."""
    hz = evidence.frames.frequencies_hz
    middle = np.float32(1.0) if evidence.middle is None else middle_mask(evidence.middle)
    new = 1 - evidence.repeating / (evidence.magnitudes + np.float32(1e-12))
    sung = np.maximum(evidence.voice, 0.5 * new) * middle
    sung = sung * (1 / (1 + (_VOICE_FROM_HZ / np.maximum(hz, 1.0)) ** 8)).astype(np.float32)
    drums = evidence.strokes
    bass = (1 - drums) * evidence.low * middle
    vocals = (1 - drums - bass) * sung
    return np.stack([vocals, drums, bass, 1 - drums - bass - vocals])
