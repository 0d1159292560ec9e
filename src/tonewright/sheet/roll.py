"""The piano roll: a lane for every part, those of a stem together, on one scale of semitones."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_rgba

from tonewright.sheet.notes import Note, Track
from tonewright.sheet.page import SMALL_PT, USUAL_PT, Page

_LEAST_SEMITONES = 8
_MARGIN = 1.2
_GAP = 1.2
_DRUM_ROW = 4.4
_LONGEST_PART = 24
_LABEL_SPACE = 8.0


@dataclass(frozen=True)
class Lane:
    """A part's lane: its track, and where it stands: `bottom` and `height` in semitones, upwards."""

    track: Track
    rows: tuple[str, ...]
    lowest: int
    bottom: float
    height: float

    def place(self, note: Note) -> float:
        """Where a note's middle stands."""
        if self.rows:
            return self.bottom + _MARGIN + (self.rows.index(row_of(note.pitch)) + 0.5) * _DRUM_ROW
        return self.bottom + _MARGIN + note.pitch - self.lowest + 0.5


def lanes_of(tracks: Sequence[Track], stems: Sequence[str]) -> tuple[list[Lane], float]:
    """The lanes from the last stem at the bottom to the first on top, and their height together."""
    order = {stem: index for index, stem in enumerate(stems)}
    ordered = sorted(tracks, key=lambda track: -order.get(track.stem, len(order)))
    lanes = []
    bottom = 0.0
    for track in ordered:
        pitches = [note.pitch for note in track.notes]
        if track.is_drums:
            used = {row_of(pitch) for pitch in pitches}
            rows = tuple(name for name in _rows().values() if name in used)
            rows = tuple(dict.fromkeys(rows)) + ((_other(),) if _other() in used else ())
            lowest, height = 0, max(len(rows) * _DRUM_ROW + 2 * _MARGIN, _LABEL_SPACE)
        else:
            rows = ()
            semitones = max(max(pitches) - min(pitches) + 1, _LEAST_SEMITONES)
            lowest = min(pitches) - (semitones - (max(pitches) - min(pitches) + 1)) // 2
            height = semitones + 2 * _MARGIN
        lanes.append(Lane(track, rows, lowest, bottom, height))
        bottom += height + _GAP
    return lanes, max(bottom - _GAP, 1.0)


def row_of(pitch: int) -> str:
    """The drum row on which a note stands."""
    return _rows().get(pitch, _other())


def draw_roll(page: Page, axes: Axes, lanes: Sequence[Lane], total: float, colours: dict[str, str]) -> None:
    """Every note as a bar as long as it sounds, the stronger the louder; drums as strokes."""
    start_s, end_s = axes.get_xlim()
    axes.set_ylim(0, total)
    axes.set_yticks([])
    for lane in lanes:
        colour = colours.get(lane.track.stem, page.faded)
        axes.axhspan(lane.bottom, lane.bottom + lane.height, color=colour, alpha=0.07, linewidth=0)
        _draw_guides(page, axes, lane)
        shapes = _strokes(lane, end_s - start_s) if lane.rows else _bars(lane)
        strengths = np.array([note.velocity for note in lane.track.notes]) / 127.0
        paints = np.tile(to_rgba(colour), (len(strengths), 1))
        paints[:, 3] = 0.25 + 0.75 * strengths**1.3
        axes.add_collection(PolyCollection(shapes, facecolors=paints, linewidths=0))
        _draw_label(page, axes, lane, colour)


def _bars(lane: Lane) -> list[Any]:
    return [_box(note.start_s, note.end_s, lane.place(note), 0.62) for note in lane.track.notes]


def _strokes(lane: Lane, seconds: float) -> list[Any]:
    """Drums ring as they like; a stroke is as high as it is strong."""
    width = seconds * 0.0013
    halves = [_DRUM_ROW * (0.14 + 0.32 * note.velocity / 127.0) for note in lane.track.notes]
    pairs = zip(lane.track.notes, halves, strict=True)
    return [_box(note.start_s, note.start_s + width, lane.place(note), half) for note, half in pairs]


def _box(left: float, right: float, middle: float, half: float) -> list[tuple[float, float]]:
    return [(left, middle - half), (right, middle - half), (right, middle + half), (left, middle + half)]


def _draw_guides(page: Page, axes: Axes, lane: Lane) -> None:
    """A thin line under every C, or the names of the drums."""
    end_s = axes.get_xlim()[1]
    if lane.rows:
        for index, name in enumerate(lane.rows):
            y = lane.bottom + _MARGIN + (index + 0.5) * _DRUM_ROW
            axes.text(end_s * 1.004, y, name, fontsize=4.6, color=page.faded, va="center")
        return
    for pitch in range(lane.lowest, lane.lowest + int(lane.height - 2 * _MARGIN) + 1):
        if pitch % 12 == 0:
            y = lane.bottom + _MARGIN + pitch - lane.lowest
            axes.axhline(y, color=page.rule, linewidth=0.6, zorder=0.5)
            axes.text(end_s * 1.004, y, f"C{pitch // 12 - 1}", fontsize=4.6, color=page.faded, va="center")


def _draw_label(page: Page, axes: Axes, lane: Lane, colour: str) -> None:
    start_s, end_s = axes.get_xlim()
    x = start_s - 0.007 * (end_s - start_s)
    middle = lane.bottom + lane.height / 2
    part = lane.track.part
    part = part if len(part) <= _LONGEST_PART else part[: _LONGEST_PART - 1] + "…"
    stem = lane.track.stem.replace("_", " ")
    axes.text(x, middle + 0.2, stem, fontsize=USUAL_PT, color=colour, weight="bold", ha="right", va="bottom")
    axes.text(x, middle - 0.2, part, fontsize=SMALL_PT - 0.5, color=page.faded, ha="right", va="top")


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("tonewright.sheet").joinpath("drums.toml").read_text("utf-8"))


@cache
def _rows() -> dict[int, str]:
    return {note: row["name"] for row in _table()["rows"] for note in row["notes"]}


def _other() -> str:
    return str(_table()["other"])
