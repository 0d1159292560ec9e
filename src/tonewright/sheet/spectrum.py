"""What a sheet shows by frequency: the spectrogram, the stereo width, and the spectrum against the target."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from tonewright.mix.tone import OCTAVES_HZ, balance_of
from tonewright.sheet.page import SMALL_PT, Page, colours, minus, sound_map
from tonewright.sheet.sound import Sound
from tonewright.sheet.spectrograph import HIGHEST_HZ, LOWEST_HZ

_TICKS = {
    31.5: "31",
    63: "63",
    125: "125",
    250: "250",
    500: "500",
    1000: "1k",
    2000: "2k",
    4000: "4k",
    8000: "8k",
    16000: "16k",
}
# Music falls towards the treble; so tilted, its spectrogram is evenly dark.
_TILT_DB_PER_OCTAVE = 2.5
_RANGE_DB = 60.0
_THIRDS_HZ = 1000.0 * 2.0 ** (np.arange(-15, 13) / 3.0)
_SIXTHS_HZ = 1000.0 * 2.0 ** (np.arange(-31, 26) / 6.0)
_HEARD_DB = -55.0
_NEAR_DB = 3.0


def draw_spectrogram(page: Page, axes: Axes, sound: Sound, seconds: float) -> None:
    """The mix by time and pitch, darker where it is louder."""
    octaves = np.log2(sound.rows_hz / 1000.0)
    levels = sound.levels_db + _TILT_DB_PER_OCTAVE * octaves[:, None]
    top = float(np.percentile(levels, 99.95))
    half = float(sound.times_s[1] - sound.times_s[0]) / 2 if len(sound.times_s) > 1 else seconds / 2
    axes.imshow(
        levels, origin="lower", aspect="auto", cmap=sound_map(), vmin=top - _RANGE_DB, vmax=top,
        extent=(sound.times_s[0] - half, sound.times_s[-1] + half, _height(LOWEST_HZ), _height(HIGHEST_HZ)),
        interpolation="antialiased",
    )  # fmt: skip
    _frequency_axis(axes)
    axes.set_xlim(0, seconds)


def draw_width(page: Page, axes: Axes, sound: Sound) -> None:
    """By third of an octave, the angle between middle and side: 0° is mono, 45° as wide as two strangers."""
    angles = width_degrees(sound)
    heights = np.array([_height(hz) for hz in _THIRDS_HZ])
    for shade, limit in ((0.10, 45.0), (0.06, 22.5)):
        axes.fill_betweenx(
            [_height(LOWEST_HZ), _height(HIGHEST_HZ)], -limit, limit, color=page.ink, alpha=shade / 2, lw=0
        )
    values = np.nan_to_num(angles)
    ramp = sound_map()(0.35 + 0.5 * np.clip(values / 45.0, 0.0, 1.0))
    axes.barh(heights, 2 * values, 0.27, left=-values, color=ramp, linewidth=0)
    axes.axvline(0, color=page.ink, linewidth=0.7)
    axes.axhline(_height(120.0), color=colours()["target"], linewidth=0.8, linestyle=(0, (2, 2)))
    axes.text(
        58, _height(112.0), "mono below 120 Hz", fontsize=SMALL_PT - 1, color=colours()["target"], ha="right", va="top"
    )
    axes.set_xlim(-60, 60)
    axes.set_xticks([-45, 0, 45], ["45°", "0°", "45°"])
    _frequency_axis(axes)


def width_degrees(sound: Sound) -> NDArray[np.float64]:
    """The angle of every third of an octave from 31 Hz to 16 kHz, 0 mono … 90 out of phase, NaN for silence."""
    middle, side = sound.mix.bands.powers(_THIRDS_HZ, 1.0 / 3.0)
    both = middle + side
    angles = np.degrees(np.arctan2(np.sqrt(side), np.sqrt(middle)))
    return np.asarray(np.where(both > max(both.max(), 1e-12) * 10.0 ** (_HEARD_DB / 10.0), angles, np.nan))


def draw_spectrum(
    page: Page, axes: Axes, sound: Sound, stems: Sequence[str], paints: dict[str, str], style: str | None
) -> None:
    """The mix by thirds of an octave over its stems, and by octaves against the style's target."""
    mix = _octave_db(sound.mix.bands.powers(_SIXTHS_HZ, 1.0 / 3.0).sum(axis=0) * 3.0)
    x = np.array([_height(hz) for hz in _SIXTHS_HZ])
    top = float(mix.max()) + 7.0
    floor = top - 52.0
    for stem, voice in zip(stems, sound.stems, strict=True):
        levels = _octave_db(voice.bands.powers(_SIXTHS_HZ, 1.0 / 3.0).sum(axis=0) * 3.0)
        axes.fill_between(x, floor, np.maximum(levels, floor), color=paints[stem], alpha=0.10, linewidth=0)
        axes.plot(x, np.maximum(levels, floor - 1), color=paints[stem], linewidth=0.9, alpha=0.9)
    octaves_x = np.array([_height(hz) for hz in OCTAVES_HZ])
    away = away_from_target_db(sound, style)
    levels = _octave_db(sound.mix.bands.powers(OCTAVES_HZ, 1.0).sum(axis=0))
    target = levels - away
    paint = colours()["target"]
    axes.fill_between(octaves_x, target - _NEAR_DB, target + _NEAR_DB, color=paint, alpha=0.16, linewidth=0)
    axes.plot(octaves_x, target, color=paint, linewidth=1.0, linestyle=(0, (4, 2)))
    axes.plot(octaves_x, levels, "o", color=page.ink, markersize=3.2)
    for place, number in zip(octaves_x, away, strict=True):
        far = abs(number) > _NEAR_DB
        text = ("+" if number > 0 else "") + minus(float(number))
        axes.text(
            place, top - 1.2, text, fontsize=SMALL_PT, ha="center", va="top", color=paint if far else page.faded,
            weight="bold" if far else "normal",
        )  # fmt: skip
    axes.plot(x, mix, color=page.ink, linewidth=1.5)
    axes.set_ylim(floor, top)
    axes.set_xlim(_height(LOWEST_HZ), _height(HIGHEST_HZ))
    axes.set_xticks([_height(hz) for hz in _TICKS], list(_TICKS.values()))
    ticks = np.arange(np.ceil(floor / 12) * 12, top - 4, 12)
    axes.set_yticks(ticks, [minus(tick, 0) for tick in ticks])
    axes.grid(True, color=page.rule, linewidth=0.6)
    axes.set_axisbelow(True)


def away_from_target_db(sound: Sound, style: str | None) -> NDArray[np.float64]:
    """How far each octave at OCTAVES_HZ is above the style's target, which is moved to fit best on the whole."""
    levels = _octave_db(sound.mix.bands.powers(OCTAVES_HZ, 1.0).sum(axis=0))
    away = levels - balance_of(style or "")
    return np.asarray(away - away.mean())


def _octave_db(powers: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(10.0 * np.log10(np.maximum(powers, 1e-12)))


def _height(hz: float) -> float:
    """The place of a frequency on a logarithmic axis: octaves from 1 kHz."""
    return float(np.log2(hz / 1000.0))


def _frequency_axis(axes: Any) -> None:
    axes.set_ylim(_height(LOWEST_HZ), _height(HIGHEST_HZ))
    axes.set_yticks([_height(hz) for hz in _TICKS], list(_TICKS.values()))
