"""Whether a recording holds a voice, and enough of it: a mouth that moves, and speech sounds without voice."""

from dataclasses import dataclass

import numpy as np
import pyworld
import scipy.fft
from numpy.typing import NDArray

from tonewright.cloning.voicing import RATE_HZ, STEP_S, Voicing
from tonewright.errors import EngineError

LEAST_VOICED_S = 6.0
LEAST_HISS, LEAST_COLOUR_DB = 0.005, 12.5
"""Who speaks or sings words hisses, and changes colour by so much: spread and movement together."""
SURE_SPREAD_DB, SURE_MOVED_DB = 7.0, 9.0
"""What does not hiss is a voice only if it has much of both."""
_MOVED_OVER = 6
_MOST_FRAMES = 1_500
_POINTS_HZ = np.geomspace(250.0, 3_600.0, 28)
_COEFFICIENTS = 8
_SIZE = 1024
_HISS_FROM_HZ, _HEARD_FROM_HZ = 3_000.0, 200.0


@dataclass(frozen=True)
class Evidence:
    """What speaks for a voice.

    `spread_db` is how far the envelopes of voiced frames are from their mean (root mean square, smoothed, without their
    level); `moved_db` how far the envelope moves within 60 ms of voicing, in its quick moments (85th percentile);
    `hiss` the share of the sounding time that has no pitch and its power above 3 kHz, as s, f and t have.
    """

    spread_db: float
    moved_db: float
    hiss: float

    @property
    def is_voice(self) -> bool:
        """Whether it is enough."""
        if self.hiss >= LEAST_HISS:
            return self.spread_db + self.moved_db >= LEAST_COLOUR_DB
        return self.spread_db >= SURE_SPREAD_DB and self.moved_db >= SURE_MOVED_DB


def check_voice(samples: NDArray[np.float32], voicing: Voicing) -> None:
    """Raise EngineError where mono samples at RATE_HZ hold too little voice or none, in words that say why."""
    if voicing.voiced_s < LEAST_VOICED_S:
        raise EngineError(
            f"Only {voicing.voiced_s:.1f} seconds of voice were found, at least {LEAST_VOICED_S:g} are needed"
        )
    if not find_evidence(samples, voicing).is_voice:
        raise EngineError(
            "No voice was found: what sounds in this recording keeps its colour, as tones and instruments do; "
            "send one person who speaks or sings words, alone or well in front of the music"
        )


def find_evidence(samples: NDArray[np.float32], voicing: Voicing) -> Evidence:
    """What speaks for a voice in mono samples at RATE_HZ."""
    hiss = _hiss(samples, voicing)
    starts = [np.arange(run.start + 6, run.stop - 8) for run in voicing.runs(0.16)]
    frames = np.concatenate(starts) if starts else np.zeros(0, np.int64)
    if len(frames) < LEAST_VOICED_S / STEP_S / 10:
        return Evidence(0.0, 0.0, hiss)
    frames = frames[:: max(1, -(-len(frames) // _MOST_FRAMES))]
    before, after = (_shapes_db(samples, voicing, frames + later) for later in (0, _MOVED_OVER))
    moved = np.sqrt(np.sum((after - before) ** 2, axis=1))
    return Evidence(float(np.sqrt(before.var(axis=0).sum())), float(np.percentile(moved, 85)), hiss)


def _shapes_db(samples: NDArray[np.float32], voicing: Voicing, frames: NDArray[np.int64]) -> NDArray[np.float64]:
    """Envelopes (frames, coefficients) whose Euclidean distance is their root mean square distance in decibels."""
    sound, f0_hz, times_s = samples.astype(np.float64), voicing.f0_hz[frames], voicing.times_s[frames]
    power = pyworld.cheaptrick(sound, f0_hz, times_s, RATE_HZ, fft_size=_SIZE)
    bins = np.round(_POINTS_HZ / RATE_HZ * _SIZE).astype(np.int64)
    points_db = 10.0 * np.log10(np.maximum(power[:, bins], 1e-14))
    cepstra = np.asarray(scipy.fft.dct(points_db, norm="ortho", axis=1))
    return np.asarray(cepstra[:, 1 : _COEFFICIENTS + 1] / np.sqrt(len(_POINTS_HZ)))


def _hiss(samples: NDArray[np.float32], voicing: Voicing) -> float:
    frames = np.flatnonzero(voicing.sounding & ~voicing.voiced)
    hop, size = round(STEP_S * RATE_HZ), round(0.04 * RATE_HZ)
    padded = np.pad(samples, (size // 2, size))
    hz = np.arange(size // 2 + 1) * RATE_HZ / size
    hissing = 0
    for first in range(0, len(frames), 2_048):
        pieces = padded[frames[first : first + 2_048, None] * hop + np.arange(size)] * np.hanning(size)
        power = np.abs(scipy.fft.rfft(pieces, axis=1)) ** 2
        heard = power[:, hz > _HEARD_FROM_HZ].sum(axis=1) + 1e-12
        hissing += int(np.count_nonzero(power[:, hz > _HISS_FROM_HZ].sum(axis=1) > 0.5 * heard))
    return hissing / max(int(np.count_nonzero(voicing.sounding)), 1)
