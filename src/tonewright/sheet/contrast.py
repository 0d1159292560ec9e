"""How the sections differ: in loudness, in density, and in how many play."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes

from tonewright.sheet.facts import Span
from tonewright.sheet.notes import Track
from tonewright.sheet.page import SMALL_PT, Page, colours, minus
from tonewright.sheet.sound import Sound

_MOST_ROWS = 14
_LOUDNESS_RANGE_LU = 18.0
_COLUMNS = (0.24, 0.51, 0.78)
_COLUMN = 0.15


@dataclass(frozen=True)
class Contrast:
    """A section: its name, mean loudness, notes begun per second (drums too), and parts that begin a note in it."""

    name: str
    lufs: float
    notes_per_s: float
    parts: int


def contrasts(sections: Sequence[Span], tracks: Sequence[Track], sound: Sound) -> list[Contrast]:
    """The sections, in order."""
    found = []
    starts = [np.array([note.start_s for note in track.notes]) for track in tracks]
    for span in sections:
        # A player may be early by a hair.
        begun = [int(((times >= span.start_s - 0.05) & (times < span.end_s - 0.05)).sum()) for times in starts]
        seconds = max(span.end_s - span.start_s, 1e-3)
        level = sound.mix.loudness.mean_lufs(span.start_s, span.end_s)
        found.append(Contrast(span.text, level, sum(begun) / seconds, sum(count > 0 for count in begun)))
    return found


def draw_contrast(page: Page, axes: Axes, rows: Sequence[Contrast]) -> None:
    """A row for every section, with a bar for each of the three."""
    rows = rows[:_MOST_ROWS]
    axes.set_xlim(0, 1)
    axes.set_ylim(-max(len(rows), 6) + 0.4, 0.6)
    axes.set_xticks([])
    axes.set_yticks([])
    if not rows:
        return
    loudest, densest, most = (
        max(values) for values in zip(*[(r.lufs, r.notes_per_s, r.parts) for r in rows], strict=True)
    )
    paints = colours()["sound"]
    for place, row in enumerate(rows):
        axes.text(0, -place, row.name, fontsize=SMALL_PT, va="center", color=page.ink)
        shares = (
            (row.lufs - loudest + _LOUDNESS_RANGE_LU) / _LOUDNESS_RANGE_LU,
            row.notes_per_s / max(densest, 1e-9),
            row.parts / max(most, 1),
        )
        texts = (minus(row.lufs), f"{row.notes_per_s:.1f}", str(row.parts))
        for left, share, text, paint in zip(_COLUMNS, shares, texts, (paints[3], paints[4], paints[5]), strict=True):
            long = _COLUMN * min(max(share, 0.0), 1.0)
            axes.barh(-place, _COLUMN, 0.62, left, color=page.rule, alpha=0.6, linewidth=0)
            axes.barh(-place, long, 0.62, left, color=paint, alpha=0.9, linewidth=0)
            axes.text(left + _COLUMN + 0.012, -place, text, fontsize=SMALL_PT - 0.8, va="center", color=page.faded)
