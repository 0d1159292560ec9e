"""Breath: who blows must breathe, and does so after a long note."""

from dataclasses import replace

from tonewright.composition.instruments import instrument
from tonewright.composition.piece import Piece
from tonewright.composition.score import Note

_BLOWN_STEMS = ("winds", "brass")
_BLOWN_ELSEWHERE = ("harmonica",)
# What a player has breath for at a comfortable dynamic, how long a breath takes, and what counts as one.
_LONGEST_S = 7.0
_BREATH_S = 0.3
_REST_S = 0.18


def breathed(piece: Piece, notes: list[Note], name: str) -> list[Note]:
    """The line of a wind or brass player with a breath at least every seven seconds; others' lines as they are.

    It is taken at the end of the longest note there, which is shortened by at most a half.
    """
    player = instrument(name)
    if player.stem not in _BLOWN_STEMS and player.family not in _BLOWN_ELSEWHERE:
        return notes
    beat_s = 60 / piece.tempo_bpm
    found = sorted(notes, key=lambda n: n.start_beat)
    since = 0
    for index, note in enumerate(found):
        if index and (note.start_beat - found[index - 1].end_beat) * beat_s >= _REST_S:
            since = index
        if (note.end_beat - found[since].start_beat) * beat_s <= _LONGEST_S or since == index:
            continue
        place = max(range(since, index), key=lambda i: (found[i].duration_beats, i))
        long = found[place]
        length = max(long.duration_beats - _BREATH_S / beat_s, long.duration_beats / 2)
        found[place] = replace(long, duration_beats=length, articulation="normal")
        since = place + 1
    return found
