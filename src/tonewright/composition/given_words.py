"""Words for a given tune: lines laid on its phrases, syllables on its notes.

Lines follow each other as they are written. Where one ends and the next begins is the cheapest way through the tune:
lines end with rests and long notes, and have about as many syllables as their phrase has notes. Lyrics that are too
short are sung again, of those that are too long the last lines are left out. Within a line stressed syllables seek
strong beats and long notes; notes that are left over are sung on (a melisma), and where syllables are left over the
longest notes are struck again at their pitch.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from tonewright.brief.brief import LyricLine, LyricSection
from tonewright.composition.accents import strength
from tonewright.composition.piece import Piece
from tonewright.composition.score import Note

_MOST_PASSES = 200
_COURSES = 80
_REST_BEATS = 0.6
_REST, _HELD, _BAR_END = 5.0, 4.0, 0.5
_ENDS_NOWHERE = 5.0
"""What it costs that a line ends in the middle of a run; a rest, a held note or a bar's end take of it."""
_SUNG_OVER = 0.5
"""What part of that it costs that a line goes on over a rest or a held note."""
_SUNG_ON, _STRUCK_AGAIN = 0.5, 1.1
"""What a note more than syllables costs, and a syllable more than notes, of a line with as many as it has."""
_MOST_NOTES_A_SYLLABLE, _MOST_SYLLABLES_A_NOTE = 4, 2.0
_UNSUNG = 0.5
"""What a syllable costs for which the tune has no room."""
_LEAPT, _GAP = 0.12, 2.5
"""What a note costs that is sung on: for each semitone of its leap, and after a rest."""


@dataclass(frozen=True)
class SetLine:
    """A line of lyrics on the tune: for every syllable the word it belongs to, its text and its notes."""

    line: LyricLine
    syllables: tuple[tuple[int, str, tuple[Note, ...]], ...]
    echoes: tuple[LyricLine, ...] = ()

    @property
    def notes(self) -> tuple[Note, ...]:
        """Its notes in order."""
        return tuple(note for _, _, notes in self.syllables for note in notes)


@dataclass(frozen=True)
class Setting:
    """The lines on the tune, how many of the lyrics' lines there are, and how often they come round."""

    lines: tuple[SetLine, ...]
    kept: int
    passes: int


def set_words(piece: Piece, tune: Sequence[Note], sections: Sequence[LyricSection]) -> Setting:
    """The lyrics on a tune, which is not empty."""
    lines = _with_echoes([line for section in sections for line in section.lines])
    if not lines:
        return Setting((), 0, 0)
    syllables = sum(line.syllable_count for line, _ in lines)
    passes = min(len(tune) // syllables + 2, _MOST_PASSES)
    ends = _line_ends(piece, tune, [line for line, _ in lines], passes)
    found, start = [], 0
    for (line, echoes), end in zip(lines * passes, ends, strict=False):
        found.append(SetLine(line, _on_notes(piece, line, tune[start:end]), echoes))
        start = end
    return Setting(tuple(found), min(len(ends), len(lines)), -(-len(ends) // len(lines)))


def own_words(piece: Piece, tune: Sequence[Note], sections: Sequence[LyricSection]) -> Setting | None:
    """The file's own words on the notes on which they stand, None where they are not those of the lyrics."""
    lines = _with_echoes([line for section in sections for line in section.lines])
    words = _words_on(tune, piece.syllables)
    count = sum(len(line.words) for line, _ in lines)
    if not words or count != len(words):
        return None
    found, at = [], 0
    for line, echoes in lines:
        syllables: list[tuple[int, str, tuple[Note, ...]]] = []
        for index, word in enumerate(line.words):
            own = LyricLine(word.text, (word,))
            syllables += [(index, text, notes) for _, text, notes in _on_notes(piece, own, words[at])]
            at += 1
        found.append(SetLine(line, tuple(syllables), echoes))
    return Setting(tuple(found), len(found), 1)


def _with_echoes(lines: Sequence[LyricLine]) -> list[tuple[LyricLine, tuple[LyricLine, ...]]]:
    """Every line that has notes of its own, and the echoes after it."""
    found: list[tuple[LyricLine, tuple[LyricLine, ...]]] = []
    for line in lines:
        if line.singers == "backing" and found:
            found[-1] = (found[-1][0], (*found[-1][1], line))
        else:
            found.append((line, ()))
    return found


def _words_on(tune: Sequence[Note], syllables: Sequence[str]) -> list[list[Note]]:
    """The notes of every word of the file; notes before the first are none's."""
    words: list[list[Note]] = []
    fresh = True
    for note, text in zip(tune, syllables, strict=False):
        if text.strip():
            if fresh or text[0].isspace():
                words.append([])
            words[-1].append(note)
            fresh = text[-1].isspace()
        elif words:
            words[-1].append(note)
    return words


def _line_ends(piece: Piece, tune: Sequence[Note], lines: Sequence[LyricLine], passes: int) -> list[int]:
    """Where each line ends, in notes of the tune; the last one that is sung ends with it."""
    breaks = _breaks(piece, tune)
    # What a line sings over, summed: crossed[end − 1] − crossed[start] is that between its first note and its last.
    crossed = list(accumulate(_SUNG_OVER * max(_ENDS_NOWHERE - _BAR_END - cost, 0.0) for cost in breaks))
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    finished: tuple[float, tuple[int, ...]] | None = None
    left = sum(line.syllable_count for line in lines)
    for line in [*lines] * passes:
        count = line.syllable_count
        left -= count
        least = max(1, round(count / _MOST_SYLLABLES_A_NOTE))
        found: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (cost, ends) in best.items():
            for end in range(start + least, min(start + count * _MOST_NOTES_A_SYLLABLE, len(tune)) + 1):
                price = cost + breaks[end] + _misfit(end - start, count) + crossed[end - 1] - crossed[start]
                if end not in found or price < found[end][0]:
                    found[end] = (price, (*ends, end))
        if len(tune) in found:
            cost, ends = found.pop(len(tune))
            cost += _UNSUNG * max(left, 0)
            finished = (cost, ends) if finished is None or cost < finished[0] else finished
        best = dict(sorted(found.items(), key=lambda item: item[1][0])[:_COURSES])
        if not best or (finished is not None and min(cost for cost, _ in best.values()) > finished[0]):
            break
    return list(finished[1]) if finished else [len(tune)]


def _misfit(notes: int, syllables: int) -> float:
    more = notes - syllables
    return (_SUNG_ON * more if more > 0 else -_STRUCK_AGAIN * more) * (1 + abs(more) / (2 * max(syllables, 1)))


def _breaks(piece: Piece, tune: Sequence[Note]) -> list[float]:
    """What it costs that a line ends before each note, and after the last."""
    usual = sorted(note.duration_beats for note in tune)[len(tune) // 2]
    found = [0.0]
    for before, after in pairwise(tune):
        cost = _ENDS_NOWHERE
        rest = after.start_beat - before.end_beat
        if rest >= _REST_BEATS:
            cost -= _REST
        if after.start_beat - before.start_beat >= 1.9 * usual:
            cost -= _HELD
        if after.start_beat % piece.meter.bar_beats < 1e-3:
            cost -= _BAR_END
        found.append(max(cost, 0.0))
    return [*found, 0.0]


def _on_notes(piece: Piece, line: LyricLine, notes: Sequence[Note]) -> tuple[tuple[int, str, tuple[Note, ...]], ...]:
    """The syllables of a line on its notes, which are struck again where there are too few."""
    syllables = [(index, s) for index, word in enumerate(line.words) for s in word.syllables]
    notes = _struck_again(list(notes), len(syllables))
    begins = _beginnings(piece, notes, [s.stress for _, s in syllables])
    found = []
    for (word, syllable), start, end in zip(syllables, begins, [*begins[1:], len(notes)], strict=True):
        found.append((word, syllable.text, _sung_on(notes[start:end])))
    return tuple(found)


def _struck_again(notes: list[Note], count: int) -> list[Note]:
    while len(notes) < count:
        longest = max(range(len(notes)), key=lambda index: (notes[index].duration_beats, -index))
        note = notes[longest]
        half = note.duration_beats / 2
        notes[longest : longest + 1] = [
            replace(note, duration_beats=half),
            replace(note, start_beat=note.start_beat + half, duration_beats=half),
        ]
    return notes


def _beginnings(piece: Piece, notes: Sequence[Note], stresses: Sequence[int]) -> list[int]:
    """On which note each syllable begins, the first on the first: a shortest path."""
    count = len(stresses)
    weights = [strength(piece, note.start_beat) for note in notes]
    sung_on = [0.0] * len(notes)
    for index, (before, note) in enumerate(pairwise(notes), 1):
        sung_on[index] = weights[index] + _LEAPT * abs(note.pitch - before.pitch) + note.duration_beats / 2
        sung_on[index] += _GAP if note.start_beat - before.end_beat > 0.1 else 0.0
    # By the note on which a syllable begins: the least cost, and the notes on which those before it began.
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (_misplaced(stresses[0], weights[0]), (0,))}
    for syllable in range(1, count):
        found: dict[int, tuple[float, tuple[int, ...]]] = {}
        for last, (cost, path) in best.items():
            carried = 0.0
            for index in range(last + 1, len(notes) - (count - syllable) + 1):
                price = cost + carried + _misplaced(stresses[syllable], weights[index])
                if index not in found or price < found[index][0]:
                    found[index] = (price, (*path, index))
                carried += sung_on[index]
        best = found
    ended = {index: (cost + sum(sung_on[index + 1 :]), path) for index, (cost, path) in best.items()}
    return list(min(ended.values())[1])


def _misplaced(stress: int, weight: float) -> float:
    return 0.8 * (1 - weight) if stress else 0.4 * weight


def _sung_on(notes: Sequence[Note]) -> tuple[Note, ...]:
    """The notes of a syllable, each held to the next."""
    return tuple(
        replace(note, duration_beats=after.start_beat - note.start_beat if after else note.duration_beats)
        for note, after in zip(notes, [*notes[1:], None], strict=True)
    )
