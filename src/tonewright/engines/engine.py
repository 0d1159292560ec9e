"""The engine port: what turns a request into files, whatever makes the music."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from tonewright.delivery.made import MadeFile

__all__ = ["Engine", "EngineRequest", "MadeFile", "Product", "Report"]

Report = Callable[[int], None]
"""Called with the progress 0…99 as work is really done; never goes back."""


@dataclass(frozen=True)
class EngineRequest:
    """What an engine is asked for: the wire's parameters, validated, absent ones None.

    `kind` is `song`, `instrumental`, `split` or `clone`; `model` a wire model name; `maximum_s` that model's maximum;
    `seed` is always set; `audio` and `midi` are paths of files that the user sent; `cloned_voice` is the singer
    of a song as `cloning/profile.py` reads it, in place of `voice`; `parameters` are the account's engine parameters.
    """

    kind: str
    prompt: str
    model: str
    maximum_s: float
    seed: int
    lyrics: str | None = None
    title: str | None = None
    tonality: str | None = None
    bpm: float | None = None
    chords: str | None = None
    duration_s: float | None = None
    time_signature: str | None = None
    language: str | None = None
    voice: str | None = None
    audio: str | None = None
    midi: str | None = None
    cloned_voice: Mapping[str, Any] | None = None
    parameters: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Product:
    """What an engine made.

    `files` holds `mp3`, `wav`, `stems` (the ZIP), `cover` (PNG) and `waveform` (JSON). `facts` is what the
    record shows, JSON-ready: `title`, `style`, `mood`, `scene`, `chord`, `inst`, `instInfo`, `key`
    (wire tonality), `bpm`, `dur`, `seed`, `time_signature`, `language`, `engine`, `lyrics`, and the lists
    `lyrics_sections`, `words`, `sections`, `chords` as the contract writes them; and `timed_lyrics`, the document of
    `contract/timed_lyrics.py`, None where nobody sings.
    """

    files: Mapping[str, MadeFile]
    facts: Mapping[str, Any]


class Engine(Protocol):
    """A maker of music. `make` is synchronous and runs in a process of its own that may be killed."""

    name: str

    def prepare(self) -> None:
        """Load what every job needs (fonts, compiled kernels), without starting threads."""
        ...

    def make(self, request: EngineRequest, workspace: Path, report: Report) -> Product:
        """Make the music in the empty folder `workspace`.

        Raises EngineError if the request cannot be met, in words that the user can act on.
        """
        ...
