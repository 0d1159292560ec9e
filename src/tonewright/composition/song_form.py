"""Song form: the lyrics' sections in order, an intro, breaks and an ending around them, in the time there is."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import takewhile

from tonewright.brief.brief import Brief, LyricLine, LyricSection
from tonewright.composition.form import Stretch, fit, lay_out
from tonewright.composition.length import AIR_S, bar_choices
from tonewright.composition.lyric_length import (
    again,
    first_lines,
    line_count,
    times_sung,
    told,
    told_again,
    without_repeats,
)
from tonewright.composition.lyric_setting import (
    BREATH_S,
    ECHO_PACE,
    PACES,
    bars_needed,
    reachable_pace,
    split_line,
    sung_s,
    usual_bars,
)
from tonewright.composition.piece import SectionPlan
from tonewright.composition.style import SectionSpec, Style

_RING_S = 3.4
_MOST_BREAKS = 60
_ANSWERED_BARS = 4
# A song that is not shorter than this has an intro, if need be for verses that are set closer.
_INTRO_FROM_S = 30.0


@dataclass(frozen=True)
class SungSection:
    """Lines to sing in a section, the bars that each takes, and the pace in syllables a second."""

    kind: str
    lines: tuple[LyricLine, ...]
    bars: tuple[int, ...]
    pace: float


@dataclass(frozen=True)
class SongPlan:
    """The form of a song: its sections, what is sung in them (by `SectionPlan.lyrics`) and its length.

    `notes` says in sentences what was done where the lyrics are too long or too short for it.
    """

    sections: tuple[SectionPlan, ...]
    sung: tuple[SungSection, ...]
    seconds: float
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Room:
    """What a form insists on: an intro, and verses that are set as close as their words allow."""

    intro: bool = False
    close_verses: bool = False


def song_form(brief: Brief, style: Style, tempo_bpm: float, ending_cost: Callable[[int], float]) -> SongPlan:
    """Fit the lyrics into the time.

    Short of time, instrumental sections shrink first, then the verses get fewer bars beside the chorus, then the intro
    is left out, then lines are set denser, then whole repeats are left out, and in the end last lines. With time to
    spare, breaks and solos are added and the last chorus comes again; where the lyrics are much too short they are
    sung more than once.
    """
    bar_s = brief.meter.value.bar_beats * 60 / tempo_bpm
    limit = min(brief.duration_s.value or brief.maximum_s, brief.maximum_s)
    choices = bar_choices(limit, bar_s, brief.course.ending)
    exact = brief.duration_s.value is not None
    given = [replace(s, lines=tuple(p for line in s.lines for p in split_line(line))) for s in brief.lyrics]
    paces = tuple(dict.fromkeys(reachable_pace(pace, tempo_bpm) for pace in PACES))

    def planned(sections: list[LyricSection], paces: tuple[float, ...] = paces) -> tuple[SongPlan, float] | None:
        """The form and its pace; None where the time is too short at every pace."""
        # Whole choruses first; short of time the lines follow each other more closely than those allow.
        cycles = tuple(dict.fromkeys((style.cycle, 0)))
        opened = [(paces[0], c, Room(True, close)) for close in (False, True) for c in cycles]
        for pace, cycle, room in (
            *(opened if limit >= _INTRO_FROM_S else ()),
            *((p, c, Room()) for p in paces for c in cycles),
        ):
            planner = _Planner(style, sections, bar_s, pace, ending_cost, cycle, room)
            if not exact:
                plan = planner.natural(choices[-1][0], limit)
                if plan is not None:
                    return plan, pace
            found = planner.fitted(choices)
            if found is not None:
                return replace(found, seconds=limit), pace
        return None

    if exact:
        sung_bars = _Planner(style, given, bar_s, paces[0], ending_cost, style.cycle).sung_bars()
        for times in range(times_sung(sung_bars, choices[-1][0]), 1, -1):
            repeated = planned(again(given, times), paces[:1])
            if repeated is not None:
                return replace(repeated[0], notes=told_again(times, limit))
    for kept in (given, *without_repeats(given)):
        found = planned(kept)
        if found is not None:
            break
    lines = line_count(kept)
    if found is None:
        found, lines = _longest_start(kept, planned)
    if found is None:
        bars = choices[-1][0]
        spec = SectionSpec("chorus", bars, 0.7)
        nothing = SongPlan(lay_out([Stretch(spec, {bars: 0.0})], [bars]), (), limit)
        return replace(nothing, notes=told(given, kept, 0, limit, None))
    plan, pace = found
    return replace(plan, notes=told(given, kept, lines, limit, pace if pace > paces[0] else None))


def _longest_start(
    sections: list[LyricSection], planned: Callable[[list[LyricSection]], tuple[SongPlan, float] | None]
) -> tuple[tuple[SongPlan, float] | None, int]:
    """The form with as many of the first lines as there is time for, and their number."""
    best: tuple[tuple[SongPlan, float] | None, int] = (None, 0)
    low, high = 1, line_count(sections) - 1
    while low <= high:
        middle = (low + high) // 2
        found = planned(first_lines(sections, middle))
        if found is None:
            high = middle - 1
        else:
            best, low = (found, middle), middle + 1
    return best


class _Planner:
    def __init__(
        self,
        style: Style,
        sections: list[LyricSection],
        bar_s: float,
        pace: float,
        ending: Callable[[int], float],
        cycle: int = 0,
        room: Room = Room(),
    ) -> None:
        self.style, self.bar_s, self.pace, self.ending = style, bar_s, pace, ending
        self.cycle, self.room = cycle, room
        self.sections = sections
        lines = [line for s in sections for line in s.lines]
        self.unit = usual_bars([line for line in lines if line.singers != "backing"] or lines, bar_s, pace)
        self.sung: list[SungSection] = []

    def sung_bars(self) -> int:
        """How many bars the sung sections take at least."""
        return sum(min(stretch.costs) for stretch in self._stretches(0) if stretch.lyrics is not None)

    def natural(self, most_bars: int, limit_s: float) -> SongPlan | None:
        """The form at its natural length, None if it has more than `most_bars` bars."""
        stretches = self._stretches(0)
        lengths = [min(s.costs, key=lambda n, s=s: (s.costs[n], n)) for s in stretches]  # type: ignore[misc]
        if sum(lengths) > most_bars:
            return None
        seconds = min(round(sum(lengths) * self.bar_s + _RING_S + AIR_S, 2), limit_s)
        return SongPlan(lay_out(stretches, lengths), tuple(self.sung), max(seconds, 10.0))

    def fitted(self, choices: list[tuple[int, float]]) -> SongPlan | None:
        """The best form of exactly one of the choices' bars; seconds are left to the caller."""
        best: tuple[float, SongPlan] | None = None
        shortest = sum(min(s.costs) for s in self._stretches(0))
        if shortest > max(bars for bars, _ in choices):
            return None
        for breaks in range(_MOST_BREAKS):
            stretches = self._stretches(breaks)
            for bars, cost in choices:
                found = fit(stretches, bars)
                if found is None:
                    continue
                price = found[0] + cost + 0.9 * breaks
                if best is None or price < best[0]:
                    best = (price, SongPlan(lay_out(stretches, found[1]), tuple(self.sung), 0.0))
            if best is not None and 0.9 * breaks > best[0]:
                break
            if sum(min(s.costs) for s in stretches) > max(bars for bars, _ in choices):
                break
        return None if best is None else best[1]

    def _stretches(self, breaks: int) -> list[Stretch]:
        self.sung = []
        kinds = [s.kind for s in self.sections]
        found: list[Stretch] = []
        if not kinds or kinds[0] != "intro":
            found.append(_flexible(self.style.song_intro, (1, 2, 4, 8) if self.room.intro else (0, 1, 2, 4, 8)))
        before = ""
        for section in self.sections:
            if section.lines and before == "chorus" and section.kind == "verse" and not self.cycle:
                found.append(_flexible(SectionSpec("break", 2, 0.5), (0, 2, 4)))
            found.append(self._sung(section) if section.lines else self._played(section))
            before = section.kind
        found = self._with_breaks(found, breaks)
        if not kinds or kinds[-1] != "outro":
            found.append(_flexible(self.style.song_outro, (0, 1, 2, 3, 4, 5, 6, 8)))
        last = found[-1]
        costs = {n: c + (self.ending(n) if n else 0.0) for n, c in last.costs.items()}
        found[-1] = replace(last, costs=costs)
        return found

    def _with_breaks(self, stretches: list[Stretch], breaks: int) -> list[Stretch]:
        found = list(stretches)
        specs = self.style.song_breaks
        for number in range(breaks):
            choruses = [i for i, s in enumerate(found) if s.spec.kind == "chorus" and s.lyrics is not None]
            end = len(found) - (found[-1].spec.kind == "outro")
            if number == 1 and choruses:
                found.insert(end, replace(found[choruses[-1]]))
                continue
            spec = specs[number % len(specs)]
            sung = [i for i, s in enumerate(found) if s.lyrics is not None]
            if number == 0:
                # A solo leads into the last chorus, but never delays the only one.
                place = choruses[-1] if len(choruses) > 1 else end
            else:
                place = sung[(number * 2) % len(sung)] + 1 if sung else end
            found.insert(place, _flexible(spec, self._played_lengths((4, 6, 8, 12, 16))))
        return found

    def _sung(self, section: LyricSection) -> Stretch:
        bars = self._bars(section.kind, section.lines)
        if self.cycle:
            bars = whole_choruses(bars, self.cycle)
        self.sung.append(SungSection(section.kind, section.lines, tuple(bars), self.pace))
        least = sum(bars)
        if self.cycle:
            total = math.ceil(least / self.cycle) * self.cycle
            spec = SectionSpec(section.kind, total, self.style.intensity.get(section.kind, 0.6))
            return Stretch(spec, {total: 0.0}, len(self.sung) - 1)
        costs = {}
        for extra in range(5):
            uneven = 0.0 if (least + extra) % 4 == 0 else 0.5 if (least + extra) % 2 == 0 else 1.6
            costs[least + extra] = uneven + 0.5 * extra
        spec = SectionSpec(section.kind, least, self.style.intensity.get(section.kind, 0.6))
        return Stretch(spec, costs, len(self.sung) - 1)

    def _bars(self, kind: str, lines: tuple[LyricLine, ...]) -> list[int]:
        """The bars of every line, none for an echo, which is sung in the gap that the line before it leaves."""
        unit = max(1, self.unit // 2) if self.room.close_verses and kind != "chorus" else self.unit
        leads = [index for index, line in enumerate(lines) if line.singers != "backing"]
        first = leads[0] if leads else len(lines)
        found = []
        for index, line in enumerate(lines):
            if index > first and line.singers == "backing":
                found.append(0)
            else:
                echoes = takewhile(lambda later: later.singers == "backing", lines[index + 1 :])
                answer_s = sum(sung_s(echo, ECHO_PACE) - BREATH_S for echo in echoes)
                # Where there is no time, echoes are sung over the next line.
                answer_s *= self.pace <= PACES[0] and index >= first
                found.append(bars_needed(line, self.bar_s, self.pace, unit, answer_s))
        return found

    def _played_lengths(self, usual: tuple[int, ...]) -> tuple[int, ...]:
        return (self.cycle, 2 * self.cycle) if self.cycle else usual

    def _played(self, section: LyricSection) -> Stretch:
        if section.kind == "intro":
            return _flexible(self.style.song_intro, (1, 2, 4, 8))
        if section.kind == "outro":
            return _flexible(self.style.song_outro, (1, 2, 3, 4, 5, 6, 8))
        spec = SectionSpec(section.kind, self.cycle or 8, self.style.intensity.get(section.kind, 0.6))
        return _flexible(spec, self._played_lengths((2, 4, 6, 8, 12, 16)))


def whole_choruses(bars: list[int], cycle: int) -> list[int]:
    """The bars of a section's lines, so many more that they fill whole choruses of `cycle` bars.

    The room goes to the last lines first, up to the four bars of a sung line and its answer: four lines of two
    bars become 2 2 4 4, two in the first phrase and one in each of the others.
    """
    extra = -sum(bars) % cycle
    found = list(bars)
    for index in reversed(range(len(found))):
        grown = min(extra, max(0, _ANSWERED_BARS - found[index])) if found[index] else 0
        found[index] += grown
        extra -= grown
    return found


def _flexible(spec: SectionSpec, lengths: tuple[int, ...]) -> Stretch:
    def cost(bars: int) -> float:
        return abs(bars - spec.bars) / spec.bars * 1.6 + (0.8 if bars == 0 else 0.0) + (0.5 if bars % 2 else 0.0)

    return Stretch(spec, {bars: cost(bars) for bars in lengths})
