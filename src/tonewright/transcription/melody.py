"""The melody: which of a file's players has the tune, and the tune itself.

The rule, in this order:

1. A player whose track is named for a tune (`melody`, `vocal`, `lead`, … of `melody.toml`), or whose notes have words.
2. Else the one with the highest score: one note at a time, in the register of voices and leads, at the pace of a tune,
   over a range that is neither a drone's nor a scale exercise's, in many of the bars, and higher than the others.

The drums' channel never has it. Where the player has several notes at a time, the tune is their upper line.
"""

import re
import tomllib
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from itertools import pairwise
from statistics import median
from typing import Any

from tonewright.decoding.midi import MidiNote
from tonewright.theory.tempo_map import TempoMap
from tonewright.transcription.voices import TOGETHER_BEATS, Voice

_SHORTEST_BEATS = 0.02
_NEAR_BEATS = 8.0
_TOO_LOW = 13
"""How many semitones under the tune around it an upper line's note is an accompaniment's that is heard in a rest."""
_LEGATO, _OVERLAP = 0.35, 0.12
"""Notes that overlap by this part of the first are played legato, not together: in a line, and where there are more."""


@dataclass(frozen=True)
class Tune:
    """The melody: who has it, and its notes, one at a time."""

    voice: Voice
    notes: tuple[MidiNote, ...]


def tune_of(voices: Sequence[Voice], tempo: TempoMap, end_beat: float) -> Tune:
    """The tune of a file with at least one voice, by the rule above."""
    best = max(voices, key=lambda voice: score(voice, voices, tempo, end_beat))
    return Tune(best, upper_line(best))


def score(voice: Voice, others: Sequence[Voice], tempo: TempoMap, end_beat: float) -> float:
    """How much a player is like one who has the tune; whose name or words say so is above all others."""
    table = _table()
    weights: dict[str, float] = table["weights"]
    line = upper_line(voice)
    pitches = [note.pitch for note in line]
    seconds = max(tempo.seconds_at(voice.notes[-1].start) - tempo.seconds_at(voice.notes[0].start), 1.0)
    heights = [median(n.pitch for n in other.notes) for other in others]
    own = median(pitches)
    found = weights["alone"] * alone(voice)
    found += weights["register"] * _within(own, table["register"])
    found += weights["pace"] * _within(len(line) / seconds, table["pace"])
    found += weights["range"] * _within(max(pitches) - min(pitches), table["range"])
    found += weights["active"] * _activity(line, end_beat)
    found += weights["highest"] * sum(height <= own for height in heights) / len(heights)
    found += weights["steps"] * _stepwise(pitches)
    found -= weights["rigid"] * _rigidity(line)
    found -= next((cost for low, high, cost in table["programs"] if low <= voice.program <= high), 0.0)
    found += weights["named"] * named(voice) + weights["words"] * (words_share(voice) > table["words_from"])
    return float(found)


def named(voice: Voice) -> int:
    """1 where the track's name says that it has the tune, −1 where it says that it has not, else 0."""
    name = voice.name.casefold()
    names = _table()["names"]
    if re.search(rf"(?<![^\W_])({'|'.join(names['never'])})", name):
        return -1
    return int(bool(re.search(rf"(?<![^\W_])({'|'.join(names['tune'])})", name)))


def words_share(voice: Voice) -> float:
    """The part of the track's syllables that fall on a note of this player."""
    if not voice.lyrics:
        return 0.0
    starts = {round(note.start / TOGETHER_BEATS) for note in voice.notes}
    hits = sum(any(round(beat / TOGETHER_BEATS) + step in starts for step in (-1, 0, 1)) for beat, _ in voice.lyrics)
    return hits / len(voice.lyrics)


def alone(voice: Voice) -> float:
    """The part of the notes that begin while no other of the player's sounds on, legato aside."""
    single, sounding_until = 0, 0.0
    for group in voice.onsets:
        first = group[0]
        if len(group) == 1 and first.start >= sounding_until - max(_LEGATO * first.length, TOGETHER_BEATS):
            single += 1
        sounding_until = max(sounding_until, *(note.start + note.length for note in group))
    return single / len(voice.onsets)


def upper_line(voice: Voice) -> tuple[MidiNote, ...]:
    """The highest note of all that begin together, where no higher one still sounds; one at a time."""
    line: list[MidiNote] = []
    is_line = alone(voice) >= _table()["line_from"]
    overlap = _LEGATO if is_line else _OVERLAP
    for group in voice.onsets:
        top = group[-1]
        if line:
            before = line[-1]
            end = before.start + before.length
            legato = top.start >= end - max(overlap * before.length, TOGETHER_BEATS)
            if top.pitch < before.pitch and not legato:
                continue
        line.append(top)
    if not is_line:
        line = _without_accompaniment(line)
    return one_at_a_time(line)


def one_at_a_time(line: Sequence[MidiNote]) -> tuple[MidiNote, ...]:
    """The notes, each ending where the next begins at the latest."""
    found = []
    for note, after in zip(line, [*line[1:], None], strict=True):
        room = note.length if after is None else after.start - note.start
        if after is None or room >= _SHORTEST_BEATS:
            found.append(replace(note, length=max(min(note.length, room), _SHORTEST_BEATS)))
    return tuple(found)


def _without_accompaniment(line: list[MidiNote]) -> list[MidiNote]:
    """The line without what lies far under the tune around it: an accompaniment that is heard where the tune rests."""
    found = []
    starts = [note.start for note in line]
    for note in line:
        near = slice(bisect_left(starts, note.start - _NEAR_BEATS), bisect_right(starts, note.start + _NEAR_BEATS))
        # The tune is what is high in its neighbourhood, not what is frequent there.
        around = sorted(n.pitch for n in line[near])
        if note.pitch > around[(len(around) * 4) // 5] - _TOO_LOW:
            found.append(note)
    return found


def _within(value: float, span: Sequence[float]) -> float:
    """1 inside the two middle limits, falling to 0 at the outer ones."""
    low, good, best, high = span
    if good <= value <= best:
        return 1.0
    return max(0.0, (value - low) / (good - low) if value < good else (high - value) / (high - best))


def _activity(line: Sequence[MidiNote], end_beat: float) -> float:
    """The part of all stretches of four beats in which the line has a note."""
    return len({int(note.start // 4) for note in line}) / max(end_beat / 4, 1.0)


def _stepwise(pitches: Sequence[int]) -> float:
    """The part of the intervals that are a step or a third: tunes move so, basses and broken chords leap."""
    moves = [abs(b - a) for a, b in pairwise(pitches) if a != b]
    return sum(move <= 4 for move in moves) / len(moves) if moves else 0.0


def _rigidity(line: Sequence[MidiNote]) -> float:
    """How far one note value rules: an accompaniment's pattern has one, a tune several."""
    gaps = [round((b.start - a.start) * 12) for a, b in pairwise(line)]
    return max(Counter(gaps).values(), default=0) / max(len(gaps), 1)


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(resources.files("tonewright.transcription").joinpath("melody.toml").read_text("utf-8"))
