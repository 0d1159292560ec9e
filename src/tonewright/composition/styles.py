"""Style packs: taste as data. One TOML file in `styles/` is one style; a new file is a new style."""

from functools import cache
from importlib import resources

from tonewright.composition.style import Style
from tonewright.composition.style_file import parse_style
from tonewright.errors import StyleError


@cache
def style_names() -> tuple[str, ...]:
    """The styles there are, in alphabetical order."""
    folder = resources.files("tonewright.composition").joinpath("styles")
    return tuple(sorted(f.name.removesuffix(".toml") for f in folder.iterdir() if f.name.endswith(".toml")))


@cache
def load_style(name: str) -> Style:
    """The style of that name. Raises StyleError if there is none, or if its file is not valid."""
    if name not in style_names():
        raise StyleError(f"unknown style {name!r}, there are {', '.join(style_names())}")
    folder = resources.files("tonewright.composition").joinpath("styles")
    return parse_style(f"{name}.toml", folder.joinpath(f"{name}.toml").read_text("utf-8"))
