"""Sweeps: filters that open or close over a whole section, as the style's pack asks in `[sweeps.SECTION]`."""

import math
from collections.abc import Iterator, Sequence

from tonewright.performance.performed import Controller, PlayedNote, TimedSpan
from tonewright.styles.packs import pack_table

BRIGHTNESS = 74
"""Sound controller 5, the filter's cutoff (General MIDI 2, 3.3.11)."""

_LOWEST_HZ = 80.0
_OCTAVES = 8.0
_OPEN = 127
_FIELDS = ("roles", "from_hz", "to_hz")


def cutoff_hz(value: float) -> float:
    """The cutoff that a value 0…127 of CC 74 stands for: 80 Hz and eight octaves above; 127 is wide open."""
    return _LOWEST_HZ * math.exp2(_OCTAVES * value / _OPEN)


def brightness(hz: float) -> int:
    """The value of CC 74 nearest to a cutoff."""
    return min(max(round(_OPEN * math.log2(hz / _LOWEST_HZ) / _OCTAVES), 0), _OPEN)


def sweeps_of(
    role: str, notes: Sequence[PlayedNote], sections: Sequence[TimedSpan], style: str
) -> tuple[Controller, ...]:
    """The filter of a part through the sections in which its role is swept; wide open in all others."""
    made: list[Controller] = []
    for section in sections:
        table = pack_table(style, f"sweeps.{section.text}", _FIELDS)
        heard = any(section.start_s - 0.05 <= note.start_s < section.end_s for note in notes)
        if role in table.get("roles", ()) and heard:
            made += _sweep(section, brightness(table["from_hz"]), brightness(table["to_hz"]))
    # Where one sweep ends as the next begins, only the new one is heard.
    return tuple({controller.time_s: controller for controller in made}.values())


def _sweep(section: TimedSpan, first: int, last: int) -> Iterator[Controller]:
    """A step of the controller at a time, evenly: the cutoff moves by equal intervals."""
    steps = abs(last - first)
    for step in range(steps + 1):
        place = step / steps if steps else 0.0
        value = round(first + (last - first) * place)
        yield Controller(section.start_s + (section.end_s - section.start_s) * place * 0.995, BRIGHTNESS, value)
    yield Controller(section.end_s, BRIGHTNESS, _OPEN)
