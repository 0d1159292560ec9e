"""The key lift: the last chorus, and all after it, a step higher, without a bridge (the truck driver's gear change)."""

from dataclasses import replace

from tonewright.brief.brief import Brief
from tonewright.composition.instruments import instrument
from tonewright.composition.piece import Piece, SectionPlan
from tonewright.composition.score import ChordSpan, Note, Part, Score, VocalPart
from tonewright.composition.style import Style
from tonewright.speech.roster import voice_named
from tonewright.theory.chord import make_chord
from tonewright.theory.key import Key
from tonewright.theory.meter import Meter
from tonewright.theory.seeds import rng

# What comes but twice has not been heard often enough to be lifted.
_FROM_TIME = 3
# What a change of key is heard in, the first that comes back.
_CARRYING = ("chorus", "drop", "instrumental", "solo", "verse")
_WHOLE_TONE = 0.6
_UNPITCHED = ("drums", "percussion", "fx")


def lifted(piece: Piece, score: Score) -> Score:
    """The score with its end moved up where the style does so, or the brief asks for it.

    It stays as it is where the singer would have to leave the voice's range.
    """
    lift = lift_of(piece.brief, piece.style, piece.sections)
    if lift is None:
        return score
    start, semitones = lift
    beat = start * piece.meter.bar_beats
    if any(_highest(vocal, beat) + semitones > voice_named(vocal.voice).high for vocal in score.vocals):
        return score
    return replace(
        score,
        chords=tuple(_chord(span, semitones) if span.start_beat >= beat - 1e-6 else span for span in score.chords),
        parts=tuple(_part(part, beat, semitones) for part in score.parts),
        vocals=tuple(_vocal(vocal, beat, semitones) for vocal in score.vocals),
    )


def lift_of(brief: Brief, style: Style, sections: tuple[SectionPlan, ...]) -> tuple[int, int] | None:
    """The bar from which all stands higher, and by how many semitones; None where nothing does.

    A style lifts what comes three times or more, unless the brief names a key; a brief that asks for a change has it
    in the last chorus, by a whole or a half tone. Chords that the user wrote are never moved.
    """
    if brief.chords.value is not None:
        return None
    if brief.course.key_change:
        returns = [s for kind in _CARRYING for s in sections if s.kind == kind and s.is_last]
        semitones = 2 if rng(brief.seed, "key change").random() < _WHOLE_TONE else 1
        voice = voice_named(brief.voice.value) if brief.kind == "song" else None
        if not returns or (voice is not None and voice.best_high + semitones > voice.high):
            return None
        return returns[0].start_bar, semitones
    if style.lift is None or brief.key.value is not None:
        return None
    kind, semitones = style.lift
    last = [s.start_bar for s in sections if s.kind == kind and s.is_last and s.time >= _FROM_TIME]
    return (last[0], semitones) if last else None


def with_pivot(
    brief: Brief, style: Style, key: Key, meter: Meter, sections: tuple[SectionPlan, ...], spans: tuple[ChordSpan, ...]
) -> tuple[ChordSpan, ...]:
    """The chords with the dominant of the new key in the bar before an asked change of key."""
    lift = lift_of(brief, style, sections) if brief.course.key_change else None
    if lift is None or lift[0] < 1:
        return spans
    start, end = (lift[0] - 1) * meter.bar_beats, lift[0] * meter.bar_beats
    tonic = Key((key.tonic + lift[1]) % 12, key.mode)
    names = ("V7sus4", "V7") if meter.name == "4/4" else ("V7",)
    share = meter.bar_beats / len(names)
    pivot = [ChordSpan(start + i * share, share, tonic.numeral(name)) for i, name in enumerate(names)]
    before = [
        replace(s, duration_beats=min(s.duration_beats, start - s.start_beat))
        for s in spans
        if s.start_beat < start - 1e-6
    ]
    return (*before, *pivot, *(s for s in spans if s.start_beat >= end - 1e-6))


def _highest(vocal: VocalPart, beat: float) -> int:
    """The highest note that a voice sings from a beat on, 0 where it is silent."""
    notes = (n for line in vocal.lines for s in line.syllables for n in s.notes)
    return max((n.pitch for n in notes if _in(n, beat)), default=0)


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
    high = instrument(part.instrument).high
    notes = (_moved(n, beat, semitones) for n in part.notes)
    return replace(part, notes=tuple(replace(n, pitch=n.pitch - 12) if n.pitch > high else n for n in notes))


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
