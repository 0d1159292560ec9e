import pytest

from tonewright.performance.performed import PlayedNote, SungPart, TimedLine, TimedSyllable
from tonewright.speech.syllables import syllabify


def sung_line(text, start_s, length_s, pitches, last_s=None):
    """A line with one note a syllable, all as long as each other but perhaps the last."""
    words = tuple(text.split())
    parts = [(index, part) for index, word in enumerate(words) for part, _ in syllabify(word)]
    syllables, at = [], start_s
    for number, (index, part) in enumerate(parts):
        length = last_s if last_s is not None and number == len(parts) - 1 else length_s
        pitch = pitches[number % len(pitches)]
        syllables.append(TimedSyllable(part, index, (PlayedNote(at, length, pitch, 90),)))
        at += length
    return TimedLine(text, words, 0, tuple(syllables))


def sung_part(*lines, voice="elinmarlowemezzo01"):
    return SungPart("lead", "vocals", voice, tuple(lines), 0.0, 0.0, 0.2)


@pytest.fixture
def make_line():
    return sung_line


@pytest.fixture
def make_part():
    return sung_part
