"""The groove of one player: timing and velocity that wander together, note by note.

A player's deviations are correlated from note to note rather than white (Hennig et al., "The Nature and
Perception of Fluctuations in Human Musical Rhythms", PLoS ONE 6(10), 2011); a first-order autoregressive
walk over the sixteenth-note grid stands in for their long-range correlation.
"""

import numpy as np
from numpy.typing import NDArray

from tonewright.performance.players import Player
from tonewright.theory.seeds import rng

_GRID_BEATS = 0.25
_MEMORY = 0.9
_FINGERS = 16


class Groove:
    """Deviations by place: what happens at a beat depends on that beat alone, not on the notes around it."""

    def __init__(self, player: Player, seed: int, name: str, beats: float) -> None:
        steps = int(beats / _GRID_BEATS) + 8
        generator = rng(seed, f"performance/{name}")
        self._late = player.late_ms / 1000.0
        self._drift_s = _walk(generator.standard_normal(steps)) * player.drift_ms / 1000.0
        self._drift_vel = _walk(generator.standard_normal(steps)) * player.drift_vel
        clipped = np.clip(generator.standard_normal((2, steps, _FINGERS)), -2.0, 2.0)
        self._spread_s = clipped[0] * player.spread_ms / 1000.0
        self._spread_vel = clipped[1] * player.spread_vel

    def late_s(self, beat: float, pitch: int) -> float:
        """How many seconds after the beat the note sounds (before, if negative)."""
        step = self._step(beat)
        return float(self._late + self._drift_s[step] + self._spread_s[step, pitch % _FINGERS])

    def louder(self, beat: float, pitch: int) -> float:
        """How many MIDI velocity steps are added."""
        step = self._step(beat)
        return float(self._drift_vel[step] + self._spread_vel[step, pitch % _FINGERS])

    def _step(self, beat: float) -> int:
        return min(max(round(beat / _GRID_BEATS), 0), len(self._drift_s) - 1)


def _walk(noise: NDArray[np.float64]) -> NDArray[np.float64]:
    """A stationary first-order walk of unit variance, clipped to two standard deviations."""
    walk = np.empty_like(noise)
    value = noise[0]
    scale = (1.0 - _MEMORY**2) ** 0.5
    for index, shock in enumerate(noise):
        value = _MEMORY * value + scale * shock
        walk[index] = value
    return np.clip(walk, -2.0, 2.0)
