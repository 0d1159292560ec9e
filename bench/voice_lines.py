"""The lines that the voices of the bench sing, on an even pulse in the middle of each voice's tessitura."""

import numpy as np
from numpy.typing import NDArray

from tonewright.performance.performed import PlayedNote, SungPart, TimedLine, TimedSyllable
from tonewright.render.voice.singer import sing
from tonewright.speech.roster import ArtistVoice
from tonewright.speech.syllables import syllabify_line

TEXTS = (
    "Twinkle twinkle little star",
    "How I wonder what you are",
    "Walk with me along the river shore",
    "We will find a brand new morning sky",
    "Hold me closer in the fire light",
    "The summer rain is falling on my window",
    "I never knew that love could feel so strong",
    "Dancing in the middle of the night",
    "Take my hand and follow me tonight",
    "Golden leaves are turning in the wind",
    "Every broken heart will learn to sing",
    "Tell me that you never want to go",
    "Under the stars we will dance till the dawn",
    "She left me standing in the pouring rain",
    "Every morning I wake up with your name",
    "Somewhere a river is running to the sea",
    "The city lights are calling out to me",
    "Open your eyes and look around",
    "My heart is beating like a drum",
    "There is a place where the wild birds sing",
    "You were the first to call me home",
    "Nothing can stop us when we are together",
    "Silver moon above the quiet town",
    "I carry your letter close to my chest",
)
MELODY = (0, 2, 4, 2, 0, -1, 2, 0, 3, 5, 2, 0, -2)
BETWEEN_LINES_S = 0.6
SEED = 1


def usual_note(voice: ArtistVoice) -> int:
    """The MIDI note on which a voice's melody starts: a tone below the middle of its tessitura."""
    return (voice.best_low + voice.best_high) // 2 - 2


def sung_part(voice: ArtistVoice, rate: float, texts: tuple[str, ...], last: float = 1.0, note: int = 0) -> SungPart:
    """The texts at `rate` syllables a second from `note` (or the voice's usual one) on, each line's last note `last`
    times as long."""
    lines, at = [], 0.5
    for text in texts:
        words = tuple(text.split())
        parts = [(i, p) for i, word in enumerate(syllabify_line(words)) for p, _ in word]
        syllables = []
        for number, (index, part) in enumerate(parts):
            length = (last if number == len(parts) - 1 else 1.0) / rate
            played = PlayedNote(at, length, (note or usual_note(voice)) + MELODY[number % len(MELODY)], 100)
            syllables.append(TimedSyllable(part, index, (played,)))
            at += length
        lines.append(TimedLine(text, words, 0, tuple(syllables)))
        at += BETWEEN_LINES_S
    return SungPart("bench", "vocals", voice.item_id, tuple(lines), 0.0, 0.0, 0.0)


def seconds_of(part: SungPart) -> float:
    """How long the part's track is."""
    return part.lines[-1].end_s + 0.5


def track_of(part: SungPart) -> NDArray[np.float32]:
    """The part, sung."""
    return sing(part, seconds_of(part), SEED)
