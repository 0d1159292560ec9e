"""Echo: a second voice repeats the lead a moment later and softer, as consoles with two pulses do without a delay."""

from dataclasses import replace

from tonewright.composition.instruments import instrument
from tonewright.composition.piece import Piece, SectionPlan
from tonewright.composition.score import Note

_SOFTER = 0.55
_SHORTEST_BEATS = 0.125


def echoed(piece: Piece, notes: list[Note], sections: list[SectionPlan], lead: list[Note], name: str) -> list[Note]:
    """A second voice's notes, with the lead's echo instead of them in those of its sections where the lead plays.

    They stay as they are where the style has no echo.
    """
    if not piece.style.echo_beats:
        return notes
    beats = piece.meter.bar_beats
    player = instrument(name)
    found = list(notes)
    for section in sections:
        start, end = section.start_bar * beats, section.end_bar * beats
        here = [n for n in lead if start <= n.start_beat < end - piece.style.echo_beats]
        if section.lyrics is not None or not here:
            continue
        late = [replace(n, start_beat=n.start_beat + piece.style.echo_beats) for n in here]
        ends = [n.start_beat for n in late[1:]] + [end]
        found = [n for n in found if not start <= n.start_beat < end]
        found += [
            replace(
                n,
                duration_beats=max(min(n.duration_beats, stop - n.start_beat), _SHORTEST_BEATS),
                pitch=_within(n.pitch, player.low, player.high),
                velocity=n.velocity * _SOFTER,
                articulation="normal",
            )
            for n, stop in zip(late, ends, strict=True)
        ]
    return sorted(found, key=lambda n: n.start_beat)


def _within(pitch: int, low: int, high: int) -> int:
    """The same note in the octave that the player has."""
    while pitch > high:
        pitch -= 12
    while pitch < low:
        pitch += 12
    return pitch
