"""Expression: the controllers of a part — swells by phrase, vibrato on held notes, the piano's pedal."""

import math
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from tonewright.composition.score import Part
from tonewright.performance.performed import Controller, PlayedNote, TimedSpan
from tonewright.styles.packs import pack_table

MODULATION = 1
EXPRESSION = 11
PEDAL = 64

_TABLE = Path(__file__).with_name("expression.toml")
_STEP_S = 0.08
_BREATH_S = 0.35
_LONGEST_PHRASE_S = 9.0
_HELD_S = 0.7
_MELODIC_ROLES = ("melody", "counter")


def controllers_of(
    part: Part, notes: Sequence[PlayedNote], chords: Sequence[TimedSpan], seconds: float, style: str = ""
) -> tuple[Controller, ...]:
    """The controllers that the part's instrument asks for, in order of time, inside the piece.

    The pack of that `style` may shape swells otherwise.
    """
    if not notes:
        return ()
    table = _table()
    families = {name for name, members in table["families"].items() if part.instrument in members}
    made: list[Controller] = []
    swells = {**table["swell"], **pack_table(style, "swell", table["swell"])}
    for family in sorted(families & set(swells)):
        made += _swells(notes, swells[family])
    soloist = part.role == "comp" and part.instrument in table["soloists"]["instruments"]
    if part.role in _MELODIC_ROLES or soloist:
        for family in sorted(families & set(table["vibrato"])):
            made += _vibrato(notes, *table["vibrato"][family])
    if part.instrument in table["pedal"]["instruments"]:
        made += _pedal(notes, chords, table["pedal"]["lift_after_s"], table["pedal"]["press_after_s"], seconds)
    return tuple(sorted((c for c in made if 0.0 <= c.time_s < seconds), key=lambda c: (c.time_s, c.number)))


def phrases(notes: Sequence[PlayedNote]) -> Iterator[tuple[float, float]]:
    """Start and end of each phrase: notes that follow one another without a breath, and not for too long."""
    start_s = end_s = -math.inf
    for note in notes:
        if note.start_s > end_s + _BREATH_S or (
            note.start_s - start_s > _LONGEST_PHRASE_S and note.start_s >= end_s - _BREATH_S
        ):
            if end_s > start_s:
                yield start_s, end_s
            start_s, end_s = note.start_s, note.start_s
        end_s = max(end_s, note.start_s + note.duration_s)
    if end_s > start_s:
        yield start_s, end_s


def _swells(notes: Sequence[PlayedNote], shape: Sequence[int]) -> Iterator[Controller]:
    first, top, last = shape
    before = -1
    for start_s, end_s in phrases(notes):
        steps = max(int((end_s - start_s) / _STEP_S), 1)
        for step in range(steps + 1):
            place = step / steps
            rise = math.sin(0.5 * math.pi * min(place / 0.6, 1.0))
            fall = math.sin(0.5 * math.pi * max((place - 0.6) / 0.4, 0.0))
            value = round(first + (top - first) * rise - (top - last) * fall)
            if value != before:
                yield Controller(start_s + step * _STEP_S, EXPRESSION, value)
                before = value


def _vibrato(notes: Sequence[PlayedNote], delay_s: float, depth: int) -> Iterator[Controller]:
    for note in notes:
        if note.duration_s < _HELD_S:
            continue
        for step in range(5):
            yield Controller(note.start_s + delay_s + step * 0.06, MODULATION, round(depth * (step + 1) / 5))
        yield Controller(note.start_s + note.duration_s, MODULATION, 0)


def _pedal(
    notes: Sequence[PlayedNote], chords: Sequence[TimedSpan], lift_s: float, press_s: float, seconds: float
) -> Iterator[Controller]:
    """Down after each chord has been struck, up just after the next one (legato pedalling)."""
    for span in chords:
        if not any(span.start_s - 0.05 <= note.start_s < span.end_s for note in notes):
            continue
        yield Controller(span.start_s + press_s, PEDAL, 127)
        yield Controller(min(span.end_s + lift_s, seconds - 0.01), PEDAL, 0)


@cache
def _table() -> dict[str, dict[str, Any]]:
    with _TABLE.open("rb") as file:
        return tomllib.load(file)
