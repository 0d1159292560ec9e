"""What a part's lines will sound like in time: phones on notes, and when each word is heard."""

from dataclasses import dataclass

from tonewright.performance.performed import SungPart, TimedLine
from tonewright.render.voice.alignment import Nucleus, align, sung_words
from tonewright.render.voice.analysis import SpokenLine, speak_line
from tonewright.render.voice.timing import Piece, time_map
from tonewright.speech.roster import ArtistVoice, voice_named


@dataclass(frozen=True)
class TimedWord:
    """A word as it is heard in the track: from its first phone's start to its last phone's end."""

    text: str
    start_s: float
    end_s: float


@dataclass(frozen=True, eq=False)
class PlannedLine:
    """A line ready to be sung; `words` maps a word's index in the line to its text."""

    spoken: SpokenLine
    nuclei: tuple[Nucleus, ...]
    pieces: tuple[Piece, ...]
    words: dict[int, str]


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


def sung_word_times(part: SungPart) -> tuple[TimedWord, ...]:
    """When each word of the part sounds, in the order sung. Raises SpeechError as `sing` does."""
    found: list[TimedWord] = []
    for planned in plan_part(part):
        for index, text in planned.words.items():
            own = [piece for piece in planned.pieces if piece.word == index]
            found.append(TimedWord(text, own[0].start_s, own[-1].end_s))
    return tuple(found)


def _plan(line: TimedLine, voice: ArtistVoice, room_s: float) -> PlannedLine:
    words = sung_words(line)
    spoken = speak_line(tuple(text for _, text in words), voice.engine, voice.engine_voice)
    nuclei = align(line, spoken.utterance)
    pieces = time_map(nuclei, voice.sound.word_gap_s, room_s)
    return PlannedLine(spoken, nuclei, pieces, dict(words))


def _first_note_s(line: TimedLine) -> float:
    return next(syllable.notes[0].start_s for syllable in line.syllables if syllable.notes)
