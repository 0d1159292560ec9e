"""Facts: what a manifest says of its piece, read with suspicion."""

import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from tonewright.errors import SheetError

_LONGEST_TEXT = 200
_MOST_SPANS = 5000
_T = TypeVar("_T")


@dataclass(frozen=True)
class Span:
    """A stretch of the piece with its text: a section's name or a chord's symbol; times in seconds."""

    start_s: float
    end_s: float
    text: str


@dataclass(frozen=True)
class StemFacts:
    """A stem: its file in the archive, its role, and the names of the parts in it."""

    file: str
    role: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """What stands in a manifest; `key` is as the manifest writes it, such as `C:major`; `seconds` ≥ 0."""

    title: str
    bpm: float
    meter: str
    key: str
    seconds: float
    seed: int
    made_by: str
    stems: tuple[StemFacts, ...]
    sections: tuple[Span, ...]
    chords: tuple[Span, ...]


def parse_manifest(content: bytes) -> Facts:
    """The facts of a `manifest.json`.

    Raises SheetError if it is no manifest of a stems archive.
    """
    try:
        document = json.loads(content)
        return Facts(
            title=_text(document["title"]),
            bpm=_number(document["bpm"]),
            meter=_text(document["time_signature"]),
            key=_text(document["key"]),
            seconds=_number(document["seconds"]),
            seed=int(_number(document["seed"])),
            made_by=f"{_text(document.get('engine', ''))} {_text(document.get('version', ''))}".strip(),
            stems=tuple(_all(document["stems"], _stem)),
            sections=tuple(_all(document["sections"], lambda entry: _span(entry, "name"))),
            chords=tuple(_all(document["chords"], lambda entry: _span(entry, "text"))),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise SheetError(f"manifest.json is not that of a stems archive: {type(error).__name__} {error}") from error
    except (ValueError, RecursionError) as error:
        raise SheetError(f"manifest.json cannot be read: {error}") from error


def _stem(entry: Any) -> StemFacts:
    parts = _all(entry.get("parts", []), lambda part: _text(part["name"]))
    return StemFacts(_text(entry["file"]), _text(entry["role"]), tuple(parts))


def _span(entry: Any, text: str) -> Span:
    return Span(_number(entry["start"]), _number(entry["end"]), _text(entry[text]))


def _all(entries: Any, read: Callable[[Any], _T]) -> list[_T]:
    if not isinstance(entries, list) or len(entries) > _MOST_SPANS:
        raise ValueError(f"a list of at most {_MOST_SPANS} entries was expected")
    return [read(entry) for entry in entries]


def _text(value: Any) -> str:
    """A text on one line and of bearable length."""
    if not isinstance(value, str):
        raise TypeError(f"a text was expected, not {str(value)[:40]!r}")
    return "".join(letter if letter.isprintable() else " " for letter in value[:_LONGEST_TEXT]).strip()


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"a number was expected, not {str(value)[:40]!r}")
    if not math.isfinite(value) or not 0 <= value <= 2**53:
        raise ValueError(f"a number from 0 to 2^53 was expected, not {str(value)[:40]}")
    return float(value)
