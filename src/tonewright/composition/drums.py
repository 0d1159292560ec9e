"""Drums and percussion: the groove's grids as notes, with fills, crashes and room for ghost notes."""

from dataclasses import replace

from tonewright.composition.grids import DRUM_KEYS, LEVELS, bar_of, onsets, part_of, size
from tonewright.composition.piece import Piece, SectionPlan
from tonewright.composition.rhythm import GrooveBar, fill_steps, fitting, groove_bar
from tonewright.composition.score import Note
from tonewright.composition.technique import Technique, technique_for
from tonewright.theory.pitch import nearest

STEP_BEATS = 0.25
_CYMBALS = ("crash", "crash2", "china", "splash")
_TIMEKEEPERS = ("hat", "ride", "shaker", "pedal_hat", "cabasa", "maracas", "tambourine")


# The orchestra kit has concert instruments and timpani on the other keys (Roland GS, drum set 49).
_ORCHESTRA = {
    42: 27, 44: 28, 46: 29, 51: 30, 53: 30, 49: 59, 52: 59, 55: 59, 39: 38, 41: 36, 45: 36, 47: 38, 50: 40,
}  # fmt: skip


def play_drums(piece: Piece, sections: list[SectionPlan], name: str) -> list[Note]:
    """The kit's notes in the sections where it plays, and its last hit."""
    technique = technique_for(piece.brief, "kit", name)
    notes: list[Note] = []
    for section in sections:
        for bar in range(section.start_bar, section.end_bar):
            notes += _bar(piece, section, bar, groove_bar(piece, section, bar), technique)
        if section.kind == "build":
            notes += _roll(piece, section)
        if section.intensity >= piece.style.crash_from:
            start = section.start_bar * piece.meter.bar_beats
            notes = [n for n in notes if n.start_beat != start or n.pitch not in (42, 46, 51)]
            notes.append(Note(start, 1.0, DRUM_KEYS["crash"], 0.55 + 0.4 * section.intensity, "accent"))
    notes = _single(notes)
    if sections and sections[-1].end_bar == piece.final_bar:
        notes += _last_hit(piece, sections[-1].intensity)
    if name == "orchestra_kit":
        notes = [replace(n, pitch=_ORCHESTRA.get(n.pitch, n.pitch)) for n in notes]
    return notes


def play_percussion(piece: Piece, sections: list[SectionPlan], name: str) -> list[Note]:
    """Shakers, tambourines and hand drums above the kit; taiko and timpani have a part of their own."""
    technique = technique_for(piece.brief, "percussion", name)
    notes: list[Note] = []
    for section in sections:
        if name == "timpani":
            notes += _timpani(piece, section)
            continue
        shapes = _percussion_shapes(piece, section, name)
        for bar in range(section.start_bar, section.end_bar):
            offset = bar - section.start_bar
            lines = shapes[((offset + 1) // 4 + section.time - 1) % len(shapes)] if shapes else {}
            place = piece.grid_offset(section, bar)
            lines = {line: bar_of(grid, place, piece.meter.subdivisions) for line, grid in lines.items()}
            if name not in ("taiko", "timpani"):
                lines = technique.struck(lines, piece.meter.name)
            if offset % 8 == 7 and name != "taiko":
                lines = {line: _breathing(grid) for line, grid in lines.items()}
            notes += _hits(piece, section, bar, lines)
    if sections and sections[-1].end_bar == piece.final_bar and name == "taiko":
        notes.append(Note(piece.final_beat, 1.0, DRUM_KEYS["taiko_low"], 0.9, "accent"))
    return notes


def _percussion_shapes(piece: Piece, section: SectionPlan, name: str) -> list[dict[str, str]]:
    """The pattern and its variations, only the lines that the instrument has."""
    if not any(g.meter == piece.meter.name for g in piece.style.percussion):
        return []
    pattern = fitting(piece.style.percussion, piece, section, f"percussion/{section.kind}")
    shapes = [pattern.lines, *({**pattern.lines, **v} for v in pattern.variations)]
    taiko = name == "taiko"
    own = [{k: g for k, g in shape.items() if k.startswith("taiko") == taiko} for shape in shapes]
    if taiko and not own[0]:
        # A style without taiko lends it its kick and snare.
        groove = fitting(piece.style.grooves, piece, section, f"groove/{section.kind}")
        names = {"kick": "taiko_low", "snare": "taiko_mid", "rim": "taiko_mid", "clap": "taiko_high"}
        lines = [groove.lines, *({**groove.lines, **v} for v in groove.variations)]
        own = [{names[k]: g for k, g in shape.items() if k in names} for shape in lines]
    return own


def _timpani(piece: Piece, section: SectionPlan) -> list[Note]:
    """Roots on the strong beats of every second bar, and a roll into the next section."""
    beats = piece.meter.bar_beats
    notes = []
    for bar in range(section.start_bar, section.end_bar, 2):
        chord = piece.chord_at(bar * beats)
        if chord is not None:
            pitch = nearest(chord.bass, 45, 38, 57)
            level = 0.5 + 0.45 * section.intensity
            notes.append(Note(bar * beats, 1.0, pitch, level, "accent"))
            if section.intensity > 0.6:
                notes.append(Note(bar * beats + beats / 2, 0.5, pitch, level * 0.75))
    start = (section.end_bar - 1) * beats
    chord = piece.chord_at(section.end_bar * beats - 0.25)
    if chord is not None and section.bars > 2 and piece.span_at(start).chord == chord:
        pitch = nearest(chord.bass, 45, 38, 57)
        count = round(beats * 2)
        notes += [
            Note(
                start + beats / 2 + i * 0.25,
                0.25,
                pitch,
                (0.3 + 0.6 * i / count) * (0.5 + section.intensity / 2),
            )
            for i in range(count)
        ]
    return notes


def _roll(piece: Piece, section: SectionPlan) -> list[Note]:
    """The snare of a build: quarters, then eighths, then sixteenths, louder and louder."""
    beats = piece.meter.bar_beats
    start, length = section.start_bar * beats, (section.bars - 0.5) * beats
    notes = []
    at = 0.0
    while at < length:
        way = at / length
        gap = 1.0 if way < 0.5 else 0.5 if way < 0.78 or piece.tempo_bpm > piece.style.sixteenths_to_bpm else 0.25
        notes.append(Note(start + at, 0.25, DRUM_KEYS["snare"], 0.22 + 0.55 * way**1.5, "normal"))
        at += gap
    return notes


def _last_hit(piece: Piece, intensity: float) -> list[Note]:
    level = 0.5 + 0.4 * intensity
    return [
        Note(piece.final_beat, 0.5, DRUM_KEYS["kick"], level),
        Note(piece.final_beat, piece.ring_beats, DRUM_KEYS["crash"], level * 0.9),
    ]


def _bar(piece: Piece, section: SectionPlan, bar: int, groove: GrooveBar, technique: Technique) -> list[Note]:
    lines = {name: grid for name, grid in groove.lines.items() if name != "bass"}
    lines = technique.struck(lines, piece.meter.name)
    fill = groove.fill
    if fill is not None:
        keep = piece.meter.subdivisions - fill_steps(fill)
        kicks = "kick" not in fill.lines
        lines = {
            name: grid if name == "kick" and kicks else part_of(grid, 0, keep) + "." * (size(grid) - keep)
            for name, grid in lines.items()
        }
        for name, grid in fill.lines.items():
            base = lines.get(name, "." * piece.meter.subdivisions)
            lines[name] = part_of(base, 0, keep) + grid
    return _hits(piece, section, bar, lines)


def _hits(piece: Piece, section: SectionPlan, bar: int, lines: dict[str, str]) -> list[Note]:
    start = bar * piece.meter.bar_beats
    force = 0.66 + 0.34 * section.intensity
    # Hands have limits: at high tempos the sixteenths between the eighths are left out, unless a style lives on them.
    hurried = piece.tempo_bpm > piece.style.sixteenths_to_bpm
    notes = []
    for name, grid in lines.items():
        for step, held, mark, even in onsets(grid):
            kind = "ghost" if mark == "g" else "accent" if mark == "X" else "normal"
            if hurried and not even and step % 2 == 1 and (kind == "ghost" or name in _TIMEKEEPERS):
                continue
            length = 2.0 if name in _CYMBALS else held * STEP_BEATS
            notes.append(Note(start + step * STEP_BEATS, length, DRUM_KEYS[name], LEVELS[mark] * force, kind, even))
    return notes


def _breathing(grid: str) -> str:
    # The end of a phrase: the last beat is left to the others.
    return part_of(grid, 0, size(grid) - 4) + "." * 4


def _single(notes: list[Note]) -> list[Note]:
    """Of two hits on one drum at once, the louder."""
    found: dict[tuple[float, int], Note] = {}
    for note in notes:
        place = (note.start_beat, note.pitch)
        if place not in found or note.velocity > found[place].velocity:
            found[place] = note
    return list(found.values())
