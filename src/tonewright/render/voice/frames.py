"""What each frame of a sung line is: which moment of speech sounds, how loud, voiced or breathed."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter1d

from tonewright.render.voice.alignment import Nucleus
from tonewright.render.voice.analysis import FRAME_S
from tonewright.render.voice.planning import PlannedLine
from tonewright.render.voice.timing import source_times

CONSONANT_GAIN_DB = {"unvoiced": 3.0, "voiced": 2.0}
VOWEL_NOISE_CORNER_HZ = 9_000.0
FRICATIVE_NOISE_CORNER_HZ = 2_400.0
"""Where voiced fricatives turn to noise; vowels do so only near the top of the band."""
FADE_S = 0.08
_VOICED_FRICATIVES = frozenset(("z", "zh", "v", "dh", "jh"))
_NEPER_PER_DB = float(np.log(10.0) / 20.0)


@dataclass(frozen=True, eq=False)
class SungFrames:
    """One value for each frame.

    `source_frame` is the (fractional) frame of the spoken line, `gain` in neper; noise grows with frequency
    until at `corner_hz` there is nothing else.
    """

    source_frame: NDArray[np.float64]
    voiced: NDArray[np.bool_]
    gain: NDArray[np.float64]
    corner_hz: NDArray[np.float32]


def sung_frames(
    planned: PlannedLine, times_s: NDArray[np.float64], generator: np.random.Generator
) -> SungFrames:
    count = len(times_s)
    source = np.full(count, np.nan)
    voiced = np.zeros(count, np.bool_)
    active = np.zeros(count)
    added_db = np.zeros(count)
    corner = np.full(count, VOWEL_NOISE_CORNER_HZ, np.float32)
    for piece in planned.pieces:
        first, last = np.searchsorted(times_s, (piece.start_s, piece.end_s))
        if first == last:
            continue
        here = slice(int(first), int(last))
        source[here] = source_times(piece, times_s[here], generator) / FRAME_S
        voiced[here] = piece.phone.kind != "unvoiced"
        added_db[here] = CONSONANT_GAIN_DB.get(piece.phone.kind, 0.0)
        active[here] = 1.0
        if piece.phone.symbol in _VOICED_FRICATIVES:
            corner[here] = FRICATIVE_NOISE_CORNER_HZ
    known = np.flatnonzero(~np.isnan(source))
    nearest = known[np.clip(np.searchsorted(known, np.arange(count)), 0, len(known) - 1)]
    source = np.where(np.isnan(source), source[nearest], source)
    voiced = np.where(active > 0, voiced, voiced[nearest])
    gain = added_db * _NEPER_PER_DB + _evened(planned, times_s) + _dynamics(planned.nuclei, times_s)
    amplitude = uniform_filter1d(_released(planned, times_s, active), 4)
    gain += np.log(np.maximum(amplitude, 1e-5))
    return SungFrames(source, voiced, gain, corner)


def _evened(planned: PlannedLine, times_s: NDArray[np.float64]) -> NDArray[np.float64]:
    """What brings soft and loud vowels four fifths of the way to the line's median level, in neper."""
    centres, levels = [], []
    for piece in planned.pieces:
        if piece.is_vowel:
            first = int(piece.phone.start_s / FRAME_S)
            last = max(first + 1, int(np.ceil(piece.phone.end_s / FRAME_S)))
            own = planned.spoken.level[first:last]
            centres.append(0.5 * (piece.start_s + piece.end_s))
            levels.append(float(np.percentile(own, 70)) if len(own) else 0.0)
    wanted = 0.5 * 0.8 * (np.median(levels) - np.array(levels))
    return np.asarray(np.interp(times_s, centres, np.clip(wanted, -1.5, 1.5)))


def _dynamics(nuclei: Sequence[Nucleus], times_s: NDArray[np.float64]) -> NDArray[np.float64]:
    """Loudness by velocity, stress and the arc of the phrase, in neper."""
    at = [nucleus.start_s for nucleus in nuclei]
    velocity = np.array([nucleus.notes[0].velocity for nucleus in nuclei], dtype=np.float64)
    stress = np.array([nucleus.stress for nucleus in nuclei], dtype=np.float64)
    own_db = 0.08 * (velocity - velocity.mean()) + 1.2 * (stress - stress.mean())
    span = max(nuclei[-1].end_s - nuclei[0].start_s, 0.1)
    arc_db = 2.0 * np.sin(np.pi * np.clip((times_s - nuclei[0].start_s) / span, 0.0, 1.0) ** 0.8)
    return np.asarray((np.interp(times_s, at, own_db) + arc_db) * _NEPER_PER_DB)


def _released(
    planned: PlannedLine, times_s: NDArray[np.float64], active: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The amplitude with phrase ends let go rather than cut off."""
    amplitude = active.copy()
    for piece, following in zip(planned.pieces, (*planned.pieces[1:], None), strict=True):
        ends = following is None or following.start_s - piece.end_s > FADE_S
        if ends and piece.phone.kind != "unvoiced":
            left = np.clip(
                (piece.end_s - times_s) / min(FADE_S, 0.5 * (piece.end_s - piece.start_s) + 1e-3), 0, 1
            )
            inside = (times_s >= piece.start_s) & (times_s < piece.end_s)
            amplitude[inside] *= np.sin(0.5 * np.pi * left[inside])
    return amplitude
