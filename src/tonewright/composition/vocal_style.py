"""What voices do in a style: who sings along where, how long ends are held, and where a syllable has several notes.

The defaults and what each field means stand in vocals.toml; a pack's `[vocals]` table overrides them.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from tonewright.composition.pack_table import PackTable
from tonewright.composition.piece import SectionPlan
from tonewright.composition.style import SECTIONS
from tonewright.styles.packs import pack, pack_names

WAYS_TO_SING = (
    "double", "above", "below", "low", "octave_above", "octave_below", "oohs", "aahs", "answers",
)  # fmt: skip
FIGURES = ("fall", "rise", "turn", "lean", "cut", "run")
_FIELDS = ("voices", "level_db", "hold_s", "melisma", "melisma_inside", "figures", "figure_s")
_MOST_CHOIR = 3
# How many ways of singing along a section of this intensity has room for.
_ROOM = ((0.35, 1), (0.55, 2))


@dataclass(frozen=True)
class Seat:
    """A backing voice's place: level beside the others, pan −1…1, reverb 0…1, and how late its lines may be."""

    level_db: float
    pan: float
    reverb: float
    late_s: float


@dataclass(frozen=True)
class VocalStyle:
    """How a style sings; vocals.toml explains each field. `along` are the ways by name of section."""

    along: dict[str, tuple[str, ...]]
    voices: int
    level_db: float
    hold_s: float
    melisma: float
    melisma_inside: float
    figures: tuple[str, ...]
    figure_s: float

    def ways(self, section: SectionPlan, late: bool = False) -> tuple[str, ...]:
        """Who sings along in a section, or in its second half; the fewer, the less intense it is."""
        names = [section.kind]
        if section.time > 1:
            names = [f"{section.kind} {time}" for time in range(min(section.time, 3), 1, -1)] + names
        if section.is_last:
            names.insert(0, f"last {section.kind}")
        if late:
            names = [f"{name} late" for name in names] + names
        found = next((self.along[name] for name in names if name in self.along), ())
        room = next((most for below, most in _ROOM if section.intensity < below), len(WAYS_TO_SING))
        return found[:room]


@cache
def vocal_style(name: str) -> VocalStyle:
    """How the style of that name sings; one that no pack has sings as any.

    Raises StyleError, naming file, field and what is allowed, for a `[vocals]` table that is wrong.
    """
    own = pack(name).get("vocals", {}) if name in pack_names() else {}
    PackTable(f"{name}.toml", "", {"vocals": own}).table("vocals")
    usual = {field: value for field, value in _table().items() if field != "seats"}
    table = PackTable(f"{name}.toml", "vocals", {**usual, **own})
    along = {field: tuple(_ways(table, field)) for field in table.data if field not in _FIELDS}
    figures = table.texts("figures")
    if not set(figures) <= set(FIGURES):
        raise table.wrong("figures", ", ".join(FIGURES))
    return VocalStyle(
        along=along,
        voices=int(table.number("voices", 1, _MOST_CHOIR)),
        level_db=table.number("level_db", -12, 6),
        hold_s=table.number("hold_s", 0.3, 4),
        melisma=table.number("melisma", 0, 1),
        melisma_inside=table.number("melisma_inside", 0, 1),
        figures=figures,
        figure_s=table.number("figure_s", 0.05, 0.5),
    )


@cache
def seat(name: str) -> Seat:
    """The place of a backing voice in the mix."""
    return Seat(**_table()["seats"][name])


def _ways(table: PackTable, field: str) -> list[str]:
    words = [word for word in field.split() if word not in ("last", "late") and not word.isdigit()]
    ways = str(table.data[field]).split()
    if len(words) != 1 or words[0] not in SECTIONS:
        raise table.wrong(field, f"{', '.join(_FIELDS)}, or a section, such as verse late, chorus 2, last chorus")
    if not set(ways) <= set(WAYS_TO_SING):
        raise table.wrong(field, ", ".join(WAYS_TO_SING))
    return ways


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(resources.files("tonewright.composition").joinpath("vocals.toml").read_text("utf-8"))
