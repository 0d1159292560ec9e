"""The space of a style: its reverb and its echo, read from spaces.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tonewright.dsp.echo import Echo
from tonewright.dsp.reverb import Reverb

_TABLE = Path(__file__).with_name("spaces.toml")


@dataclass(frozen=True)
class Space:
    """A room and an echo, which every stem returns into itself."""

    reverb: Reverb
    echo: Echo


def space_of(style: str, tempo_bpm: float) -> Space:
    """The space of a style (a name in letters and digits) at a tempo."""
    table = _table()
    values = {**table["any"], **table.get(style, {})}
    return Space(
        Reverb(values["decay_s"], values["damping_hz"], values["size"], values["predelay_s"]),
        Echo(values["echo_beats"] * 60.0 / tempo_bpm, values["echo_feedback"], values["echo_damping_hz"]),
    )


@cache
def _table() -> dict[str, dict[str, Any]]:
    with _TABLE.open("rb") as file:
        return tomllib.load(file)
