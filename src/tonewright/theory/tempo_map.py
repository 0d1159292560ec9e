"""Tempo maps: which second a beat falls on where the tempo changes."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

Changes = tuple[tuple[float, float], ...]
"""Where a tempo begins, in beats, and the tempo in quarter notes a minute."""


@dataclass(frozen=True)
class TempoMap:
    """Tempos in the order of the beats from which they hold; the first holds before its beat, too."""

    changes: Changes

    @classmethod
    def constant(cls, tempo_bpm: float) -> "TempoMap":
        """One tempo for a whole piece."""
        return cls(((0.0, tempo_bpm),))

    @property
    def is_constant(self) -> bool:
        """True where nothing changes."""
        return len(self.changes) == 1

    @cached_property
    def _beats(self) -> list[float]:
        return [beat for beat, _ in self.changes]

    @cached_property
    def _seconds(self) -> list[float]:
        """The second of every change; beat 0 is at 0."""
        first_beat, first_bpm = self.changes[0]
        found = [first_beat * 60.0 / first_bpm]
        for (beat, bpm), (after, _) in pairwise(self.changes):
            found.append(found[-1] + (after - beat) * 60.0 / bpm)
        return found

    def seconds_at(self, beat: float) -> float:
        """The second of a beat."""
        if self.is_constant:
            return beat * 60.0 / self.changes[0][1]
        index = max(bisect_right(self._beats, beat) - 1, 0)
        return self._seconds[index] + (beat - self._beats[index]) * 60.0 / self.changes[index][1]

    def beat_at(self, second: float) -> float:
        """The beat that sounds at a second."""
        if self.is_constant:
            return second * self.changes[0][1] / 60.0
        index = max(bisect_right(self._seconds, second) - 1, 0)
        return self._beats[index] + (second - self._seconds[index]) * self.changes[index][1] / 60.0

    def bpm_at(self, beat: float) -> float:
        """The tempo at a beat."""
        return self.changes[max(bisect_right(self._beats, beat) - 1, 0)][1]

    def prevailing(self, end_beat: float) -> float:
        """The tempo that holds for most of the time up to a beat, the earlier of equals."""
        lasting: dict[float, float] = {}
        for (beat, bpm), (after, _) in pairwise([*self.changes, (end_beat, 0.0)]):
            lasting[bpm] = lasting.get(bpm, 0.0) + max(min(after, end_beat) - beat, 0.0) * 60.0 / bpm
        return max(lasting, key=lambda bpm: lasting[bpm])

    def scaled(self, factor: float) -> "TempoMap":
        """Every tempo so many times as fast."""
        return TempoMap(tuple((beat, bpm * factor) for beat, bpm in self.changes))
