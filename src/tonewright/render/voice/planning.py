"""What a part's lines will sound like in time: phones on notes, and when each word is heard."""

from dataclasses import dataclass, replace

import numpy as np

from tonewright.performance.performed import SungPart, TimedLine, TimedSpan
from tonewright.render.voice.alignment import Nucleus, align, sung_words
from tonewright.render.voice.analysis import SpokenLine, speak_line
from tonewright.render.voice.timing import Piece, time_map
from tonewright.speech.casting import speaker
from tonewright.speech.languages import language_of
from tonewright.speech.roster import ArtistVoice, voice_named
from tonewright.speech.utterance import Phone, Utterance

# A word after so much silence begins a phrase; within one, a closure belongs to the word.
_REST_S = 0.1
_WINDOW_S = 0.003
# A burst has begun where the power is within 15 dB of the phone's greatest.
_BURST_POWER = 10.0**-1.5


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
        """Each word from its first phone's start to its last phone's end, in the order sung.

        After a rest the closure that a stop begins with is silence too, and the word is heard from its burst on.
        """
        spans: list[TimedSpan] = []
        sung_until_s = float("-inf")
        for index, text in self.words.items():
            own = [piece for piece in self.pieces if piece.word == index]
            start_s = own[0].start_s
            if start_s - sung_until_s > _REST_S:
                start_s += _closure_share(own[0].phone, self.spoken.utterance) * (own[0].end_s - start_s)
            sung_until_s = own[-1].end_s
            spans.append(TimedSpan(start_s, sung_until_s, text))
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


def _closure_share(phone: Phone, said: Utterance) -> float:
    """The share 0…1 of a phone that is silent before its burst; 0 for one that begins without a closure."""
    if not phone.closed:
        return 0.0
    window = round(_WINDOW_S * said.sample_rate)
    first, last = round(phone.start_s * said.sample_rate), round(phone.end_s * said.sample_rate)
    count = (last - first) // window
    if count < 2:
        return 0.0
    power = np.square(said.samples[first : first + count * window]).reshape(count, window).mean(axis=1)
    return float(np.argmax(power >= power.max() * _BURST_POWER)) / count


def _first_note_s(line: TimedLine) -> float:
    return next(syllable.notes[0].start_s for syllable in line.syllables if syllable.notes)
