"""The ensemble: every cast role writes its part, and the mix preset goes with it."""

from tonewright.composition.bass import play_bass
from tonewright.composition.comping import play_chords
from tonewright.composition.counter import busy_spans, play_answers, play_counter
from tonewright.composition.drums import play_drums, play_percussion
from tonewright.composition.dynamics import swelled
from tonewright.composition.effects import play_effects
from tonewright.composition.inner_voices import off_the_keys
from tonewright.composition.instruments import instrument
from tonewright.composition.melody import play_melody, quoted
from tonewright.composition.orchestration import CHORD_ROLES, cast, stretches_of
from tonewright.composition.piece import Piece, SectionPlan
from tonewright.composition.score import Note, Part, SungLine

# What a palette role is called in the score.
_SCORE_ROLES = {
    "kit": "drums", "percussion": "percussion", "bass": "bass", "comp1": "comp", "comp2": "comp", "pad": "pad",
    "strings": "pad", "melody": "melody", "counter": "counter", "colour": "colour", "fx": "fx",
}  # fmt: skip

# Roles that sound in a stem of their own, whatever plays them.
_OWN_STEMS = {"melody": "lead", "percussion": "percussion", "bass": "bass", "kit": "drums"}


def write_parts(piece: Piece, sung: tuple[SungLine, ...] = ()) -> tuple[Part, ...]:
    """The instrumental parts of a piece; `sung` are the voice's lines, for which they make room."""
    players = cast(piece.brief, piece.style)
    stretches = stretches_of(piece, players)
    melody = _melody(piece, players, stretches.get("counter", []), sung)
    busy = busy_spans(melody, sung)
    parts: list[Part] = []
    for role, name in players.items():
        sections = stretches[role]
        if role == "melody":
            notes = melody
        elif role == "counter":
            notes = play_counter(piece, sections, name, busy)
        elif role == "kit":
            notes = play_drums(piece, sections, name)
        elif role == "percussion":
            notes = play_percussion(piece, sections, name)
        elif role == "bass":
            notes = play_bass(piece, sections, name)
        elif role in CHORD_ROLES:
            notes = play_chords(piece, sections, role, name, tuple(melody))
        else:
            notes = play_effects(piece, name)
        notes = swelled(piece, notes)
        if role in piece.style.alike and role != "melody" and name == players.get("melody"):
            notes = off_the_keys(notes, [*melody, *(n for p in parts if p.instrument == name for n in p.notes)])
        if notes:
            parts.append(_part(piece, role, name, notes, parts))
    return tuple(parts)


def _melody(
    piece: Piece,
    players: dict[str, str],
    countered: list[SectionPlan],
    sung: tuple[SungLine, ...],
) -> list[Note]:
    """The lead: themes where nobody sings; between the sung lines answers, unless the counter gives them."""
    if "melody" not in players:
        return []
    name = players["melody"]
    free = [s for s in piece.sections if s.lyrics is None and s.kind not in piece.style.lead_rests]
    if not free and not sung:
        free = list(piece.sections)
    themes = play_melody(piece, free, name, quoted(piece, sung))
    alone = [s for s in piece.sections if s.lyrics is not None and s not in countered]
    return themes + play_answers(piece, alone, name, busy_spans(themes, sung), sparse=True)


def _part(piece: Piece, role: str, name: str, notes: list[Note], others: list[Part]) -> Part:
    mix = piece.style.mix[role]
    player = instrument(name)
    stem = _OWN_STEMS.get(role, player.stem)
    label = name.replace("_", " ")
    if name in piece.style.palette[role]:
        label = piece.style.called.get(role, label)
    if any(part.name == label for part in others):
        label = f"{label}, {role}"
    return Part(
        label, _SCORE_ROLES[role], stem, name, tuple(sorted(notes, key=lambda n: (n.start_beat, n.pitch))),
        mix.level_db, mix.pan, mix.reverb, mix.delay, piece.style.lent.get(role, ""),
    )  # fmt: skip
