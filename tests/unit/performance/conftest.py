"""Small scores to perform."""

from collections.abc import Callable
from typing import Any

import pytest

from tonewright.composition.score import ChordSpan, Note, Part, Score, Section
from tonewright.theory.chord import parse_chord
from tonewright.theory.key import Key
from tonewright.theory.meter import METERS

MakeScore = Callable[..., Score]


@pytest.fixture
def make_score() -> MakeScore:
    """A score of C and F, two bars each, with the given parts; any field can be given."""

    def make(*parts: Part, **fields: Any) -> Score:
        values: dict[str, Any] = {
            "title": "Test",
            "style": "pop",
            "key": Key(0, "major"),
            "meter": METERS["4/4"],
            "tempo_bpm": 120.0,
            "swing": 0.0,
            "swing_unit": 0.5,
            "seed": 3,
            "seconds": 9.0,
            "sections": (Section("verse", 0, 4, 0.5),),
            "chords": (ChordSpan(0.0, 8.0, parse_chord("C")), ChordSpan(8.0, 8.0, parse_chord("F"))),
            "parts": parts,
            "vocals": (),
        }
        return Score(**{**values, **fields})

    return make


@pytest.fixture
def make_part() -> Callable[..., Part]:
    """A part of the given notes; any field can be given."""

    def make(*notes: Note, **fields: Any) -> Part:
        values: dict[str, Any] = {
            "name": "piano",
            "role": "comp",
            "stem": "keys",
            "instrument": "electric_piano",
            "notes": notes,
        }
        return Part(**{**values, **fields})

    return make
