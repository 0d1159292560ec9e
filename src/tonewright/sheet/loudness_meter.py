"""Loudness over time of sound that arrives block by block, after ITU-R BS.1770-4 and EBU Tech 3341."""

import numpy as np
from numpy.typing import NDArray

from tonewright.dsp.biquad import RUN_UP_FRAMES
from tonewright.dsp.loudness import STEP_S, integrated_lufs, k_weighting, loudness_of, step_powers
from tonewright.sheet.wav import SAMPLE_RATE

STEP_FRAMES = round(STEP_S * SAMPLE_RATE)
MOMENTARY_STEPS = 4
SHORT_TERM_STEPS = 30
_RUN_UP_STEPS = -(-RUN_UP_FRAMES // STEP_FRAMES)
_SECTIONS = k_weighting(SAMPLE_RATE)


class LoudnessMeter:
    """Hears blocks of whole steps (the last may be any length), and keeps one power per tenth of a second."""

    def __init__(self) -> None:
        self._before = np.zeros((2, _RUN_UP_STEPS * STEP_FRAMES), np.float32)
        self._powers: list[NDArray[np.float64]] = []

    def hear(self, block: NDArray[np.float32]) -> None:
        """Take samples of shape (2, frames); the filters have heard what came before."""
        heard = np.concatenate((self._before, block), axis=1)
        self._powers.append(step_powers(heard, _SECTIONS, STEP_FRAMES)[_RUN_UP_STEPS:])
        self._before = heard[:, -self._before.shape[1] :]

    @property
    def integrated_lufs(self) -> float:
        """The gated loudness of everything heard."""
        return integrated_lufs(self._all())

    def loudness_lufs(self, steps: int) -> NDArray[np.float64]:
        """The loudness of the `steps` tenths of a second around each tenth, in LUFS, ungated."""
        powers = self._all()
        total = np.concatenate(([0.0], np.cumsum(powers)))
        first = np.clip(np.arange(len(powers)) - steps // 2, 0, len(powers))
        last = np.clip(first + steps, 0, len(powers))
        return loudness_of((total[last] - total[first]) / steps)

    def mean_lufs(self, start_s: float, end_s: float) -> float:
        """The ungated loudness of a stretch, in LUFS."""
        part = self._all()[round(start_s / STEP_S) : max(round(end_s / STEP_S), round(start_s / STEP_S) + 1)]
        return float(loudness_of(np.array([part.mean() if len(part) else 0.0]))[0])

    def _all(self) -> NDArray[np.float64]:
        return np.concatenate([np.zeros(0), *self._powers])
