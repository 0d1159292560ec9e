"""Players: how each role sits on the beat, read from players.toml."""

import tomllib
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path
from typing import Any

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


def style_key(style: str) -> str:
    """A style's name as tables spell it: letters and digits alone, so `Deep House` is `deephouse`."""
    return "".join(letter for letter in style.lower() if letter.isalnum())


def player_of(role: str, style: str) -> Player:
    """The player of a role in a style; an unknown role plays like an accompanist."""
    table = _table()
    names = {field.name for field in fields(Player)}
    base = table.get(role, table[_FALLBACK_ROLE])
    player = Player(**{name: float(value) for name, value in base.items() if name in names})
    override = table.get(style_key(style), {}).get(role, {})
    return replace(player, **override)


@cache
def _table() -> dict[str, dict[str, Any]]:
    with _TABLE.open("rb") as file:
        return tomllib.load(file)
