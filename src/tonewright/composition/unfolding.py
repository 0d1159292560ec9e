"""Unfolding: a score that was written on the grid of one meter, back on the measures of the file that it follows."""

from dataclasses import replace

from tonewright.composition.score import ChordSpan, Note, Part, Score, SungLine, VocalPart
from tonewright.transcription.bars import Bars

_SHORTEST_BEATS = 0.05


def unfolded(score: Score, bars: Bars) -> Score:
    """The score in the beats of the file; what falls on a part of a bar that the file has not is left out."""
    if bars.is_regular:
        return score
    return replace(
        score,
        bar_starts=tuple(span.start for span in bars.spans),
        chords=tuple(
            _chord(span, bars) for span in score.chords if bars.is_heard(span.start_beat) or _fills(span, bars)
        ),
        parts=tuple(part for part in (_part(part, bars) for part in score.parts) if part.notes),
        vocals=tuple(_vocal(vocal, bars) for vocal in score.vocals),
    )


def _fills(span: ChordSpan, bars: Bars) -> bool:
    """Whether a chord that begins before its bar's own beginning is still there in it."""
    return bars.to_file(span.start_beat + span.duration_beats) > bars.to_file(span.start_beat) + 1e-6


def _chord(span: ChordSpan, bars: Bars) -> ChordSpan:
    start = bars.to_file(span.start_beat)
    end = bars.to_file(span.start_beat + span.duration_beats - 1e-6)
    return replace(span, start_beat=start, duration_beats=max(end - start + 1e-6, _SHORTEST_BEATS))


def _part(part: Part, bars: Bars) -> Part:
    return replace(part, notes=tuple(_note(note, bars) for note in part.notes if bars.is_heard(note.start_beat)))


def _note(note: Note, bars: Bars) -> Note:
    start = bars.to_file(note.start_beat)
    end = bars.to_file(note.end_beat - 1e-6) + 1e-6
    return replace(note, start_beat=start, duration_beats=max(end - start, _SHORTEST_BEATS))


def _vocal(vocal: VocalPart, bars: Bars) -> VocalPart:
    return replace(vocal, lines=tuple(_line(line, bars) for line in vocal.lines))


def _line(line: SungLine, bars: Bars) -> SungLine:
    return replace(
        line,
        syllables=tuple(
            replace(syllable, notes=tuple(_note(note, bars) for note in syllable.notes)) for syllable in line.syllables
        ),
    )
