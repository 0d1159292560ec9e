"""The clock: beats to seconds at an exact tempo, or by a map of tempos, with swing."""

from dataclasses import dataclass, field

from tonewright.theory.tempo_map import TempoMap


@dataclass(frozen=True)
class Clock:
    """Turns beats (quarter notes) into seconds from the start of the file.

    `swing` 0…1 moves the second of every two `swing_unit`s towards the triplet: at 1 a pair is played 2:1.
    The grid of pairs never moves, so the tempo is exact however long the piece is. A `tempo` map goes before
    `tempo_bpm`.
    """

    tempo_bpm: float
    swing: float = 0.0
    swing_unit: float = 0.5
    tempo: TempoMap | None = field(default=None)

    def straight_s(self, beat: float) -> float:
        """The second of a beat without swing."""
        return beat * 60.0 / self.tempo_bpm if self.tempo is None else self.tempo.seconds_at(beat)

    def seconds(self, beat: float) -> float:
        """The second of a beat as it is swung; between grid points time is stretched evenly."""
        if self.swing <= 0.0:
            return self.straight_s(beat)
        unit = self.swing_unit
        pairs, within = divmod(beat, 2.0 * unit)
        middle = unit * (1.0 + self.swing / 3.0)
        stretch = middle / unit if within <= unit else (2.0 * unit - middle) / unit
        before = 0.0 if within <= unit else middle - unit * stretch
        return self.straight_s(pairs * 2.0 * unit + before + within * stretch)
