"""What each frame of a sung line is: which moment of speech sounds, voiced or breathed, and which phone."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tonewright.render.voice.analysis import FRAME_S
from tonewright.render.voice.planning import PlannedLine
from tonewright.render.voice.timing import source_times, steady_part

VOWEL_NOISE_CORNER_HZ = 9_000.0
FRICATIVE_NOISE_CORNER_HZ = 2_400.0
"""Where voiced fricatives turn to noise; vowels do so only near the top of the band."""


@dataclass(frozen=True, eq=False)
class SungFrames:
    """One value for each frame.

    `source_frame` is the (fractional) frame of the spoken line, `piece` the index of the line's piece that
    sounds or −1 for silence; noise grows with frequency until at `corner_hz` there is nothing else.
    """

    source_frame: NDArray[np.float64]
    piece: NDArray[np.intp]
    voiced: NDArray[np.bool_]
    corner_hz: NDArray[np.float32]


def sung_frames(planned: PlannedLine, times_s: NDArray[np.float64], generator: np.random.Generator) -> SungFrames:
    """The frames of a line at evenly spaced times; silent ones go on as their neighbour does."""
    count = len(times_s)
    source = np.zeros(count)
    piece_at = np.full(count, -1, np.intp)
    voiced = np.zeros(count, np.bool_)
    corner = np.full(count, VOWEL_NOISE_CORNER_HZ, np.float32)
    for index, piece in enumerate(planned.pieces):
        first, last = np.searchsorted(times_s, (piece.start_s, piece.end_s))
        here = slice(int(first), int(last))
        steady = steady_part(piece.phone, planned.spoken.level, FRAME_S) if piece.is_vowel else (0.0, 0.0)
        source[here] = source_times(piece, times_s[here], steady, generator) / FRAME_S
        piece_at[here] = index
        voiced[here] = piece.phone.kind != "unvoiced"
        if piece.phone.noisy:
            corner[here] = FRICATIVE_NOISE_CORNER_HZ
    sounding = np.flatnonzero(piece_at >= 0)
    nearest = sounding[np.clip(np.searchsorted(sounding, np.arange(count)), 0, len(sounding) - 1)]
    return SungFrames(source[nearest], piece_at, voiced[nearest], corner)
