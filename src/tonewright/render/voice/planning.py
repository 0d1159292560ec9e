"""What a part's lines will sound like in time: phones on notes, and when each word is heard."""

from dataclasses import dataclass, replace

from tonewright.performance.performed import SungPart, TimedLine, TimedSpan
from tonewright.render.voice.alignment import Nucleus, align, sung_words
from tonewright.render.voice.analysis import SpokenLine, speak_line
from tonewright.render.voice.timing import Piece, time_map
from tonewright.speech.casting import speaker
from tonewright.speech.languages import language_of
from tonewright.speech.roster import ArtistVoice, voice_named


@dataclass(frozen=True, eq=False)
class PlannedLine:
    """A line ready to be sung; `words` maps a word's index in the line to its text."""

    spoken: SpokenLine
    nuclei: tuple[Nucleus, ...]
    pieces: tuple[Piece, ...]
    words: dict[int, str]
    line: TimedLine

    @property
    def heard(self) -> tuple[TimedSpan, ...]:
        """Each word from its first phone's start to its last phone's end, in the order sung."""
        spans: list[TimedSpan] = []
        for index, text in self.words.items():
            own = [piece for piece in self.pieces if piece.word == index]
            spans.append(TimedSpan(own[0].start_s, own[-1].end_s, text))
        return tuple(spans)


def plan_part(part: SungPart) -> tuple[PlannedLine, ...]:
    """The part's lines in the order they are sung, those without notes left out.

    Raises SpeechError if the part's voice is unknown or its speech engine is missing.
    """
    voice = voice_named(part.voice)
    plans: list[PlannedLine] = []
    free_from_s = 0.0
    for line in sorted((line for line in part.lines if sung_words(line)), key=_first_note_s):
        plans.append(_plan(line, voice, _first_note_s(line) - free_from_s))
        free_from_s = plans[-1].pieces[-1].end_s
    return tuple(plans)


def as_heard(part: SungPart) -> SungPart:
    """The part with every line's words timed as they are heard. Raises SpeechError as `sing` does."""
    heard = {id(planned.line): planned.heard for planned in plan_part(part)}
    return replace(part, lines=tuple(replace(line, heard=heard.get(id(line), ())) for line in part.lines))


def _plan(line: TimedLine, voice: ArtistVoice, room_s: float) -> PlannedLine:
    words = sung_words(line)
    spoken = speak_line(tuple(text for _, text in words), *speaker(voice, line.language))
    nuclei = align(line, spoken.utterance)
    gap_s = 0.0 if language_of(line.language).joined else voice.sound.word_gap_s
    pieces = time_map(nuclei, gap_s, room_s)
    return PlannedLine(spoken, nuclei, pieces, dict(words), line)


def _first_note_s(line: TimedLine) -> float:
    return next(syllable.notes[0].start_s for syllable in line.syllables if syllable.notes)
