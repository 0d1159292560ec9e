"""The rose of keys: how long every pitch class sounds, around the circle of fifths, the tonic on top."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.projections.polar import PolarAxes
from numpy.typing import NDArray

from tonewright.errors import TheoryError
from tonewright.sheet.notes import Track
from tonewright.sheet.page import SERIF, SMALL_PT, Page, signs
from tonewright.theory.key import Key, parse_tonality
from tonewright.theory.pitch import pitch_class_name

_HOLE = 0.32
# Risers and crackle have notes in the MIDI file, but no pitch.
_UNPITCHED = ("fx",)


def pitch_class_seconds(tracks: Sequence[Track], stems: Sequence[str]) -> NDArray[np.float64]:
    """How long each pitch class sounds in each stem, in seconds, of shape (stems, 12); noise has none."""
    lasting = np.zeros((len(stems), 12))
    for track in tracks:
        if not track.is_drums and track.stem in stems and track.stem not in _UNPITCHED:
            for note in track.notes:
                lasting[list(stems).index(track.stem), note.pitch % 12] += note.end_s - note.start_s
    return lasting


def draw_rose(
    page: Page, axes: PolarAxes, lasting: NDArray[np.float64], stems: Sequence[str], colours: dict[str, str], key: str
) -> None:
    """A petal for every pitch class, as long as it sounds, made of the stems' shares; the key in the middle."""
    tonality = _key(key)
    tonic = tonality.tonic if tonality else 0
    axes.set_theta_zero_location("N")
    axes.set_theta_direction(-1)
    axes.set_axis_off()
    longest = max(float(lasting.sum(axis=0).max()), 1e-9)
    axes.set_ylim(0, 1.26 + _HOLE)
    angles = np.array([(pitch - tonic) * 7 % 12 for pitch in range(12)]) * np.pi / 6.0
    for radius in (0.5, 1.0):
        axes.plot(
            np.linspace(0, 2 * np.pi, 181), np.full(181, radius + _HOLE), color=page.rule, linewidth=0.6, zorder=0
        )
    bottom = np.full(12, _HOLE)
    for stem, seconds in zip(stems, lasting, strict=True):
        axes.bar(angles, seconds / longest, 0.44, bottom, color=colours[stem], alpha=0.9, linewidth=0)
        bottom += seconds / longest
    scale = set(tonality.scale) if tonality else set(range(12))
    for pitch, angle in enumerate(angles):
        name = pitch_class_name(pitch, tonality.uses_flats if tonality else False)
        own = pitch in scale
        axes.text(
            angle, 1.19 + _HOLE, signs(name), fontsize=SMALL_PT + 1.5, ha="center",
            va="center", color=page.ink if own else page.faded, weight="bold" if own else "normal",
            alpha=1.0 if own else 0.55,
        )  # fmt: skip
    tonic_name, _, mode = key.partition(":")
    below: dict[str, Any] = {"textcoords": "offset points", "ha": "center", "va": "center"}
    axes.annotate(signs(tonic_name), (0, 0), (0, 3.5), fontsize=13, family=SERIF, color=page.ink, **below)
    axes.annotate(mode, (0, 0), (0, -7), fontsize=SMALL_PT - 1, color=page.faded, **below)


def _key(key: str) -> Key | None:
    try:
        return parse_tonality(key)
    except TheoryError:
        return None
