"""Performed parts and pieces to render."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tonewright.performance.performed import Performance, PlayedNote, PlayedPart
from tonewright.render.instruments.fluidsynth import SoundFont


@pytest.fixture(scope="session")
def font() -> Iterator[SoundFont]:
    """The default SoundFont, loaded once."""
    loaded = SoundFont()
    yield loaded
    loaded.close()


@pytest.fixture
def make_played() -> Callable[..., PlayedPart]:
    """A performed part of the given notes; any field can be given."""

    def make(*notes: PlayedNote, **fields: Any) -> PlayedPart:
        values: dict[str, Any] = {
            "name": "piano",
            "role": "comp",
            "stem": "keys",
            "instrument": "acoustic_grand_piano",
            "notes": notes,
            "controllers": (),
            "level_db": 0.0,
            "pan": 0.0,
            "reverb_send": 0.1,
            "delay_send": 0.0,
        }
        return PlayedPart(**{**values, **fields})

    return make


@pytest.fixture
def make_performance() -> Callable[..., Performance]:
    """A performance of the given parts, two seconds long unless told otherwise."""

    def make(*parts: PlayedPart, seconds: float = 2.0) -> Performance:
        return Performance(seconds, 120.0, "4/4", (), (), parts, (), "pop")

    return make
