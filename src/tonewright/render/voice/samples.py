"""The short sung phrase by which an artist voice introduces itself."""

import numpy as np
from numpy.typing import NDArray

from tonewright.performance.performed import PlayedNote, SungPart, TimedLine, TimedSyllable
from tonewright.render.voice.singer import sing
from tonewright.speech.roster import ArtistVoice
from tonewright.speech.syllables import syllabify

Phrase = tuple[tuple[str, tuple[int, ...], tuple[int, ...]], ...]
"""Lines, and for each of their syllables the steps above the lowest note and the length in eighth notes."""
PHRASE: Phrase = (
    ("Carry me over the open sea", (0, 2, 4, 7, 5, 4, 2, 4, 2), (1, 1, 1, 1, 1, 1, 1, 1, 4)),
    ("Morning is waiting to sing with me", (4, 5, 7, 9, 7, 5, 4, 2, 0), (1, 1, 1, 1, 1, 1, 1, 1, 5)),
)
_EIGHTH_S = 0.3
_SEED = 1


def sample_phrase(voice: ArtistVoice, phrase: Phrase = PHRASE) -> NDArray[np.float32]:
    """The voice's phrase, mono at SAMPLE_RATE, about eight seconds. The voice is an artist voice, or a guest."""
    part = sample_part(voice, phrase)
    return sing(part, part.lines[-1].end_s + 2 * _EIGHTH_S, _SEED)


def sample_part(voice: ArtistVoice, phrase: Phrase = PHRASE) -> SungPart:
    """The same phrase for every voice, in the middle of what it sings best."""
    lowest = (voice.best_low + voice.best_high) // 2 - 4
    at_s = 0.5
    lines: list[TimedLine] = []
    for text, steps, lengths in phrase:
        words = tuple(text.split())
        parts = [(index, part) for index, word in enumerate(words) for part, _ in syllabify(word)]
        syllables: list[TimedSyllable] = []
        for (index, part), step, eighths in zip(parts, steps, lengths, strict=True):
            length_s = eighths * _EIGHTH_S
            syllables.append(TimedSyllable(part, index, (PlayedNote(at_s, length_s, lowest + step, 90),)))
            at_s += length_s
        lines.append(TimedLine(text, words, 0, tuple(syllables)))
        at_s += 2 * _EIGHTH_S
    return SungPart("sample", "vocals", voice.item_id, tuple(lines), 0.0, 0.0, 0.0)
