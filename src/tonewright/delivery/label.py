"""The Label: what stands on a piece's files, whatever their format."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tonewright.theory.key import Key

ALGORITHMIC = "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia"
"""IPTC NewsCodes, Digital Source Type: media created purely by an algorithm, not trained on sampled data."""


@dataclass(frozen=True)
class Label:
    """What stands on a piece's files.

    Attributes
    ----------
    title, artist: shown by players; language: a BCP 47 tag.
    singers: the shown name of each singer, by the name of the sung part.
    style: a style pack's name; moods: mood words; valence, energy: −1…1 and 0…1, as in the brief.
    key: the piece's key; seed: 0…2^53−1; engine, version: what made it.
    source_type: an IPTC digital source type that says how media was made by a machine.
    """

    title: str
    style: str
    key: Key
    seed: int
    engine: str
    version: str
    language: str = "en"
    singers: Mapping[str, str] = field(default_factory=dict)
    moods: tuple[str, ...] = ()
    valence: float = 0.0
    energy: float = 0.5
    artist: str = "Tonewright"
    source_type: str = ALGORITHMIC

    @property
    def software(self) -> str:
        """The software's name and version."""
        return f"Tonewright {self.version}"

    @property
    def mark(self) -> dict[str, str]:
        """The machine-made mark, as names and values that every format carries in its own way."""
        return {
            "GENERATED_BY": f"{self.software}, engine {self.engine}",
            "MACHINE_MADE": "yes",
            "DIGITAL_SOURCE_TYPE": self.source_type,
            "SEED": str(self.seed),
            "VERSION": self.version,
        }

    @property
    def mark_text(self) -> str:
        """The mark on one line: `GENERATED_BY=…; MACHINE_MADE=yes; …`."""
        return "; ".join(f"{name}={value}" for name, value in self.mark.items())
