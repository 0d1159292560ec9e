"""The sheet: everything of a stems archive that can be seen, on one page."""

import warnings
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.projections.polar import PolarAxes

from tonewright.errors import SheetError
from tonewright.sheet.archive import StemsArchiveReader
from tonewright.sheet.contrast import contrasts, draw_contrast
from tonewright.sheet.facts import Facts
from tonewright.sheet.head import draw_chords, draw_sections, draw_title
from tonewright.sheet.levels import draw_loudness, draw_stems
from tonewright.sheet.notes import Track
from tonewright.sheet.page import SETTINGS, SMALL_PT, Page, clock, from_the_top, stem_colours
from tonewright.sheet.roll import draw_roll, lanes_of
from tonewright.sheet.rose import draw_rose, pitch_class_seconds
from tonewright.sheet.sound import BLOCK_FRAMES, Sound, measure
from tonewright.sheet.spectrum import draw_spectrogram, draw_spectrum, draw_width
from tonewright.sheet.wav import SAMPLE_RATE
from tonewright.styles.packs import pack_titled

_LEFT, _WIDE = 1.62, 10.55
_RIGHT, _NARROW = 12.95, 3.04
# As small as at the usual level 6, and written sooner.
_FORMS: dict[str, dict[str, Any]] = {
    ".png": {"metadata": {"Software": "Tonewright"}, "pil_kwargs": {"compress_level": 4}},
    ".svg": {"metadata": {"Date": None, "Creator": None}},
}
_TICKS_S = (1, 2, 5, 10, 15, 20, 30, 60, 120, 300)


def draw_sheet(archive: Path, folder: Path, svg: bool = False, style: str | None = None) -> list[Path]:
    """Draw the sheet of a stems archive into a folder, as `<archive's name>.png` and, if wished, `.svg`.

    `style` names the style whose target the spectrum is shown against; without it the archive's own is taken.
    Returns the files. Raises SheetError if the file is no stems archive, or the sheet cannot be written.
    """
    with StemsArchiveReader(archive) as reader:
        facts, tracks, genre = reader.facts, reader.tracks(), reader.genre
        sound = measure(reader.blocks(BLOCK_FRAMES), len(reader.names), reader.frames)
        seconds = reader.frames / SAMPLE_RATE
    paths = [folder / f"{archive.stem}.{form}" for form in (("png", "svg") if svg else ("png",))]
    with mpl.rc_context(SETTINGS), warnings.catch_warnings():
        # A title may be in letters that the fonts lack; they are drawn as boxes.
        warnings.filterwarnings("ignore", "Glyph .* missing from font", UserWarning)
        figure = compose_sheet(facts, tracks, sound, seconds, style or genre)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for path in paths:
                figure.savefig(path, facecolor=figure.get_facecolor(), **_FORMS[path.suffix])
        except OSError as error:
            raise SheetError(f"the sheet cannot be written: {error.strerror or error}") from error
    return paths


def compose_sheet(facts: Facts, tracks: Sequence[Track], sound: Sound, seconds: float, style: str) -> Figure:
    """The page with all its pictures. `style` may be a style's name or its title, or "" where there is none."""
    page = Page()
    order = from_the_top([stem.role for stem in facts.stems])
    stems = [facts.stems[index].role for index in order]
    sound = replace(sound, stems=tuple(sound.stems[index] for index in order))
    paints = stem_colours(stems)
    draw_title(page, facts, sound, style)
    page.rule_off(1.16)

    draw_sections(page, _over_time(page, 1.36, 0.24, seconds), facts, sound)
    draw_chords(page, _over_time(page, 1.64, 0.24, seconds), facts.chords)
    lanes, total = lanes_of(tracks, stems)
    pictures = [_over_time(page, *place, seconds) for place in ((1.96, 4.02), (6.2, 2.06), (8.5, 0.92), (9.56, 1.44))]
    roll, spectrogram, loudness, levels = pictures
    draw_roll(page, roll, lanes, total, paints)
    draw_spectrogram(page, spectrogram, sound, seconds)
    draw_loudness(page, loudness, sound)
    draw_stems(page, levels, sound, stems, paints)
    _draw_time(page, levels, seconds)
    for axes in pictures:
        for span in facts.sections[1:]:
            axes.axvline(span.start_s, color=page.ink, linewidth=0.5, alpha=0.35)
    for top, text in ((6.2, "spectrogram\nHz"), (8.5, "loudness\nLUFS")):
        page.write(0.55, top + 0.1, text.split("\n")[0], 8.0, weight="bold")
        page.write(0.55, top + 0.24, text.split("\n")[1], SMALL_PT, color=page.faded)

    page.heading(_RIGHT, 1.5, "Pitch classes", "by time sounding, around the circle of fifths")
    rose = page.frame(_RIGHT + 0.05, 1.62, 2.95, 2.95, projection="polar")
    draw_rose(page, cast(PolarAxes, rose), pitch_class_seconds(tracks, stems), stems, paints, facts.key)
    page.heading(_RIGHT, 4.72, "Sections", "loudness, notes per second, parts that play")
    draw_contrast(page, page.frame(_RIGHT, 4.8, _NARROW, 1.02), contrasts(facts.sections, tracks, sound))
    page.heading(_RIGHT, 6.08, "Stereo width", "angle by third of an octave")
    draw_width(page, page.frame(_RIGHT + 0.25, 6.2, _NARROW - 0.25, 2.06), sound)
    named = pack_titled(style)
    page.heading(
        _RIGHT, 8.74, "Spectrum", f"dB per octave, against the target of {style}" if named else "dB per octave"
    )
    draw_spectrum(page, page.frame(_RIGHT + 0.25, 8.84, _NARROW - 0.25, 2.16), sound, stems, paints, named)
    page.write(0.55, 11.42, f"tonewright look · {facts.made_by}", SMALL_PT, color=page.faded)
    return page.figure


def _over_time(page: Page, top: float, height: float, seconds: float) -> Axes:
    axes = page.frame(_LEFT, top, _WIDE, height)
    axes.set_xlim(0, seconds)
    axes.set_xticks([])
    axes.set_yticks([])
    return axes


def _draw_time(page: Page, axes: Axes, seconds: float) -> None:
    step = next((step for step in _TICKS_S if seconds / step <= 14), _TICKS_S[-1])
    ticks = np.arange(0, seconds, step)
    axes.set_xticks(ticks, [clock(tick) for tick in ticks])
