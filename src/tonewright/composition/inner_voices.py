"""Inner voices: what the right hand of a pianist plays under the tune."""

from dataclasses import replace

from tonewright.composition.accents import strength
from tonewright.composition.harmony import scale_over
from tonewright.composition.piece import Piece, SectionPlan
from tonewright.composition.score import Note

_SPAN = 12
"""An octave under the tune: what one hand reaches."""
_UNDER = 3
_SOFTER = 0.66
_LONG_BEATS = 1.5
_STRONG = 0.8
_CLASH_BEATS = 0.2


def play_under(piece: Piece, section: SectionPlan, tune: tuple[Note, ...], voices: int, low: int) -> list[Note]:
    """Chord tones under the tune's strong and long notes, `voices` of them, none below `low`.

    Under a long note the lowest of them moves on by step, so that something sings on while the tune rests. From three
    voices up the tune is doubled an octave below as well.
    """
    beats = piece.meter.bar_beats
    start, end = section.start_bar * beats, section.end_bar * beats
    sung = [n for n in tune if start <= n.start_beat < min(end, piece.final_beat)]
    places = [n for n in sung if strength(piece, n.start_beat) >= _STRONG or n.duration_beats >= 1.0]
    notes: list[Note] = []
    for index, note in enumerate(places):
        span = piece.span_at(note.start_beat)
        if span.chord is None:
            continue
        floor = max(low, note.pitch - _SPAN)
        under = [p for p in range(note.pitch - _UNDER, floor - 1, -1) if p % 12 in span.chord.pitch_classes][:voices]
        following = places[index + 1].start_beat if index + 1 < len(places) else end
        until = min(following, span.start_beat + span.duration_beats, note.end_beat + 0.5)
        level = _SOFTER * note.velocity
        inner = [Note(note.start_beat, until - note.start_beat, p, level) for p in under]
        if inner and note.duration_beats >= _LONG_BEATS and until - note.start_beat >= _LONG_BEATS:
            inner[-1:] = _moving(piece, inner[-1], floor)
        notes += inner
    if voices >= 3:
        struck = {(n.start_beat, n.pitch) for n in notes}
        low_octave = [replace(n, pitch=n.pitch - _SPAN, velocity=0.8 * n.velocity) for n in sung]
        notes += [n for n in low_octave if n.pitch >= low and (n.start_beat, n.pitch) not in struck]
    return notes


def off_the_keys(notes: list[Note], others: list[Note]) -> list[Note]:
    """The notes without those whose key another hand holds or strikes then; one that is struck later ends in time."""
    by_key: dict[int, list[Note]] = {}
    for other in others:
        by_key.setdefault(other.pitch, []).append(other)
    found = []
    for note in notes:
        held = by_key.get(note.pitch, ())
        if any(o.start_beat - _CLASH_BEATS < note.start_beat < o.end_beat - 1e-6 for o in held):
            continue
        until = min([o.start_beat for o in held if note.start_beat < o.start_beat < note.end_beat] + [note.end_beat])
        found.append(replace(note, duration_beats=until - note.start_beat))
    return found


def _moving(piece: Piece, note: Note, floor: int) -> list[Note]:
    """The note, and in its second half the next step of the scale below it, or above where there is no room."""
    half = note.duration_beats / 2
    at = note.start_beat + half
    chord = piece.chord_at(at)
    scale = chord.pitch_classes if piece.given_chords and chord else scale_over(piece.key, chord)
    near = [p for p in (note.pitch - 1, note.pitch - 2, note.pitch + 2, note.pitch + 1) if p % 12 in scale]
    near = [p for p in near if p >= floor]
    if not near:
        return [note]
    return [
        replace(note, duration_beats=half),
        Note(at, half, near[0], 0.92 * note.velocity),
    ]
