"""A voice in harmony with a tune: thirds, sixths and octaves as the sounding chord wants them.

The line is the cheapest path through its possible notes (Viterbi). Chord tones stand on strong beats, the voice moves
little, dissonant intervals and parallel fifths and octaves are dear, and no other voice is doubled. Intervals by
Kostka & Payne, "Tonal Harmony", chapter 5 (part writing), as prices; the numbers are ours.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tonewright.composition.accents import strength
from tonewright.composition.harmony import tune_scale
from tonewright.composition.piece import Piece
from tonewright.composition.score import Note
from tonewright.speech.roster import ArtistVoice

_OUT_OF_KEY = 1e5
# What an interval of 0…11 semitones (or that and an octave) to the tune costs: unison, seconds, thirds, fourth, …
_INTERVALS = (2.4, 14.0, 8.0, 0.0, 0.0, 2.0, 6.0, 2.4, 0.5, 0.4, 5.0, 12.0)
_FAR_OCTAVE = 1.6
# A voice that has no note on its side of the tune rather crosses it.
_OTHER_SIDE = 15.0
_NOT_OF_THE_CHORD = 7.0
_LONG_BEATS = 0.75
_PARALLEL = {7: 3.0, 0: 3.0, 5: 0.6}


def harmony(
    piece: Piece,
    tune: Sequence[Note],
    side: int,
    span: tuple[int, int],
    best: tuple[int, int],
    others: Sequence[Sequence[int]] = (),
) -> list[int]:
    """The pitches of a voice that sings the tune's rhythm over it (`side` 1) or under it (−1).

    Parameters: `span` are the lowest and the highest note that the voice has, `best` its tessitura; `others` are
    the pitches of voices that sing along already.
    """
    if not tune:
        return []
    pitches = np.arange(span[0], span[1] + 1)
    ahead = _step_cost(len(pitches))
    total = _place_cost(piece, tune[0], side, pitches, best, [other[0] for other in others])
    back: list[NDArray[np.intp]] = []
    for index in range(1, len(tune)):
        before, here = tune[index - 1], tune[index]
        paths = total[:, None] + ahead + _parallels(before.pitch, here.pitch, pitches)
        back.append(paths.argmin(axis=0))
        total = paths.min(axis=0) + _place_cost(piece, here, side, pitches, best, [other[index] for other in others])
    place = int(total.argmin())
    found = [place]
    for step in reversed(back):
        place = int(step[place])
        found.append(place)
    return [int(pitches[i]) for i in reversed(found)]


def in_octave(tune: Sequence[Note], octaves: int, span: tuple[int, int]) -> list[int]:
    """The tune so many octaves away; nearer, by the octave, where that leaves the voice's range."""
    pitches = [note.pitch + 12 * octaves for note in tune]
    while max(pitches, default=0) > span[1] and min(pitches) - 12 >= span[0]:
        pitches = [pitch - 12 for pitch in pitches]
    while min(pitches, default=99) < span[0] and max(pitches) + 12 <= span[1]:
        pitches = [pitch + 12 for pitch in pitches]
    return [folded(pitch, span) for pitch in pitches]


def blends_in_octave(tune: Sequence[Note], voice: ArtistVoice) -> bool:
    """True where the tune's other octave is where a voice is at home, so that thirds would lie far off."""
    middle = sum(note.pitch for note in tune) / len(tune)
    return abs(middle - (voice.best_low + voice.best_high) / 2) >= 10.0


def folded(pitch: int, span: tuple[int, int]) -> int:
    """The pitch, or the nearest octave of it that lies in a voice's `span` (lowest and highest note)."""
    while pitch > span[1]:
        pitch -= 12
    while pitch < span[0]:
        pitch += 12
    return pitch


def _place_cost(
    piece: Piece, note: Note, side: int, pitches: NDArray[np.int64], best: tuple[int, int], others: list[int]
) -> NDArray[np.float64]:
    at = max(note.start_beat, 0.0)
    chord = piece.harmony_at(at)
    weight = max(strength(piece, at), 0.9 if note.duration_beats >= _LONG_BEATS else 0.0)
    apart = side * (pitches - note.pitch)
    cost = np.array(_INTERVALS)[np.abs(apart) % 12] * (0.4 + 0.6 * weight) + _FAR_OCTAVE * (np.abs(apart) // 12)
    cost = cost + np.where(apart > 0, 0.0, _OTHER_SIDE)
    in_chord = np.isin(pitches % 12, chord.pitch_classes)
    # Where the tune itself passes, its third passes with it.
    passing = 0.1 if note.pitch % 12 not in chord.pitch_classes else 1.0
    cost = cost + np.where(in_chord, 0.0, passing * (0.3 + _NOT_OF_THE_CHORD * weight**2))
    cost = cost + np.where(np.isin(pitches % 12, tune_scale(piece, chord)) | in_chord, 0.0, _OUT_OF_KEY)
    cost = cost + 0.3 * np.maximum(best[0] - pitches, 0) + 0.4 * np.maximum(pitches - best[1], 0)
    for other in others:
        off = np.abs(pitches - other)
        cost = cost + np.where(off == 0, 4.0, np.where(off <= 2, 1.0 + 5.0 * weight, 0.0))
    return np.asarray(cost, dtype=np.float64)


def _step_cost(size: int) -> NDArray[np.float64]:
    off = np.abs(np.arange(size)[None, :] - np.arange(size)[:, None])
    return np.asarray(0.16 * off + np.where(off > 5, 1.5, 0.0) + np.where(off > 9, 4.0, 0.0), dtype=np.float64)


def _parallels(before: int, here: int, pitches: NDArray[np.int64]) -> NDArray[np.float64]:
    cost = np.zeros((len(pitches), len(pitches)))
    if before == here:
        # Where the tune stays, so does the harmony.
        return np.asarray(0.5 * (pitches[None, :] != pitches[:, None]), dtype=np.float64)
    first, second = np.abs(pitches - before) % 12, np.abs(pitches - here) % 12
    for interval, price in _PARALLEL.items():
        cost += price * np.outer(first == interval, second == interval)
    return cost
