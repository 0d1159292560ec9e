"""The instrument catalogue: what each instrument name plays on, read from catalogue.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tonewright.errors import RenderError

DRUM_BANK = 128

_TABLE = Path(__file__).with_name("catalogue.toml")


@dataclass(frozen=True)
class CatalogueEntry:
    """An instrument of the catalogue.

    `synth` names a synthesiser of our own, or is "" for a preset (`bank`, `program`) of the SoundFont;
    `program` is the (nearest) General MIDI program 0…127, −1 for a drum kit of our own. `trim_db` and
    `early_ms` level and align it with the others, `release_s` is the longest release kept, `tone` names a
    finishing.
    """

    name: str
    program: int
    bank: int = 0
    synth: str = ""
    trim_db: float = 0.0
    early_ms: float = 0.0
    release_s: float = 2.5
    tone: str = ""

    @property
    def is_kit(self) -> bool:
        """True for drum kits, whose pitches are General MIDI percussion keys."""
        return self.bank == DRUM_BANK or self.program < 0


def catalogue_entry(name: str) -> CatalogueEntry:
    """The entry of an instrument. Raises RenderError for a name that the catalogue lacks."""
    entries = catalogue()
    if name not in entries:
        raise RenderError(f"unknown instrument {name!r}, known are {', '.join(entries)}")
    return entries[name]


def midi_program(name: str) -> int:
    """The General MIDI program 0…127 that comes nearest to an instrument, −1 for a drum kit."""
    entry = catalogue_entry(name)
    return -1 if entry.is_kit else entry.program


@cache
def catalogue() -> dict[str, CatalogueEntry]:
    """All instruments by name, in the order of catalogue.toml."""
    with _TABLE.open("rb") as file:
        return {name: CatalogueEntry(name=name, **values) for name, values in tomllib.load(file).items()}
