"""The quartet: outer voices that agree with each other, and the inner voices that are written between them."""

from tonewright.composition.bass import play_bass
from tonewright.composition.counterpoint import without_parallels
from tonewright.composition.instruments import instrument
from tonewright.composition.part_writing import Pitches, Register, inner_parts
from tonewright.composition.piece import Piece, SectionPlan
from tonewright.composition.score import Note

_INNER_ROLES = ("comp1", "comp2")
PART = "part"
"""The voicing of a player who has one voice of several."""


def agreed(
    piece: Piece, players: dict[str, str], stretches: dict[str, list[SectionPlan]], melody: list[Note]
) -> tuple[list[Note], dict[str, Pitches]]:
    """The tune without parallels to the bass, and for every inner player the pitch of each chord span.

    Styles without a `part` voicing keep their tune and have no inner parts.
    """
    registers: dict[str, Register] = {}
    for role in _INNER_ROLES:
        pattern = next((c for c in piece.style.comping if c.role == role and c.voicing == PART), None)
        if pattern is not None and role in players:
            player = instrument(players[role])
            registers[role] = max(pattern.register[0], player.low), min(pattern.register[1], player.high)
    if not registers:
        return melody, {}
    ground = play_bass(piece, stretches["bass"], players["bass"]) if "bass" in players else []
    melody = without_parallels(piece, melody, ground)
    written = inner_parts(piece, melody, ground, tuple(registers.values()))
    return melody, dict(zip(registers, written, strict=True))


def taken_up(piece: Piece, role: str, name: str, notes: list[Note]) -> list[tuple[str, list[Note]]]:
    """Who plays a role's notes: its player, and in sections that the style names the instrument taken up instead."""
    style, beats = piece.style, piece.meter.bar_beats
    if name not in style.palette[role] or not any(role in row for row in style.instead.values()):
        return [(name, notes)]
    found: dict[str, list[Note]] = {name: []}
    for note in notes:
        kind = piece.section_at(int(note.start_beat // beats)).kind if note.start_beat < piece.final_beat else ""
        found.setdefault(style.instead.get(kind, {}).get(role, name), []).append(note)
    return list(found.items())
