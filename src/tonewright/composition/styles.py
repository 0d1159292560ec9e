"""Styles: the packs of `tonewright.styles` as the composer reads them."""

from functools import cache

from tonewright.composition.style import Style
from tonewright.composition.style_file import style_of
from tonewright.styles.packs import pack


@cache
def load_style(name: str) -> Style:
    """The style of that name. Raises StyleError if there is none, or if its file is not valid."""
    return style_of(f"{name}.toml", pack(name))
