"""The sung syllables of a line joined to the spoken ones, whatever their numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tonewright.performance.performed import PlayedNote, TimedLine
from tonewright.speech.utterance import Phone, SpokenSyllable, Utterance

SHORTEST_NOTE_S = 0.05


@dataclass(frozen=True)
class Nucleus:
    """A spoken syllable placed on its notes: `onset` and `coda` are the consonants around the vowel.

    `word` indexes the sung words; `notes` are never empty, start at rising times and do not overlap.
    """

    onset: tuple[Phone, ...]
    vowel: Phone
    coda: tuple[Phone, ...]
    word: int
    stress: int
    notes: tuple[PlayedNote, ...]

    @property
    def start_s(self) -> float:
        """Where the vowel starts."""
        return self.notes[0].start_s

    @property
    def end_s(self) -> float:
        """Where the last note ends."""
        return self.notes[-1].start_s + self.notes[-1].duration_s


def sung_words(line: TimedLine) -> tuple[tuple[int, str], ...]:
    """The words that have notes, as (index in the line, text), in the order they are sung."""
    found: dict[int, list[str]] = {}
    for syllable in line.syllables:
        if syllable.notes:
            found.setdefault(syllable.word, []).append(syllable.text)
    named = [(i, line.words[i] if 0 <= i < len(line.words) else "".join(texts)) for i, texts in found.items()]
    return tuple((index, text if text.strip() else "la") for index, text in named)


def align(line: TimedLine, utterance: Utterance) -> tuple[Nucleus, ...]:
    """Put every spoken syllable on notes.

    `utterance` says the words of `sung_words(line)`. Within a word, syllables meet in order; where more are
    spoken than written, the last written one's time is shared among the rest; where fewer, the last spoken
    one is sung on through the remaining notes as a melisma.
    """
    nuclei: list[Nucleus] = []
    for (index, _), word in zip(sung_words(line), utterance.words, strict=True):
        written = [s.notes for s in line.syllables if s.word == index and s.notes]
        for syllable, notes in zip(word.syllables, _shares(written, len(word.syllables)), strict=True):
            nuclei.append(_nucleus(syllable, index, notes))
    return _in_time(nuclei)


def _shares(written: Sequence[tuple[PlayedNote, ...]], spoken: int) -> list[tuple[PlayedNote, ...]]:
    shares = [tuple(notes) for notes in written[:spoken]]
    for extra in written[spoken:]:
        shares[-1] += tuple(extra)
    missing = spoken - len(shares)
    if missing == 0:
        return shares
    crowded = shares.pop()
    pieces = missing + 1
    if len(crowded) >= pieces:
        kept = [(note,) for note in crowded[: pieces - 1]]
        return [*shares, *kept, crowded[pieces - 1 :]]
    head, last = crowded[:-1], crowded[-1]
    parts = pieces - len(head)
    length = last.duration_s / parts
    split = [replace(last, start_s=last.start_s + k * length, duration_s=length) for k in range(parts)]
    return [*shares, *((note,) for note in head), *((note,) for note in split)]


def _nucleus(syllable: SpokenSyllable, word: int, notes: tuple[PlayedNote, ...]) -> Nucleus:
    at = next(i for i, phone in enumerate(syllable.phones) if phone.kind == "vowel")
    phones = syllable.phones
    return Nucleus(phones[:at], phones[at], phones[at + 1 :], word, syllable.stress, notes)


def _in_time(nuclei: list[Nucleus]) -> tuple[Nucleus, ...]:
    """The nuclei with notes that start at rising times and never overlap."""
    notes = [(i, note) for i, nucleus in enumerate(nuclei) for note in nucleus.notes]
    starts: list[float] = []
    for _, note in notes:
        earliest = starts[-1] + SHORTEST_NOTE_S if starts else note.start_s
        starts.append(max(note.start_s, earliest))
    cleaned: list[list[PlayedNote]] = [[] for _ in nuclei]
    for k, (i, note) in enumerate(notes):
        end_s = max(note.start_s + note.duration_s, starts[k] + SHORTEST_NOTE_S)
        if k + 1 < len(notes):
            end_s = min(end_s, starts[k + 1])
        cleaned[i].append(replace(note, start_s=starts[k], duration_s=end_s - starts[k]))
    return tuple(replace(nucleus, notes=tuple(own)) for nucleus, own in zip(nuclei, cleaned, strict=True))
