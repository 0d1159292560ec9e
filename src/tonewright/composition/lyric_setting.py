"""Lyric setting: where in the bar every syllable of a line falls.

A line is the cheapest path of its syllables through the grid of its bars: stressed syllables like strong beats, the
pace of speech is kept (three to four and a half syllables a second are understood best when sung by a vocoder), and
lines that answer each other share their rhythm. A line without any stress, as in Chinese or Vietnamese, is read in
twos with the weight on the second, as such verse counts its feet.
"""

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from tonewright.brief.brief import LyricLine, LyricSyllable, LyricWord
from tonewright.brief.lyric_line import joined
from tonewright.composition.accents import strength_at
from tonewright.theory.meter import Meter

SHORTEST_S = 1 / 8.0
BREATH_S = 0.32
LAST_NOTE_S = 0.45
LONGEST_HOLD_S = 1.0
LONGEST_INSIDE_S = 0.55
MOST_SYLLABLES = 16
_SLOWEST = 3.4
# What it costs to sing slower or faster than the pace: dragged words are lost.
_DRAGGING, _HURRYING = 4.2, 3.2
# What a stressed syllable costs off the beat, and an unstressed one on it.
_MISPLACED, _OVERWEIGHT = 3.4, 1.3
# How long a stressed and an unstressed syllable last, and those of a line in the mean, whatever its stresses.
_HEAVY, _LIGHT, _MEAN = 1.28, 0.85, 1.02
# Syllables a second in running lines: the natural setting and the denser ones for when time is short.
PACES = (3.8, 4.6, 5.6, 6.8)
# Syllables a second of what answers the lead.
ECHO_PACE = 4.2


@dataclass(frozen=True)
class SetSyllable:
    """A syllable with its place: beats relative to the line's first bar, and its length in beats."""

    text: str
    word: int
    stress: int
    start: float
    duration: float


@dataclass(frozen=True)
class Clockwork:
    """What the rhythm of a line depends on besides its words."""

    meter: Meter
    tempo_bpm: float
    pace: float
    syncopation: float
    habit: NDArray[np.float64]
    hold_s: float = LONGEST_HOLD_S

    @property
    def beat_s(self) -> float:
        """How long a beat lasts."""
        return 60.0 / self.tempo_bpm


def reachable_pace(pace: float, tempo_bpm: float) -> float:
    """The pace itself, or the fastest that the grid of sixteenths allows at a tempo."""
    return min(pace, tempo_bpm / 60.0 / _step_beats(tempo_bpm))


def _step_beats(tempo_bpm: float) -> float:
    return math.ceil(SHORTEST_S * tempo_bpm / 15.0 - 1e-6) * 0.25


def split_line(line: LyricLine) -> list[LyricLine]:
    """The line itself, or its parts of at most MOST_SYLLABLES syllables if nobody has the breath for it."""
    count = line.syllable_count
    if count <= MOST_SYLLABLES:
        return [line]
    size = count / math.ceil(count / MOST_SYLLABLES)
    parts: list[list[LyricWord]] = [[]]
    for word in (piece for whole in line.words for piece in _short_words(whole)):
        length = sum(len(w.syllables) for w in parts[-1])
        if parts[-1] and length + len(word.syllables) > min(size + 1.5, MOST_SYLLABLES):
            parts.append([])
        parts[-1].append(word)
    return [replace(line, text=joined([word.text for word in part]), words=tuple(part)) for part in parts]


def bars_needed(line: LyricLine, bar_s: float, pace: float, unit: int, answer_s: float = 0.0) -> int:
    """How many bars a line takes at a pace, in whole multiples of `unit`; `answer_s` is what its echoes take."""
    return unit * max(1, math.ceil((sung_s(line, pace) + answer_s) / (bar_s * unit) - 0.04))


def usual_bars(lines: list[LyricLine], bar_s: float, pace: float) -> int:
    """The bars that most lines of a song take, so that its phrases are equally long: 1, 2 or 4, or 3 short ones.

    At the natural pace a line gets some air around it; denser settings use all there is.
    """
    air = 1.15 if pace <= PACES[0] else 1.0
    needed = sorted(math.ceil(sung_s(line, pace) * air / bar_s - 0.04) for line in lines)
    usual = needed[(len(needed) * 3) // 4] if needed else 1
    if usual == 3 and bar_s < 1.2:
        return 3
    return next((unit for unit in (1, 2, 4) if unit >= usual), 4)


def sung_s(line: LyricLine, pace: float) -> float:
    """How long a line takes at a pace, its last note and a breath included."""
    return (line.syllable_count - 1) / pace + LAST_NOTE_S + BREATH_S


def set_line(
    line: LyricLine,
    bars: float,
    earliest: float,
    clock: Clockwork,
    model: tuple[float, ...] = (),
    kept_free: float = 0.0,
) -> tuple[SetSyllable, ...]:
    """The syllables of a line on the grid of its bars.

    Parameters: `earliest` is the first beat, relative to the line's first bar, that the singer's breath allows
    (negative for a pick-up); `model` are the onsets of a line whose rhythm this one should resemble; `kept_free` are
    the beats at the end of its bars that belong to an echo, as far as the line can do without them.
    """
    syllables = [(s, w) for w, word in enumerate(line.words) for s in word.syllables]
    end = bars * clock.meter.bar_beats - BREATH_S / clock.beat_s
    end -= max(0.0, min(kept_free, end - max(earliest, 0.0) - sung_s(line, clock.pace) / clock.beat_s))
    grid = _grid(earliest, end, clock)
    # Where the pace was rounded up a little, the breath gives way.
    while not len(grid) or (len(syllables) - 1) * _step_beats(clock.tempo_bpm) > grid[-1] - grid[0] + 1e-9:
        end += 0.25
        grid = _grid(earliest, end, clock)
    places = _places(line, syllables, grid, clock, model)
    found = []
    for index, ((syllable, word), place) in enumerate(zip(syllables, places, strict=True)):
        if index + 1 < len(places):
            length = min(places[index + 1] - place, LONGEST_INSIDE_S / clock.beat_s)
        else:
            hold = clock.hold_s * (0.6 + 0.25 * syllable.stress) / clock.beat_s
            length = max(min(end - place, hold), 0.25 / clock.beat_s)
        found.append(SetSyllable(syllable.text, word, syllable.stress, place, length))
    return tuple(found)


def _short_words(word: LyricWord) -> list[LyricWord]:
    step = MOST_SYLLABLES // 2
    if len(word.syllables) <= step:
        return [word]
    groups = [word.syllables[i : i + step] for i in range(0, len(word.syllables), step)]
    return [LyricWord("".join(s.text for s in group), group) for group in groups]


def _weights(stress: list[int]) -> list[int]:
    """The stresses of a line; where it has none, every second syllable and the last."""
    return stress if any(stress) else [int(i % 2 == 1 or i + 1 == len(stress)) for i in range(len(stress))]


def _pace(count: int, room_s: float, most: float) -> float:
    """Syllables a second: unhurried where the bars have room, never slower than words are understood."""
    return min(most, max(_SLOWEST, count / max(room_s * 0.8, 0.1)))


def _grid(earliest: float, end: float, clock: Clockwork) -> NDArray[np.float64]:
    last = end - LAST_NOTE_S / clock.beat_s
    first = max(earliest, -1.0)
    return np.arange(math.ceil(first * 4 - 1e-6), max(math.floor(last * 4 + 1e-6), 0) + 1) / 4.0


def _places(
    line: LyricLine,
    syllables: list[tuple[LyricSyllable, int]],
    grid: NDArray[np.float64],
    clock: Clockwork,
    model: tuple[float, ...],
) -> list[float]:
    """The cheapest onsets of the syllables on the grid (Viterbi), in beats."""
    weights = np.array([strength_at(clock.meter, float(p)) for p in grid])
    # An off-beat eighth before a strong beat carries a stress as an anticipation.
    ahead = np.array([strength_at(clock.meter, float(p) + 0.5) for p in grid])
    carrying = np.maximum(weights, np.where(grid % 0.5 == 0, ahead * clock.syncopation * 0.8, 0.0))
    odd = np.where(grid % 0.5 != 0, min(max((clock.tempo_bpm - 75) / 30, 0.0), 0.75), 0.0)
    habit = clock.habit[(np.round(grid * 4).astype(int)) % len(clock.habit)] * 0.8
    alike = np.isin(np.round(grid, 3), np.round(np.array(model), 3)) * -0.9 if model else 0.0
    common = odd + habit + alike
    gaps = (grid[None, :] - grid[:, None]) * clock.beat_s
    stress = _weights([s.stress for s, _ in syllables])
    lengths = np.where(np.array(stress) > 0, _HEAVY, _LIGHT)
    lengths *= _MEAN / lengths.mean()
    pace = _pace(len(syllables), float(grid[-1]) * clock.beat_s, clock.pace)
    costs = [common + (_MISPLACED * (1 - carrying) if one else _OVERWEIGHT * weights) for one in stress]
    total = costs[0] + 0.55 * np.maximum(grid, 0) + np.where(grid < 0, 0.4 + 1.2 * stress[0] - 0.3 * grid, 0.0)
    back = []
    for index in range(1, len(syllables)):
        ends_word = syllables[index][1] != syllables[index - 1][1]
        pause = ends_word and line.words[syllables[index - 1][1]].text[-1:] in ",;:.!?"
        wish = (1 / pace) * lengths[index - 1] * (1.5 if pause else 1.0)
        with np.errstate(divide="ignore", invalid="ignore"):
            off = np.log2(np.maximum(gaps, 1e-9) / wish)
            strain = np.where(off > 0, _DRAGGING, _HURRYING) * off**2
        strain = np.where(gaps < SHORTEST_S, 1e6, np.where(gaps > 0.75, strain + 6.0, strain))
        paths = total[:, None] + strain
        back.append(paths.argmin(axis=0))
        total = paths.min(axis=0) + costs[index]
    place = int(total.argmin())
    found = [place]
    for step in reversed(back):
        place = int(step[place])
        found.append(place)
    return [float(grid[i]) for i in reversed(found)]
