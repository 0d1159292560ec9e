"""Ornaments: the short notes with which a fiddler, piper or picker decorates a tune.

What they are and where they fall follows Grey Larsen, "The Essential Guide to Irish Flute and Tin Whistle" (2003),
chapters 7 to 10; how often they come is ours.
"""

from dataclasses import replace
from itertools import pairwise

from tonewright.composition.accents import strength
from tonewright.composition.harmony import scale_over
from tonewright.composition.piece import Piece
from tonewright.composition.score import Note
from tonewright.theory.seeds import rng

# cut: a flick from above before a note; hammer: the same from the step below; roll: a long note parted into three by
# a cut and by a tap from below; tremolo: a long note struck again and again, as on a mandolin; scoop: a note that is
# bent up to from a tone below; glide: a note that slides out of the one before it, as a synthesiser's portamento does.
ORNAMENTS = ("cut", "hammer", "roll", "tremolo", "scoop", "glide")

# A grace note has no length of its own to the ear: about 45 ms.
_GRACE_S = 0.045
_CUT_CHANCE, _HAMMER_CHANCE, _ROLL_CHANCE, _SCOOP_CHANCE, _GLIDE_CHANCE = 0.4, 0.3, 0.6, 0.6, 0.4
_ROLL_BEATS = 1.5
_TREMOLO_BEATS = 1.5
_STROKE_BEATS = 0.25
_OCTAVE = 12


def ornamented(piece: Piece, notes: list[Note], name: str) -> list[Note]:
    """The line with the ornaments that the style has for an instrument; over chords of the user's it is left alone."""
    kinds = piece.style.ornaments.get(name, piece.style.ornaments.get("any", ()))
    if not kinds or piece.given_chords:
        return notes
    grace = round(_GRACE_S * piece.tempo_bpm / 60, 4)
    found: list[Note] = []
    for before, note in pairwise([None, *notes]):
        assert note is not None
        # The same place in a tune that comes back is decorated otherwise: that is where players vary it.
        chance = float(rng(piece.seed, f"ornament/{note.start_beat:.2f}").random())
        long = note.duration_beats >= _ROLL_BEATS - 1e-6 and note.start_beat < piece.final_beat
        if long and "roll" in kinds and chance < _ROLL_CHANCE:
            found += _roll(piece, note, grace)
        elif note.duration_beats >= _TREMOLO_BEATS and "tremolo" in kinds and note.start_beat < piece.final_beat:
            found += _tremolo(note)
        else:
            if before is not None and found:
                found += _graced(piece, kinds, found, note, grace, chance)
            scooped = "scoop" in kinds and note.duration_beats >= 0.75 and chance < _SCOOP_CHANCE
            glided = "glide" in kinds and _joins(found, note) and chance > 1 - _GLIDE_CHANCE
            kind = "slide" if glided else "scoop" if scooped else note.articulation
            found.append(replace(note, articulation=kind))
    return found


def _graced(
    piece: Piece, kinds: tuple[str, ...], found: list[Note], note: Note, grace: float, chance: float
) -> list[Note]:
    """A grace note that takes its time from the note before, the last found, which it shortens."""
    before = found[-1]
    strong = strength(piece, note.start_beat) >= 0.35
    repeated = before.pitch == note.pitch and note.start_beat - before.end_beat < 0.26
    falls = before.pitch > note.pitch
    if "cut" in kinds and (repeated or (strong and falls and chance < _CUT_CHANCE)):
        pitch = _neighbour(piece, note, 1)
    elif "hammer" in kinds and strong and note.duration_beats >= 0.5 and chance < _HAMMER_CHANCE:
        pitch = _neighbour(piece, note, -1)
    else:
        return []
    if before.end_beat > note.start_beat - grace:
        if before.duration_beats < 3 * grace:
            return []
        room = note.start_beat - grace - before.start_beat
        found[-1] = replace(before, duration_beats=room, articulation="normal")
    return [Note(note.start_beat - grace, grace, pitch, note.velocity * 0.72)]


def _joins(found: list[Note], note: Note) -> bool:
    """Whether a note can slide out of the last one: without a gap, by an octave at most, and long enough to arrive."""
    if not found or note.duration_beats < 0.5:
        return False
    before = found[-1]
    return abs(before.end_beat - note.start_beat) < 1e-6 and 0 < abs(before.pitch - note.pitch) <= _OCTAVE


def _roll(piece: Piece, note: Note, grace: float) -> list[Note]:
    third = note.duration_beats / 3
    cut, tap = _neighbour(piece, note, 1), _neighbour(piece, note, -1)
    made = [replace(note, duration_beats=third - grace, articulation="normal")]
    for place, pitch in ((1, cut), (2, tap)):
        at = note.start_beat + place * third
        made.append(Note(at - grace, grace, pitch, note.velocity * 0.7))
        length = third - grace if place == 1 else third
        made.append(replace(note, start_beat=at, duration_beats=length, velocity=note.velocity * 0.88))
    return made


def _tremolo(note: Note) -> list[Note]:
    count = round(note.duration_beats / _STROKE_BEATS)
    share = note.duration_beats / count
    return [
        replace(
            note,
            start_beat=note.start_beat + index * share,
            duration_beats=share,
            velocity=note.velocity * (0.68 + 0.06 * (index % 2 == 0) + 0.2 * index / count),
            articulation="normal",
        )
        for index in range(count)
    ]


def _neighbour(piece: Piece, note: Note, direction: int) -> int:
    """The next step of the scale above (1) or below (−1) a note."""
    scale = scale_over(piece.key, piece.chord_at(note.start_beat))
    return next(p for p in (note.pitch + direction * step for step in range(1, 13)) if p % 12 in scale)
