"""What a part's lines will sound like in time: phones on notes, and when each word is heard."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from tonewright.performance.performed import SungPart, TimedLine, TimedSpan
from tonewright.render.voice.alignment import Nucleus, align, sung_words
from tonewright.render.voice.analysis import FRAME_S, SpokenLine, speak_line
from tonewright.render.voice.consonants import lift_db
from tonewright.render.voice.timing import Piece, time_map
from tonewright.speech.casting import speaker
from tonewright.speech.languages import language_of
from tonewright.speech.roster import ArtistVoice, voice_named
from tonewright.speech.utterance import Phone

# A word after so much silence begins a phrase; within one, a closure belongs to the word.
_REST_S = 0.1
# A word is heard where it is within 24 dB of its loudest. The murmur under 300 Hz is lower than what a song lets hear.
_AUDIBLE_DB = -24.0
_AUDIBLE_BAND_HZ = (300.0, 7_000.0)


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

        After a rest a word is heard from where it is audible: the closure that a stop begins with is silence, and
        the beginning of an h, an f or a w is far softer than the vowel behind it.
        """
        spans: list[TimedSpan] = []
        sung_until_s = float("-inf")
        for index, text in self.words.items():
            own = [piece for piece in self.pieces if piece.word == index]
            start_s = own[0].start_s
            if start_s - sung_until_s > _REST_S:
                start_s = _audible_from_s(own, self.spoken)
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


def _audible_from_s(pieces: Sequence[Piece], spoken: SpokenLine) -> float:
    """When a word's pieces are first as loud as _AUDIBLE_DB beside their loudest; at the latest as its vowel starts."""
    bins_per_hz = 2 * (spoken.log_envelope.shape[1] - 1) / spoken.utterance.sample_rate
    band = slice(*(round(hz * bins_per_hz) for hz in _AUDIBLE_BAND_HZ))
    levels_db = [_levels_db(piece.phone, spoken.log_envelope[:, band]) for piece in pieces]
    wanted_db = max(float(levels.max()) for levels in levels_db) + _AUDIBLE_DB
    for piece, levels in zip(pieces, levels_db, strict=True):
        audible = levels >= wanted_db
        if piece.is_vowel:
            return piece.start_s
        if audible.any():
            return piece.start_s + float(np.argmax(audible)) / len(levels) * (piece.end_s - piece.start_s)
    return pieces[0].start_s


def _levels_db(phone: Phone, log_envelope: NDArray[np.float32]) -> NDArray[np.float64]:
    """The level of each of a phone's frames, at least one, as it will be lifted."""
    first = min(int(phone.start_s / FRAME_S), len(log_envelope) - 1)
    rows = log_envelope[first : max(int(phone.end_s / FRAME_S), first + 1)].astype(np.float64)
    return np.asarray(10.0 * np.log10(np.exp(2.0 * rows).sum(axis=1) + 1e-14) + lift_db(phone))


def _first_note_s(line: TimedLine) -> float:
    return next(syllable.notes[0].start_s for syllable in line.syllables if syllable.notes)
