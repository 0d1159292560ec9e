"""The instrument catalogue: what each instrument can play, and what people call it."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from tonewright.errors import TheoryError


@dataclass(frozen=True)
class Instrument:
    """An instrument of the catalogue.

    Attributes: `low` and `high` bound its range in MIDI notes; `stem` is its home stem; `family` groups
    instruments that replace each other; `can` lists what it is good at, best first.
    """

    name: str
    low: int
    high: int
    stem: str
    family: str
    can: tuple[str, ...]

    def fits(self, ability: str) -> bool:
        """Whether the instrument can do `ability` (melody, chords, arpeggio, hold, bass, rhythm, effect)."""
        return ability in self.can


@cache
def catalogue() -> dict[str, Instrument]:
    """Every instrument by name."""
    return {
        name: Instrument(name, row["low"], row["high"], row["stem"], row["family"], tuple(row["can"]))
        for name, row in _file()["instruments"].items()
    }


def instrument(name: str) -> Instrument:
    """The instrument of that name. Raises TheoryError for one that is not in the catalogue."""
    try:
        return catalogue()[name]
    except KeyError:
        raise TheoryError(f"unknown instrument {name!r}") from None


@cache
def named_by(word: str) -> tuple[str, ...]:
    """The instruments that an everyday word such as `piano` or `strings` may mean, the usual one first.

    A word outside the table is compared with the catalogue's own names; () where nothing is meant by it.
    """
    plain = word.strip().lower().replace("_", " ").replace("-", " ")
    words: dict[str, list[str]] = _file()["words"]
    for form in (plain, plain.removesuffix("s"), plain + "s"):
        if form in words:
            return tuple(words[form])
    direct = plain.replace(" ", "_")
    return (direct,) if direct in catalogue() else ()


@cache
def _file() -> dict[str, dict]:  # type: ignore[type-arg]
    text = resources.files("tonewright.composition").joinpath("instruments.toml").read_text("utf-8")
    return tomllib.loads(text)
