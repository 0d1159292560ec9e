"""Loudness over time: of the mix, and of every stem."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes

from tonewright.dsp.loudness import STEP_S
from tonewright.sheet.loudness_meter import MOMENTARY_STEPS, SHORT_TERM_STEPS
from tonewright.sheet.page import SMALL_PT, USUAL_PT, Page, colours, minus
from tonewright.sheet.sound import Sound

_FLOOR_LUFS, _TOP_LUFS = -38.0, -8.0
_STEM_RANGE_LU = 30.0
_STEM_STEPS = 2


def draw_loudness(page: Page, axes: Axes, sound: Sound) -> None:
    """Momentary loudness (400 ms) as a hill, short-term (3 s) as a line, the whole piece's as a dashed one."""
    meter = sound.mix.loudness
    momentary = np.clip(meter.loudness_lufs(MOMENTARY_STEPS), _FLOOR_LUFS, 0)
    times = (np.arange(len(momentary)) + 0.5) * STEP_S
    axes.fill_between(times, _FLOOR_LUFS, momentary, color=colours()["sound"][2], alpha=0.75, linewidth=0)
    axes.plot(times, np.clip(meter.loudness_lufs(SHORT_TERM_STEPS), _FLOOR_LUFS, 0), color=page.ink, linewidth=1.3)
    whole = meter.integrated_lufs
    axes.axhline(whole, color=colours()["target"], linewidth=0.9, linestyle=(0, (4, 2)))
    axes.text(
        axes.get_xlim()[1] * 1.004, whole, minus(whole), fontsize=SMALL_PT, color=colours()["target"], va="center",
        weight="bold",
    )  # fmt: skip
    axes.set_ylim(_FLOOR_LUFS, _TOP_LUFS)
    axes.set_yticks([-36, -30, -24, -18, -12], ["−36", "−30", "−24", "−18", "−12"])
    axes.grid(True, axis="y", color=page.rule, linewidth=0.6)
    axes.set_axisbelow(True)


def draw_stems(page: Page, axes: Axes, sound: Sound, stems: Sequence[str], paints: dict[str, str]) -> None:
    """A ribbon for every stem, as wide as it is loud within 30 LU under the loudest, with its whole loudness."""
    start_s, end_s = axes.get_xlim()
    curves = [voice.loudness.loudness_lufs(_STEM_STEPS) for voice in sound.stems]
    top = max(float(np.percentile(curve, 99)) for curve in curves)
    axes.set_ylim(-len(stems) + 0.5, 0.5)
    axes.set_yticks([])
    for row, (stem, voice, curve) in enumerate(zip(stems, sound.stems, curves, strict=True)):
        half = 0.46 * np.clip((curve - top + _STEM_RANGE_LU) / _STEM_RANGE_LU, 0.0, 1.0)
        times = (np.arange(len(half)) + 0.5) * STEP_S
        axes.axhline(-row, color=page.rule, linewidth=0.6, zorder=0.5)
        axes.fill_between(times, -row - half, -row + half, color=paints[stem], alpha=0.92, linewidth=0)
        x = start_s - 0.007 * (end_s - start_s)
        axes.text(
            x,
            -row,
            stem.replace("_", " "),
            fontsize=USUAL_PT,
            color=paints[stem],
            weight="bold",
            ha="right",
            va="center",
        )
        whole = voice.loudness.integrated_lufs
        text = minus(whole) if whole > -70 else "silent"
        axes.text(end_s * 1.004, -row, text, fontsize=SMALL_PT, color=page.faded, va="center")
