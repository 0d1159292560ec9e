"""Grids of text: one character is a sixteenth note, and `{xxx}` a beat of equal steps, however many."""

import re
from functools import cache
from typing import NamedTuple

DRUM_STEPS = "Xxog."
BASS_STEPS = "Rr2345678mbfawWnNg_^/~>-."
COMPING_STEPS = "_OoRrCcDdUuBbFfTtPpSsQqLlEexAa123456-."
MELODY_STEPS = "x-."

LEVELS = {"X": 1.0, "x": 0.8, "o": 0.58, "g": 0.34}

# General MIDI percussion keys (General MIDI System Level 1, table 3, and GS for the shaker).
DRUM_KEYS = {
    "kick": 36, "rim": 37, "snare": 38, "clap": 39, "hat": 42, "pedal_hat": 44, "open_hat": 46, "floor_tom": 41,
    "tom_low": 45, "tom_mid": 47, "tom_high": 50, "crash": 49, "crash2": 57, "china": 52, "splash": 55, "ride": 51,
    "ride_bell": 53, "tambourine": 54, "cowbell": 56, "bongo_high": 60, "bongo_low": 61, "conga_mute": 62,
    "conga_high": 63, "conga_low": 64, "timbale": 65, "timbale_low": 66, "cabasa": 69, "maracas": 70,
    "guiro": 73, "guiro_long": 74, "swirl": 40, "claves": 75, "woodblock": 76, "triangle": 81, "shaker": 82,
    # Pitches of the taiko, an instrument of its own.
    "taiko_low": 41, "taiko_mid": 48, "taiko_high": 55,
}  # fmt: skip


# A beat in braces: equal steps, and how many sixteenths they fill together where that is not a beat.
_BRACED = re.compile(r"\{([^{}:]+)(?::([1-9]|1[0-6]))?\}")
_BEAT_STEPS = 4


class Onset(NamedTuple):
    """Where a mark of a grid begins and how long it is held, in steps; `even` ones are never swung."""

    step: float
    length: float
    mark: str
    even: bool = False


class Cell(NamedTuple):
    """One step of a grid, or braces with all that stands in them: its marks, the steps it fills and its text."""

    marks: str
    steps: int
    text: str


def steps(text: str) -> str:
    """The characters of a grid without the blanks and bar lines that only help the eye."""
    return "".join(text.split()).replace("|", "")


@cache
def cells(grid: str) -> tuple[Cell, ...]:
    """The cells of a grid in order. Raises ValueError where braces are not closed, are empty or fill no whole steps."""
    found: list[Cell] = []
    at = 0
    while at < len(grid):
        braced = _BRACED.match(grid, at)
        if braced is None and grid[at] in "{}:":
            raise ValueError(f"{grid[at:]!r} is not a beat in braces such as {{xxx}} or {{xx:1}}")
        if braced is None:
            found.append(Cell(grid[at], 1, grid[at]))
            at += 1
        else:
            found.append(Cell(braced[1], int(braced[2] or _BEAT_STEPS), braced[0]))
            at = braced.end()
    return tuple(found)


def size(grid: str) -> int:
    """How many steps of a sixteenth a grid lasts."""
    return sum(cell.steps for cell in cells(grid))


def marks_of(grid: str) -> str:
    """The marks of a grid alone, without braces."""
    return "".join(cell.marks for cell in cells(grid))


@cache
def onsets(grid: str) -> tuple[Onset, ...]:
    """Every onset of a grid; a `-` holds the one before on.

    A grid that begins with `-` continues nothing: those steps are silent.
    """
    found: list[Onset] = []
    sounding = False
    at = 0
    for cell in cells(grid):
        step = cell.steps / len(cell.marks)
        for place, mark in enumerate(cell.marks):
            if mark == "-" and sounding:
                found[-1] = found[-1]._replace(length=found[-1].length + step)
            elif mark not in "-.":
                found.append(Onset(at + place * step, step, mark, len(cell.text) > 1))
            sounding = sounding if mark == "-" else mark != "."
        at += cell.steps
    return tuple(found)


def part_of(grid: str, start: int, stop: int) -> str:
    """The steps start…stop of a grid; braces that reach over an edge give rests on their side of it."""
    found, at = "", 0
    for cell in cells(grid):
        inside = min(stop, at + cell.steps) - max(start, at)
        if inside == cell.steps:
            found += cell.text
        elif inside > 0:
            found += "." * inside
        at += cell.steps
    return found


def bar_of(grid: str, offset: int, subdivisions: int) -> str:
    """The bar of a grid of one or more bars that is played `offset` bars after the section's start."""
    start = offset * subdivisions % size(grid)
    return part_of(grid, start, start + subdivisions)
