"""Players: how each role sits on the beat, read from players.toml and the style's pack."""

import tomllib
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path
from typing import Any

from tonewright.styles.packs import pack_table

_TABLE = Path(__file__).with_name("players.toml")
_FALLBACK_ROLE = "comp"


@dataclass(frozen=True)
class Player:
    """How a role plays; times in milliseconds, velocities in MIDI steps, as players.toml explains."""

    late_ms: float
    drift_ms: float
    spread_ms: float
    drift_vel: float
    spread_vel: float
    length: float


def player_of(role: str, style: str) -> Player:
    """The player of a role in a style; an unknown role plays like an accompanist."""
    table = _table()
    names = {field.name for field in fields(Player)}
    base = table.get(role, table[_FALLBACK_ROLE])
    player = Player(**{name: float(value) for name, value in base.items() if name in names})
    return replace(player, **pack_table(style, f"players.{role}", names))


@cache
def _table() -> dict[str, dict[str, Any]]:
    with _TABLE.open("rb") as file:
        return tomllib.load(file)
