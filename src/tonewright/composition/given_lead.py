"""Who plays a given tune, and in which octave: all of it in one, as it is written."""

from dataclasses import replace

from tonewright.composition.instruments import instrument
from tonewright.composition.orchestration import barred
from tonewright.composition.piece import Piece
from tonewright.composition.score import Note

_WIDE = ("acoustic_grand_piano", "saw_lead", "violin", "vibraphone", "flute")
"""Who plays what the style's own leads cannot reach."""


def with_lead(piece: Piece, players: dict[str, str]) -> dict[str, str]:
    """The players with a lead who can play the whole tune: the style's if one of them can."""
    cast = [players["melody"]] if "melody" in players else []
    out = barred(piece.brief)
    options = [n for n in (*cast, *piece.style.palette["melody"], *_WIDE) if n not in out or n in cast]
    options = options or list(_WIDE)
    lead = min(options, key=lambda name: (_outside(piece.tune, name), options.index(name)))
    others = {role: name for role, name in players.items() if role != "melody"}
    return {"melody": lead, **others}


def in_register(tune: tuple[Note, ...], name: str) -> list[Note]:
    """The tune, by as few octaves as possible, where the instrument can play most of it; the rest is folded."""
    steps, player = 12 * _octaves(tune, name), instrument(name)
    return [replace(note, pitch=folded(note.pitch + steps, player.low, player.high)) for note in tune]


def folded(pitch: int, low: int, high: int) -> int:
    """The pitch, by octaves, within a range; where that is narrower, the lowest of its class over `low`."""
    if pitch > high:
        pitch -= 12 * -(-(pitch - high) // 12)
    return pitch + 12 * max(0, -(-(low - pitch) // 12))


def _octaves(tune: tuple[Note, ...], name: str) -> int:
    return min((0, 1, -1, 2, -2), key=lambda octave: (_beyond(tune, name, 12 * octave), abs(octave)))


def _outside(tune: tuple[Note, ...], name: str) -> int:
    return _beyond(tune, name, 12 * _octaves(tune, name))


def _beyond(tune: tuple[Note, ...], name: str, steps: int) -> int:
    player = instrument(name)
    return sum(not player.low <= note.pitch + steps <= player.high for note in tune)
