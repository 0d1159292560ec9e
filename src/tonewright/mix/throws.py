"""Throws: the ends of a singer's lines are sent into an echo that keeps time with the music."""

import numpy as np
from numpy.typing import NDArray

from tonewright.dsp.compressor import BLOCK, block_levels_db
from tonewright.dsp.echo import Echo
from tonewright.dsp.half_rate import add_doubled, halved
from tonewright.mix.strip import active_level_db
from tonewright.render.stems import SAMPLE_RATE

_PER_S = SAMPLE_RATE / BLOCK
_SILENT_DB = -22.0
# A rest that is longer ends a line; so much of the line's end is thrown, faded in.
_REST_S = 0.55
_THROWN_S = 0.5
_FADE_S = 0.12


def line_ends(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """How much of stereo samples (2, frames) is thrown, 0…1 per BLOCK frames: the last half second before a rest."""
    levels = block_levels_db(samples)
    sounds = levels > active_level_db(samples) + _SILENT_DB
    curve = np.zeros(len(levels), np.float32)
    places = np.flatnonzero(sounds)
    if not len(places):
        return curve
    lasts = places[np.append(np.diff(places) > _REST_S * _PER_S, True)]
    rise = np.minimum(np.arange(round(_THROWN_S * _PER_S)) / (_FADE_S * _PER_S), 1.0)
    for last in lasts:
        first = max(last + 1 - len(rise), 0)
        curve[first : last + 1] = rise[len(rise) - (last + 1 - first) :]
    return curve


def throw(samples: NDArray[np.float32], echo: Echo, level: float) -> None:
    """Add an echo of the line ends to stereo samples in place, at a linear level; nothing at 0."""
    if level <= 0.0:
        return
    ends = line_ends(samples)
    if not ends.any():
        return
    half = halved(samples)
    half *= np.repeat(ends, BLOCK // 2)[: half.shape[1]]
    echo.answer(half, SAMPLE_RATE / 2.0)
    half *= np.float32(level)
    add_doubled(half, samples)
