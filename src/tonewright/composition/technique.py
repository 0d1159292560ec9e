"""Techniques: what a way of playing that a prompt asks for changes, read from techniques.toml."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from tonewright.brief.brief import Brief, PartWish
from tonewright.composition.grids import DRUM_KEYS, steps
from tonewright.composition.instruments import instrument, named_by
from tonewright.composition.score import Note

_TABLE = Path(__file__).with_name("techniques.toml")


@dataclass(frozen=True)
class Technique:
    """A way of playing; techniques.toml explains each field. `lines` and `grids` stand under a meter's name."""

    instruments: dict[str, str] = field(default_factory=dict)
    articulation: str = ""
    lines: dict[str, dict[str, str]] = field(default_factory=dict)
    alone: bool = False
    move: dict[str, str] = field(default_factory=dict)
    grids: dict[str, tuple[str, ...]] = field(default_factory=dict)
    level_db: float = 0.0
    reverb: float = 0.0

    def variant(self, name: str) -> str:
        """The instrument that plays it in the place of one of that name."""
        return self.instruments.get(name) or self.instruments.get(instrument(name).family, name)

    def struck(self, lines: dict[str, str], meter: str) -> dict[str, str]:
        """The lines of a pattern as they are played in this way."""
        own = self.lines.get(meter, {})
        if self.alone and own:
            return own
        moved: dict[str, str] = {}
        for line, grid in lines.items():
            # Of two lines that come to lie on one drum the first stays.
            moved.setdefault(self.move.get(line, line), grid)
        return {**moved, **{line: grid for line, grid in own.items() if line in moved}}

    def touched(self, notes: list[Note]) -> list[Note]:
        """The notes in this way's articulation; ghosts and accents stay what they are."""
        if not self.articulation:
            return notes
        plain = ("normal", "legato", "staccato")
        return [replace(n, articulation=self.articulation) if n.articulation in plain else n for n in notes]


_USUAL = Technique()


@cache
def techniques() -> dict[str, Technique]:
    """Every technique by its name."""
    with _TABLE.open("rb") as file:
        return {name: _technique(row) for name, row in tomllib.load(file).items()}


def wish_for(brief: Brief, name: str) -> PartWish | None:
    """What the brief says of the instrument `name` beyond that it plays, None where that is nothing."""
    return next((wish for wish in brief.parts if name in variants(wish)), None)


def technique_for(brief: Brief, role: str, name: str) -> Technique:
    """How the instrument `name` is to be played in a role; the usual way where nothing, or nothing known, is said."""
    struck = role.startswith("percussion")
    wish = next((w for w in brief.parts if name in variants(w) or (struck and w.instrument == "percussion")), None)
    return _USUAL if wish is None else techniques().get(wish.technique, _USUAL)


def variants(wish: PartWish) -> tuple[str, ...]:
    """The instruments that a wish may mean, those that its technique asks for before the others."""
    names = named_by(wish.instrument)
    technique = techniques().get(wish.technique, _USUAL)
    return tuple(dict.fromkeys([*_varied(technique, names), *names]))


def _varied(technique: Technique, names: Iterable[str]) -> list[str]:
    return [varied for name in names if (varied := technique.variant(name)) != name]


def _technique(row: dict[str, object]) -> Technique:
    found = Technique(**row)  # type: ignore[arg-type]
    lines = {meter: {line: steps(grid) for line, grid in here.items()} for meter, here in found.lines.items()}
    grids = {meter: tuple(steps(grid) for grid in here) for meter, here in found.grids.items()}
    assert all(line in DRUM_KEYS or line == "bass" for here in lines.values() for line in here)
    return replace(found, lines=lines, grids=grids)
