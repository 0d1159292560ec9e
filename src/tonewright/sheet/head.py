"""The head of a sheet: title and facts, and over the time axis the sections and the chords."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch, Rectangle

from tonewright.errors import TheoryError
from tonewright.sheet.facts import Facts, Span
from tonewright.sheet.page import SERIF, SMALL_PT, USUAL_PT, WIDTH_IN, Page, clock, colours, minus, signs
from tonewright.sheet.sound import Sound
from tonewright.theory.chord import parse_chord

_FACTS_LEFT_IN = 15.99
_LONGEST_TITLE = 46


def draw_title(page: Page, facts: Facts, sound: Sound, style: str) -> None:
    """The title, and the facts as figures with their names under them, from the right edge."""
    title = facts.title if len(facts.title) <= _LONGEST_TITLE else facts.title[: _LONGEST_TITLE - 1] + "…"
    page.write(0.55, 0.88, title or "Untitled", 30 if len(title) < 30 else 23, family=SERIF)
    tonic, _, mode = facts.key.partition(":")
    shown = [
        (style, "style"),
        (f"{facts.bpm:g}", "BPM"),
        (f"{signs(tonic)} {mode}".strip(), "key"),
        (facts.meter, "meter"),
        (clock(facts.seconds), "length"),
        (str(facts.seed), "seed"),
        (minus(sound.mix.loudness.integrated_lufs), "LUFS"),
        (minus(sound.mix.peak_db), "dBTP"),
    ]
    right = _FACTS_LEFT_IN
    for figure, name in reversed([pair for pair in shown if pair[0]]):
        page.write(right, 0.78, figure, 14, ha="right", family=SERIF)
        page.write(right, 0.96, name, SMALL_PT, ha="right", color=page.faded)
        right -= max(0.115 * len(figure), 0.07 * len(name)) + 0.3


def draw_sections(page: Page, axes: Axes, facts: Facts, sound: Sound) -> None:
    """A block for every section, the darker the louder, with its name and its loudness in LUFS."""
    axes.set_ylim(0, 1)
    levels = [sound.mix.loudness.mean_lufs(span.start_s, span.end_s) for span in facts.sections]
    for span, level in zip(facts.sections, levels, strict=True):
        share = min(max((level - max(levels) + 14.0) / 14.0, 0.0), 1.0)
        width = max(span.end_s - span.start_s, 1e-3)
        gap = min(0.0012 * facts.seconds, width / 4)
        axes.add_patch(
            FancyBboxPatch(
                (span.start_s + gap, 0.04),
                width - 2 * gap,
                0.92,
                boxstyle="round,pad=0,rounding_size=0.12",
                mutation_aspect=1.0,
                facecolor=colours()["ink"],
                alpha=0.10 + 0.72 * share**1.5,
                linewidth=0,
            )
        )
        colour = page.paper if share > 0.55 else page.ink
        middle = (span.start_s + span.end_s) / 2
        if _letters(axes, width, USUAL_PT) >= len(span.text) + 7:
            left, right = span.start_s + 3 * gap, span.end_s - 3 * gap
            axes.text(left, 0.47, f" {span.text}", color=colour, fontsize=USUAL_PT, va="center", weight="bold")
            axes.text(
                right, 0.47, f"{minus(level)} ", color=colour, fontsize=SMALL_PT, va="center", ha="right", alpha=0.8
            )
            continue
        size = next((pt for pt in (USUAL_PT, SMALL_PT, SMALL_PT - 1) if _letters(axes, width, pt) >= len(span.text)), 0)
        if size:
            axes.text(middle, 0.47, span.text, color=colour, fontsize=size, va="center", ha="center", weight="bold")


def draw_chords(page: Page, axes: Axes, chords: Sequence[Span]) -> None:
    """A tile for every chord, coloured by its root's place on the circle of fifths, pale for minor thirds."""
    axes.set_ylim(0, 1)
    for span in chords:
        width = max(span.end_s - span.start_s, 1e-3)
        root, pale = _root_of(span.text)
        colour = page.rule if root is None else colours()["fifths"][root * 7 % 12]
        axes.add_patch(
            Rectangle((span.start_s, 0), width, 1, facecolor=colour, alpha=0.38 if pale else 0.8, edgecolor=page.paper,
                      linewidth=0.8)
        )  # fmt: skip
        middle = (span.start_s + span.end_s) / 2
        text = signs(span.text)
        if _letters(axes, width, SMALL_PT) > len(text):
            axes.text(middle, 0.46, text, fontsize=SMALL_PT, ha="center", va="center", color=page.ink)
        elif _inches(axes, width) >= SMALL_PT / 80.0 and len(text) <= 7:
            axes.text(middle, 0.5, text, fontsize=SMALL_PT - 1.2, ha="center", va="center", color=page.ink, rotation=90)


def _root_of(symbol: str) -> tuple[int | None, bool]:
    """A chord's root as a pitch class, None where there is none, and whether its third is minor."""
    try:
        chord = parse_chord(symbol)
    except TheoryError:
        return None, False
    return chord.root, chord.is_minor


def _inches(axes: Axes, width: float) -> float:
    """How wide a stretch of the time axis is on paper."""
    left, right = axes.get_xlim()
    return width / (right - left) * axes.get_position().width * WIDTH_IN


def _letters(axes: Axes, width: float, size_pt: float) -> int:
    """How many letters of a size a stretch of the time axis has room for."""
    return int(_inches(axes, width) / (0.66 * size_pt / 72.0))
