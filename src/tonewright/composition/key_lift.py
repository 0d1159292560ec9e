"""The key lift: the last chorus, and all after it, a step higher, without a bridge (the truck driver's gear change)."""

from dataclasses import replace

from tonewright.composition.piece import Piece
from tonewright.composition.score import ChordSpan, Note, Part, Score, VocalPart
from tonewright.speech.roster import voice_named
from tonewright.theory.chord import make_chord

_UNPITCHED = ("drums", "percussion", "fx")


def lifted(piece: Piece, score: Score) -> Score:
    """The score with its end moved up where the style does so.

    It stays as it is where the brief names a key or chords, where the section does not come back, and where the
    singer would have to leave the voice's range.
    """
    lift = piece.style.lift
    asked = piece.given_chords or piece.brief.key.value is not None
    start = next((s.start_bar for s in piece.sections if lift and s.kind == lift[0] and s.is_last), None)
    if lift is None or asked or start is None:
        return score
    beat, semitones = start * piece.meter.bar_beats, lift[1]
    sung = [n.pitch for v in score.vocals for line in v.lines for s in line.syllables for n in s.notes if _in(n, beat)]
    if sung and max(sung) + semitones > voice_named(piece.brief.voice.value).high:
        return score
    return replace(
        score,
        chords=tuple(_chord(span, semitones) if span.start_beat >= beat - 1e-6 else span for span in score.chords),
        parts=tuple(_part(part, beat, semitones) for part in score.parts),
        vocals=tuple(_vocal(vocal, beat, semitones) for vocal in score.vocals),
    )


def _in(note: Note, beat: float) -> bool:
    return note.start_beat >= beat - 0.3


def _moved(note: Note, beat: float, semitones: int) -> Note:
    return replace(note, pitch=note.pitch + semitones) if _in(note, beat) else note


def _chord(span: ChordSpan, semitones: int) -> ChordSpan:
    chord = span.chord
    if chord is None:
        return span
    flats = "b" in chord.text[1:2]
    bass = None if chord.bass == chord.root else chord.bass + semitones
    return replace(span, chord=make_chord(chord.root + semitones, chord.quality, flats, bass))


def _part(part: Part, beat: float, semitones: int) -> Part:
    if part.role in _UNPITCHED:
        return part
    return replace(part, notes=tuple(_moved(n, beat, semitones) for n in part.notes))


def _vocal(vocal: VocalPart, beat: float, semitones: int) -> VocalPart:
    lines = tuple(
        replace(
            line,
            syllables=tuple(
                replace(s, notes=tuple(_moved(n, beat, semitones) for n in s.notes)) for s in line.syllables
            ),
        )
        for line in vocal.lines
    )
    return replace(vocal, lines=lines)
