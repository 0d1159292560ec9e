"""Ducking: the kick makes room for itself in other stems' gain."""

import numpy as np
from numpy.typing import NDArray

from tonewright.dsp.compressor import BLOCK
from tonewright.dsp.dynamic_band import band_levels_db, band_pass, followed
from tonewright.render.stems import SAMPLE_RATE

_KICK_HZ = 62.0
_FLOOR_DB = -18.0
_ATTACK_S = 0.004
_RELEASE_BEATS = 0.22


def kick_envelope(drums: NDArray[np.float32], tempo_bpm: float) -> NDArray[np.float64]:
    """How much the kick sounds, 0…1 per BLOCK frames of the drum stem (2, frames), let go in time with the
    beat.
    """
    levels = band_levels_db(drums, band_pass(_KICK_HZ, 0.9, float(SAMPLE_RATE)))
    loud = levels[levels > levels.max() - 30.0]
    full = float(np.percentile(loud, 95)) if levels.max() > -80.0 else 0.0
    strength = np.clip((levels - full - _FLOOR_DB) / -_FLOOR_DB, 0.0, 1.0)
    per_s = SAMPLE_RATE / BLOCK
    return followed(strength, _ATTACK_S * per_s, _RELEASE_BEATS * 60.0 / tempo_bpm * per_s)
