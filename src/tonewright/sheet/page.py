"""The page that a sheet is drawn on: paper, ink, colours, letters, and frames placed in inches from its top left."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

WIDTH_IN, HEIGHT_IN = 16.54, 11.69
"""DIN A3, lying."""

MARGIN_IN = 0.55
DOTS_PER_INCH = 150
SETTINGS: dict[Any, Any] = {
    "font.family": ["DejaVu Sans"],
    "svg.hashsalt": "tonewright",
    "svg.fonttype": "path",
    "text.parse_math": False,
    "path.simplify": True,
}
"""What matplotlib is told, so that a sheet is the same bytes wherever and whenever it is drawn."""

SERIF = ["STIXGeneral", "DejaVu Serif", "DejaVu Sans"]
SMALL_PT, USUAL_PT = 6.0, 7.5


@cache
def colours() -> dict[str, Any]:
    """The table of colours."""
    return tomllib.loads(files("tonewright.sheet").joinpath("colours.toml").read_text("utf-8"))


def sound_map() -> LinearSegmentedColormap:
    """From silence, the colour of paper, to the loudest."""
    return LinearSegmentedColormap.from_list("sound", colours()["sound"])


def stem_colours(stems: Sequence[str]) -> dict[str, str]:
    """A colour for every stem."""
    table = colours()
    own = {stem: table["stems"].get(_role(stem)) for stem in stems}
    strangers = [stem for stem in stems if own[stem] is None]
    others = {stem: table["others"][index % len(table["others"])] for index, stem in enumerate(strangers)}
    return {stem: own[stem] or others[stem] for stem in stems}


def from_the_top(stems: Sequence[str]) -> list[int]:
    """The stems' indices in the order in which they stand on a sheet from the top."""
    order = list(colours()["stems"])
    places = [order.index(role) if (role := _role(stem)) in order else len(order) for stem in stems]
    return sorted(range(len(stems)), key=lambda index: places[index])


def signs(text: str) -> str:
    """A key or chord with true sharps and flats."""
    return text.replace("b", "♭").replace("#", "♯")


def _role(stem: str) -> str:
    """A stem's role, without the number that tells it from others of its role."""
    return re.sub(r"[ _]?\d+$", "", stem)


class Page:
    """An empty page."""

    def __init__(self) -> None:
        table = colours()
        self.ink: str = table["ink"]
        self.faded: str = table["faded"]
        self.rule: str = table["rule"]
        self.paper: str = table["paper"]
        self.figure = Figure(figsize=(WIDTH_IN, HEIGHT_IN), dpi=DOTS_PER_INCH, facecolor=self.paper)
        FigureCanvasAgg(self.figure)

    def frame(self, left: float, top: float, width: float, height: float, **options: Any) -> Axes:
        """Axes without any decoration; all in inches, `top` from the upper edge."""
        box = (left / WIDTH_IN, 1.0 - (top + height) / HEIGHT_IN, width / WIDTH_IN, height / HEIGHT_IN)
        axes = self.figure.add_axes(box, **options)
        axes.set_facecolor("none")
        axes.tick_params(length=0, labelsize=SMALL_PT, labelcolor=self.faded, pad=3)
        for spine in axes.spines.values():
            spine.set_visible(False)
        return axes

    def write(self, left: float, top: float, text: str, size: float, **options: Any) -> None:
        """A text whose baseline begins at a place in inches."""
        options = {"color": self.ink} | options
        self.figure.text(left / WIDTH_IN, 1.0 - top / HEIGHT_IN, text, fontsize=size, **options)

    def rule_off(self, top: float) -> None:
        """A thin line from margin to margin."""
        x = (MARGIN_IN / WIDTH_IN, 1.0 - MARGIN_IN / WIDTH_IN)
        y = (1.0 - top / HEIGHT_IN,) * 2
        self.figure.add_artist(Line2D(x, y, color=self.rule, linewidth=1.0))

    def heading(self, left: float, top: float, text: str, note: str = "") -> None:
        """The small heading of a picture, and in faded letters how to read it."""
        self.write(left, top, text, USUAL_PT + 0.5, weight="bold")
        if note:
            self.write(left + 0.075 * len(text) + 0.1, top, note, SMALL_PT, color=self.faded)


def clock(time_s: float) -> str:
    """A time as 1:05."""
    return f"{int(time_s) // 60}:{int(time_s) % 60:02d}"


def minus(number: float, digits: int = 1) -> str:
    """A number with a true minus sign."""
    text = f"{number:.{digits}f}"
    return text.replace("-", "−") if float(text) else text.lstrip("-")
