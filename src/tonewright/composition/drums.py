"""Drums and percussion: the groove's grids as notes, with fills, crashes and room for ghost notes."""

from tonewright.composition.grids import DRUM_KEYS, LEVELS
from tonewright.composition.piece import Piece, SectionPlan
from tonewright.composition.rhythm import GrooveBar, fill_steps, fitting, groove_bar
from tonewright.composition.score import Note

STEP_BEATS = 0.25
_CYMBALS = ("crash", "crash2", "china", "splash")
_TIMEKEEPERS = ("hat", "ride", "shaker", "pedal_hat", "cabasa", "maracas", "tambourine")


def play_drums(piece: Piece, sections: list[SectionPlan]) -> list[Note]:
    """The kit's notes in the sections where it plays, and its last hit."""
    notes: list[Note] = []
    for section in sections:
        for bar in range(section.start_bar, section.end_bar):
            groove = groove_bar(piece, section, bar)
            notes += _bar(piece, section, bar, groove)
        if _deserves_crash(piece, section):
            start = section.start_bar * piece.meter.bar_beats
            notes = [n for n in notes if n.start_beat != start or n.pitch not in (42, 46, 51)]
            notes.append(Note(start, 1.0, DRUM_KEYS["crash"], 0.55 + 0.4 * section.intensity, "accent"))
    return _thinned(piece, notes)


def last_hit(piece: Piece, intensity: float) -> list[Note]:
    """Kick and crash on the last chord."""
    level = 0.5 + 0.4 * intensity
    return [
        Note(piece.final_beat, 0.5, DRUM_KEYS["kick"], level),
        Note(piece.final_beat, piece.ring_beats, DRUM_KEYS["crash"], level * 0.9),
    ]


def play_percussion(piece: Piece, sections: list[SectionPlan]) -> list[Note]:
    """Shakers, tambourines and hand drums: steady colour above the kit."""
    notes: list[Note] = []
    if not any(g.meter == piece.meter.name for g in piece.style.percussion):
        return notes
    for section in sections:
        pattern = fitting(piece.style.percussion, piece, section.intensity, f"percussion/{section.kind}")
        shapes = [pattern.lines, *({**pattern.lines, **v} for v in pattern.variations)]
        for bar in range(section.start_bar, section.end_bar):
            offset = bar - section.start_bar
            lines = shapes[(offset // 4 if offset % 2 else 0) % len(shapes)]
            if offset % 8 == 7:
                lines = {name: _breathing(grid) for name, grid in lines.items()}
            notes += _hits(piece, section, bar, lines)
    return _thinned(piece, notes)


def _bar(piece: Piece, section: SectionPlan, bar: int, groove: GrooveBar) -> list[Note]:
    lines = {name: grid for name, grid in groove.lines.items() if name != "bass"}
    fill = groove.fill
    if fill is not None:
        keep = piece.meter.subdivisions - fill_steps(fill)
        kicks = "kick" not in fill.lines
        lines = {
            name: grid if name == "kick" and kicks else grid[:keep] + "." * (len(grid) - keep)
            for name, grid in lines.items()
        }
        for name, grid in fill.lines.items():
            base = lines.get(name, "." * piece.meter.subdivisions)
            lines[name] = base[:keep] + grid
    return _hits(piece, section, bar, lines)


def _hits(piece: Piece, section: SectionPlan, bar: int, lines: dict[str, str]) -> list[Note]:
    start = bar * piece.meter.bar_beats
    force = 0.66 + 0.34 * section.intensity
    notes = []
    for name, grid in lines.items():
        for step, mark in enumerate(grid):
            if mark == ".":
                continue
            velocity = LEVELS[mark] * force
            kind = "ghost" if mark == "g" else "accent" if mark == "X" else "normal"
            length = 2.0 if name in _CYMBALS else STEP_BEATS
            notes.append(Note(start + step * STEP_BEATS, length, DRUM_KEYS[name], velocity, kind))
    return notes


def _breathing(grid: str) -> str:
    # The end of a phrase: the last beat is left to the others.
    return grid[:-4] + "." * 4


def _thinned(piece: Piece, notes: list[Note]) -> list[Note]:
    # Hands have limits: above 150 quarter notes a minute sixteenths between the eighths are left out.
    if piece.tempo_bpm <= 150:
        return notes
    keepers = {DRUM_KEYS[name] for name in _TIMEKEEPERS}
    return [
        n
        for n in notes
        if (n.start_beat * 2) % 1 == 0 or (n.articulation != "ghost" and n.pitch not in keepers)
    ]


def _deserves_crash(piece: Piece, section: SectionPlan) -> bool:
    return section.intensity >= 0.55 or (section.kind == "chorus" and section.intensity >= 0.5)
