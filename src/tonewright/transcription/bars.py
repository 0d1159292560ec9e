"""Bars: a file's measures of any length, laid over a grid of bars of one meter that bands can play.

The band plays 4/4, 3/4 or 6/8. A measure of another length is played on as many bars as it needs, of which each may be
cut at its start or its end: 2/4 in pairs, 12/8 as two of 6/8, 7/4 as four and three, 5/4 as the first three beats of a
bar and the last two of the next, a pick-up as the end of a bar. So every beat of the file has its place in a bar, and
what is composed on the grid finds its way back.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from tonewright.theory.meter import METERS, Meter

_SAME = 1e-6
_COMPOUND_TAIL, _SIMPLE_TAIL = 1.5, 2.0
"""How much of a bar is repeated where a measure is a little longer than it."""
_LONGEST_STUMP = 1.5
_SHORTEST_MEASURE = 0.5


@dataclass(frozen=True)
class BarSpan:
    """What a bar of the grid stands for: from beat `low` to `high` of the bar, beginning at a beat of the file."""

    start: float
    low: float
    high: float

    @property
    def end(self) -> float:
        """The beat of the file where it ends."""
        return self.start + self.high - self.low


@dataclass(frozen=True)
class Bars:
    """A file's bars on the grid of one meter, one `BarSpan` for each bar of the grid, without gaps."""

    meter: Meter
    spans: tuple[BarSpan, ...]

    @property
    def count(self) -> int:
        """How many bars of the grid there are."""
        return len(self.spans)

    @property
    def end_beat(self) -> float:
        """The beat of the file where the last bar ends."""
        return self.spans[-1].end

    @cached_property
    def is_regular(self) -> bool:
        """True where every bar is whole, so that the grid's beats are the file's."""
        return all(span.low == 0.0 and abs(span.high - self.meter.bar_beats) < _SAME for span in self.spans)

    @cached_property
    def _starts(self) -> list[float]:
        return [span.start for span in self.spans]

    def bar_at(self, beat: float) -> int:
        """The bar of the grid that a beat of the file falls into."""
        return min(max(bisect_right(self._starts, beat + _SAME) - 1, 0), self.count - 1)

    def to_grid(self, beat: float) -> float:
        """The beat of the grid for one of the file."""
        if self.is_regular:
            return beat
        bar = self.bar_at(beat)
        return bar * self.meter.bar_beats + self.spans[bar].low + beat - self.spans[bar].start

    def to_file(self, beat: float) -> float:
        """The beat of the file for one of the grid; what is cut off a bar falls on its nearer end."""
        if self.is_regular:
            return beat
        span, place = self._placed(beat)
        return span.start + min(max(place, span.low), span.high) - span.low

    def is_heard(self, beat: float) -> bool:
        """False for a beat of the grid that is cut off its bar."""
        if self.is_regular:
            return True
        span, place = self._placed(beat)
        return span.low - _SAME <= place < span.high - _SAME

    def _placed(self, beat: float) -> tuple[BarSpan, float]:
        bar = min(max(int((beat + _SAME) // self.meter.bar_beats), 0), self.count - 1)
        return self.spans[bar], beat - bar * self.meter.bar_beats

    def first(self, count: int) -> "Bars":
        """The first bars alone."""
        return Bars(self.meter, self.spans[:count])

    def followed_by(self, other: "Bars") -> "Bars":
        """These bars and then others of the same meter."""
        late = self.end_beat - other.spans[0].start
        return Bars(self.meter, self.spans + tuple(BarSpan(s.start + late, s.low, s.high) for s in other.spans))

    def with_whole(self, count: int) -> "Bars":
        """These bars and so many whole ones after them."""
        length = self.meter.bar_beats
        return Bars(
            self.meter, self.spans + tuple(BarSpan(self.end_beat + n * length, 0.0, length) for n in range(count))
        )


def bars_of(meters: Sequence[tuple[float, int, int]], end_beat: float) -> Bars:
    """The bars of a file up to the end of the one in which `end_beat` lies.

    Parameters
    ----------
    meters: (beat, numerator, denominator) in order; 4/4 holds before the first. Measures shorter than an eighth note
        are no meter and are passed over.
    """
    measures = _measures(meters, end_beat)
    meter = _grid_meter(measures)
    spans: list[BarSpan] = []
    for index, (start, length, _) in enumerate(measures):
        is_cut_open = index == 0 and length < meter.bar_beats - _SAME
        before = spans[-1] if spans else None
        if is_cut_open and len(measures) > 1 and measures[1][1] > length + _SAME:
            spans.append(BarSpan(start, meter.bar_beats - length, meter.bar_beats))
        elif (
            before and before.low == 0.0 and before.high + length <= meter.bar_beats + _SAME and _paired(before, length)
        ):
            spans[-1] = BarSpan(before.start, 0.0, before.high + length)
        else:
            spans += _laid(start, length, meter)
    return Bars(meter, tuple(spans))


def _paired(before: BarSpan, length: float) -> bool:
    """Two short measures of one length make a bar: 2/4 and 2/4, 3/8 and 3/8."""
    return abs(before.high - length) < _SAME


def _measures(meters: Sequence[tuple[float, int, int]], end_beat: float) -> list[tuple[float, float, tuple[int, int]]]:
    """Every measure as (beat, length in beats, signature); a change of meter inside one cuts it."""
    changes = [(beat, (top, bottom)) for beat, top, bottom in meters if top * 4.0 / bottom >= _SHORTEST_MEASURE]
    if not changes or changes[0][0] > _SAME:
        changes.insert(0, (0.0, (4, 4)))
    found = []
    for (start, (top, bottom)), (until, _) in pairwise([*changes, (max(end_beat, _SAME), (4, 4))]):
        length, beat, last = top * 4.0 / bottom, start, until == max(end_beat, _SAME)
        while beat < until - _SAME:
            found.append((beat, length if last else min(length, until - beat), (top, bottom)))
            beat += length
    return found


def _grid_meter(measures: Sequence[tuple[float, float, tuple[int, int]]]) -> Meter:
    """The meter of the band: the kind that most of the beats are counted in."""
    counted = dict.fromkeys(METERS, 0.0)
    for _, length, (top, bottom) in measures:
        compound = bottom >= 8 and top % 3 == 0
        triple = not compound and top % 3 == 0
        counted["6/8" if compound else "3/4" if triple else "4/4"] += length
    return METERS[max(counted, key=lambda name: counted[name])]


def _laid(start: float, length: float, meter: Meter) -> list[BarSpan]:
    """A measure on one or more bars of the grid."""
    bar, tail = meter.bar_beats, _COMPOUND_TAIL if meter.denominator == 8 else _SIMPLE_TAIL
    found: list[BarSpan] = []
    left = length
    while left >= bar - _SAME:
        over = left - bar
        if _SAME < over <= _LONGEST_STUMP + _SAME:
            # A beat more than a bar would be a stump of its own: the measure is shared by two bars instead.
            found.append(BarSpan(start, 0.0, left - tail))
            return [*found, BarSpan(start + left - tail, bar - tail, bar)]
        found.append(BarSpan(start, 0.0, bar))
        start, left = start + bar, left - bar
    if left > _SAME:
        found.append(BarSpan(start, 0.0, left))
    return found
