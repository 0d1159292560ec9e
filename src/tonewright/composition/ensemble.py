"""The ensemble: every cast role writes its part, and the mix preset goes with it."""

from collections.abc import Callable
from dataclasses import replace

from tonewright.composition.bass import play_bass
from tonewright.composition.breath import breathed
from tonewright.composition.comping import play_chords
from tonewright.composition.counter import Spans, busy_spans, filled, play_answers, play_counter, with_room
from tonewright.composition.course import beginners, rested
from tonewright.composition.drums import play_drums, play_percussion
from tonewright.composition.dynamics import swelled
from tonewright.composition.echo import echoed
from tonewright.composition.effects import play_effects
from tonewright.composition.given_lead import in_register, with_lead
from tonewright.composition.inner_voices import off_the_keys
from tonewright.composition.instruments import Instrument, instrument
from tonewright.composition.melody import play_melody, quoted
from tonewright.composition.orchestration import CHORD_ROLES, cast, stretches_of, wanted_roles
from tonewright.composition.ornaments import ornamented
from tonewright.composition.part_wishes import base_of, bent
from tonewright.composition.piece import Piece, SectionPlan
from tonewright.composition.quartet import agreed, taken_up
from tonewright.composition.score import Note, Part, SungLine
from tonewright.composition.stop_time import stopped
from tonewright.composition.technique import technique_for, variants, wish_for

# What a palette role is called in the score.
_SCORE_ROLES = {
    "kit": "drums", "percussion": "percussion", "bass": "bass", "comp1": "comp", "comp2": "comp", "pad": "pad",
    "strings": "pad", "melody": "melody", "counter": "counter", "colour": "colour", "fx": "fx",
}  # fmt: skip

# Roles that sound in a stem of their own, whatever plays them.
_OWN_STEMS = {"melody": "lead", "percussion": "percussion", "bass": "bass", "kit": "drums"}

# Who plays the beat.
_RHYTHM: dict[str, Callable[[Piece, list[SectionPlan], str], list[Note]]] = {
    "kit": play_drums, "percussion": play_percussion, "bass": play_bass,
    "fx": lambda piece, _, name: play_effects(piece, name),
}  # fmt: skip

# Whoever was asked for by name stands no lower in the mix, and is heard in no fewer bars.
_HEARD_DB = -9.0
_HEARD_SHARE = 0.25


def write_parts(piece: Piece, sung: tuple[SungLine, ...] = ()) -> tuple[Part, ...]:
    """The instrumental parts of a piece; `sung` are the voice's lines, for which they make room."""
    players = cast(piece.brief, piece.style)
    players = with_lead(piece, players) if piece.tune else players
    stretches = stretches_of(piece, players)
    wanted = wanted_roles(piece.brief, piece.style)
    if piece.tune:
        melody = in_register(piece.tune, players["melody"])
        _, inner = agreed(piece, players, stretches, melody)
    else:
        melody = _melody(piece, players, stretches.get("counter", []), sung)
        melody, inner = agreed(piece, players, stretches, melody)
    busy = busy_spans(melody, sung)
    parts: list[Part] = []
    alone, beginning = beginners(piece.brief, players), list[str]()
    # A tune that is given is played as it is.
    told = [replace(_part(piece, "melody", players["melody"], melody, [], True), exact=True)] if piece.tune else []
    for role, name in players.items():
        sections, base = stretches[role], base_of(role)
        technique = technique_for(piece.brief, role, name)
        if base == "melody":
            if told:
                continue
            notes = melody
        elif base == "counter":
            notes = ornamented(piece, _counter(piece, sections, name, busy, role in wanted), name)
            notes = echoed(piece, notes, sections, melody, name)
        elif base in CHORD_ROLES:
            notes = play_chords(piece, sections, role, name, tuple(melody), inner.get(role, ()))
        else:
            notes = _RHYTHM[base](piece, sections, name)
        if base in ("melody", "counter"):
            notes = breathed(piece, notes, name)
        notes = technique.touched(notes)
        notes = swelled(piece, notes)
        if role in piece.style.alike and role != "melody" and name == players.get("melody"):
            notes = off_the_keys(notes, [*melody, *(n for p in parts if p.instrument == name for n in p.notes)])
        for player, own in taken_up(piece, base, name, notes):
            if own:
                parts.append(_part(piece, role, player, own, [*told, *parts], role in wanted))
                beginning += [parts[-1].name] if role in alone else []
    return (*told, *stopped(piece, rested(piece, parts, frozenset(beginning))))


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
    if "melody" in beginners(piece.brief, players) and piece.sections[0].lyrics is None:
        free = [piece.sections[0], *(s for s in free if s.start_bar)]
    free = bent(piece, free, name)
    themes = ornamented(piece, play_melody(piece, free, name, quoted(piece, sung)), name)
    if any(wish.role == "answer" and players.get("counter") in variants(wish) for wish in piece.brief.parts):
        themes = with_room(piece, themes)
    alone = bent(piece, [s for s in piece.sections if s.lyrics is not None and s not in countered], name)
    notes = themes + play_answers(piece, alone, name, busy_spans(themes, sung), sparse=True)
    if "melody" not in wanted_roles(piece.brief, piece.style):
        return notes
    return filled(piece, notes, bent(piece, list(piece.sections), name), name, _HEARD_SHARE)


def _counter(piece: Piece, sections: list[SectionPlan], name: str, busy: Spans, wanted: bool) -> list[Note]:
    """The counter-line; a player who was asked to answer does only that, one who was asked for is heard enough."""
    wish = wish_for(piece.brief, name)
    answers = wish is not None and wish.role == "answer"
    notes = (
        play_answers(piece, bent(piece, list(piece.sections), name), name, busy, urged=True)
        if answers
        else play_counter(piece, sections, name, busy)
    )
    return filled(piece, notes, bent(piece, list(piece.sections), name), name, _HEARD_SHARE) if wanted else notes


def _part(piece: Piece, role: str, name: str, notes: list[Note], others: list[Part], wanted: bool) -> Part:
    base, technique = base_of(role), technique_for(piece.brief, role, name)
    mix = piece.style.mix[base]
    player = instrument(name)
    stem = _OWN_STEMS.get(base, player.stem)
    level_db = (max(mix.level_db, _HEARD_DB) if wanted else mix.level_db) + technique.level_db
    label = name.replace("_", " ")
    if name in piece.style.palette[base]:
        label = piece.style.called.get(base, label)
    elif any(row.get(base) == name for row in piece.style.instead.values()):
        label = f"{piece.style.called.get(base, base)}, {label}"
    if any(part.name == label for part in others):
        label = f"{label}, {role}"
    return Part(
        label, _SCORE_ROLES[base], stem, name,
        tuple(sorted(_within(notes, player), key=lambda n: (n.start_beat, n.pitch))),
        level_db, mix.pan, min(1.0, mix.reverb + technique.reverb), mix.delay, piece.style.lent.get(base, ""),
    )  # fmt: skip


def _within(notes: list[Note], player: Instrument) -> list[Note]:
    """The notes in the player's range: what lies beyond it is played an octave nearer."""
    if player.fits("rhythm"):
        return notes
    return [
        replace(n, pitch=n.pitch - 12 if n.pitch > player.high else n.pitch + 12)
        if not player.low <= n.pitch <= player.high
        else n
        for n in notes
    ]
