"""Articulations: what a way of playing does to a note, read from articulation.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_name("articulation.toml")


@dataclass(frozen=True)
class Articulation:
    """A way of playing: velocity, length, overlap with the next note, and strum spread per string."""

    louder: float
    velocity: float
    length: float
    overlap_s: float
    spread_s: float


def articulation(name: str) -> Articulation:
    """The articulation of a score note; raises KeyError for a name that articulation.toml lacks."""
    return _articulations()[name]


@cache
def _articulations() -> dict[str, Articulation]:
    with _TABLE.open("rb") as file:
        return {name: Articulation(**values) for name, values in tomllib.load(file).items()}
