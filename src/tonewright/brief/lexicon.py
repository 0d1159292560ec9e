"""The lexicon: tables of words in `lexicon/*.toml`."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The table in `lexicon/<name>.toml`, read once."""
    file = resources.files("tonewright.brief").joinpath("lexicon", f"{name}.toml")
    return tomllib.loads(file.read_text("utf-8"))
