"""Echoes: what backing voices sing in the gap that the lead leaves.

What the lyrics put in parentheses is sung there, word by word; in styles whose choirs answer, the last words of a line
come again. An echo of the lead's own words has the lead's own notes, as far as the chords allow.
"""

from collections.abc import Sequence

import numpy as np

from tonewright.brief.brief import LyricLine, LyricWord
from tonewright.composition.accents import strength
from tonewright.composition.contour import Slot, draw
from tonewright.composition.harmony import tune_scale
from tonewright.composition.lyric_setting import BREATH_S, ECHO_PACE, Clockwork, SetSyllable, set_line, sung_s
from tonewright.composition.piece import Piece
from tonewright.composition.score import Note, SungLine, SungSyllable
from tonewright.composition.vocal_lead import TakenLine
from tonewright.composition.vocal_style import VocalStyle
from tonewright.speech.roster import ArtistVoice

_AFTER_S = 0.12
_LEEWAY_BEATS = 0.5
_MOST_ANSWERED = 4
_NO_HABIT = np.zeros(16)
# Where an echo's own words begin and end, against the lead's last note, in semitones.
_FROM, _TO = 3.0, -2.0
_LOUD = 0.72


class EchoWriter:
    """Sets echoes and answers for one backing voice; others may sing them in harmony."""

    def __init__(self, piece: Piece, style: VocalStyle, voice: ArtistVoice, span: tuple[int, int]) -> None:
        self.piece, self.style, self.voice, self.span = piece, style, voice, span
        self.beat_s = 60.0 / piece.tempo_bpm
        self.free_from = 0.0

    def echo(self, taken: TakenLine, line: LyricLine) -> SungLine:
        """A backing line after the lead's, where possible before the next one begins."""
        starts = max(taken.last_beat + _AFTER_S / self.beat_s, self.free_from)
        return self._set(taken, line, starts)

    def answer(self, taken: TakenLine, until: float) -> SungLine | None:
        """The line's last words again, None where there is no room for them before the beat `until`."""
        starts = max(taken.last_beat + _AFTER_S / self.beat_s, self.free_from)
        words = _last_words(taken.words)
        if not words:
            return None
        line = LyricLine(" ".join(w.text for w in words), words, "backing", taken.words.language)
        if starts + self._needed(line) > until:
            return None
        return self._set(taken, line, starts)

    def _needed(self, line: LyricLine) -> float:
        return sung_s(line, ECHO_PACE) / self.beat_s

    def _set(self, taken: TakenLine, line: LyricLine, starts: float) -> SungLine:
        bar_beats = self.piece.meter.bar_beats
        bars = (starts + self._needed(line) + _LEEWAY_BEATS - taken.start) / bar_beats
        clock = Clockwork(
            self.piece.meter,
            self.piece.tempo_bpm,
            ECHO_PACE,
            self.piece.style.syncopation,
            _NO_HABIT,
            self.style.hold_s,
        )
        syllables = set_line(line, bars, starts - taken.start, clock)
        pitches = self._pitches(taken, line, syllables)
        notes = [
            Note(taken.start + one.start, one.duration, pitch, min(_LOUD + 0.12 * one.stress, 1.0), "legato")
            for one, pitch in zip(syllables, pitches, strict=True)
        ]
        self.free_from = notes[-1].end_beat + BREATH_S / self.beat_s
        language = line.language or taken.line.language
        return SungLine(
            line.text,
            tuple(word.text for word in line.words),
            taken.line.section,
            tuple(SungSyllable(s.text, s.word, (n,)) for s, n in zip(syllables, notes, strict=True)),
            language,
        )

    def _pitches(self, taken: TakenLine, line: LyricLine, syllables: Sequence[SetSyllable]) -> list[int]:
        tune = [syllable.notes[-1].pitch for syllable in taken.line.syllables]
        same = _bare(taken.words.words)[-len(line.words) :] == _bare(line.words) and len(tune) >= len(syllables)
        middle = (self.voice.best_low + self.voice.best_high) / 2
        octave = 12 * round((middle - sum(tune) / len(tune)) / 12)
        slots = []
        for index, one in enumerate(syllables):
            at = taken.start + one.start
            chord = self.piece.harmony_at(at)
            way = index / max(len(syllables) - 1, 1)
            target = tune[index - len(syllables)] if same else tune[-1] + _FROM + (_TO - _FROM) * way
            last = index == len(syllables) - 1
            slots.append(
                Slot(
                    at, one.duration, max(strength(self.piece, at), 0.9 if last else 0.0), chord.pitch_classes,
                    tune_scale(self.piece, chord), float(target + octave), 0.8 if same else 0.3, (), index == 0,
                    accent=1 if one.stress else -1,
                )
            )  # fmt: skip
        low = max(self.span[0], self.voice.best_low - 2)
        return draw(slots, low, min(self.span[1], self.voice.best_high + 2), 0.4, np.full(len(slots), 0.5))


def _last_words(line: LyricLine) -> tuple[LyricWord, ...]:
    """The line's last words from a stressed one on, at most four syllables; none where the last word is longer."""
    found: list[LyricWord] = []
    count = 0
    for word in reversed(line.words):
        count += len(word.syllables)
        if count > _MOST_ANSWERED:
            break
        found.insert(0, word)
    while len(found) > 1 and not found[0].syllables[0].stress:
        del found[0]
    return tuple(found)


def _bare(words: Sequence[LyricWord]) -> list[str]:
    return ["".join(c for c in word.text.casefold() if c.isalnum()) for word in words]
