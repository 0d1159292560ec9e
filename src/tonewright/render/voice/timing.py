"""Which moment of the spoken line sounds at which moment of the sung one.

Consonants lie before the beat and vowels start on it (Sundberg & Bauer-Huppmann, "When does a sung tone
start?", J. Voice 21, 2007). Consonants are sung a little longer than spoken. A held vowel is played to and
fro inside its steady part, with its beginning and end at natural speed, because plain stretching smears the
transitions by which words are understood.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from tonewright.render.voice.alignment import Nucleus
from tonewright.speech.utterance import Phone

CONSONANT_LENGTH = 1.3
LONGEST_PICKUP_S = 0.3
LEGATO_GAP_S = 0.08
"""Notes nearer than this are joined; a longer gap is a rest."""
VOWEL_LEAD_S = 0.02
"""How long before its note a vowel sets in that begins a phrase: on the note it has its loudness."""
CHANGE_S = 0.04
"""The end of a voiced consonant, where it changes into the vowel, keeps its natural speed; what is before is longer."""
CLUSTER_SHARE = 0.58
"""How much of the time between two vowel onsets consonants may take."""
PING_PONG_SPEED = 0.6
STEADY_WITHIN_NEPER = 0.4


@dataclass(frozen=True)
class Piece:
    """A phone as sung: from start_s to end_s sounds the utterance from source_start_s to source_end_s."""

    start_s: float
    end_s: float
    phone: Phone
    word: int
    nucleus: int

    @property
    def is_vowel(self) -> bool:
        """True for the nucleus of a syllable."""
        return self.phone.kind == "vowel"


def time_map(nuclei: Sequence[Nucleus], word_gap_s: float, room_s: float) -> tuple[Piece, ...]:
    """The line's phones on the time of its notes, in order and without overlap.

    `word_gap_s` is the silence between two words that no stop separates; `room_s` is how much time there is
    before the first note.
    """
    first = nuclei[0]
    pickup = min(_length(first.onset), LONGEST_PICKUP_S, max(room_s, 0.04))
    pieces = _spread(first.onset, first.start_s - pickup, first.start_s, first.word, 0)
    for index, nucleus in enumerate(nuclei):
        following = nuclei[index + 1] if index + 1 < len(nuclei) else None
        pieces += _after(index, nucleus, following, word_gap_s)
    return tuple(_led(pieces, first.start_s - room_s))


def _led(pieces: Sequence[Piece], free_from_s: float) -> list[Piece]:
    """The pieces, vowels after a rest begun a little earlier."""
    led: list[Piece] = []
    for piece in pieces:
        rest_s = piece.start_s - (led[-1].end_s if led else free_from_s)
        begins = piece.is_vowel and (not led or rest_s >= LEGATO_GAP_S)
        lead_s = min(VOWEL_LEAD_S, max(0.5 * rest_s, 0.0)) if begins else 0.0
        led.append(replace(piece, start_s=piece.start_s - lead_s))
    return led


def _after(index: int, nucleus: Nucleus, following: Nucleus | None, word_gap_s: float) -> list[Piece]:
    """The vowel of a nucleus, its coda, and the onset of the nucleus that follows."""
    start, end = nucleus.start_s, nucleus.end_s
    if following is None or following.start_s - end >= LEGATO_GAP_S:
        coda = _length(nucleus.coda) * _squeeze(_length(nucleus.coda), 0.45 * (end - start))
        pieces = [Piece(start, end - coda, nucleus.vowel, nucleus.word, index)]
        pieces += _spread(nucleus.coda, end - coda, end, nucleus.word, index)
        if following is not None:
            onset = min(_length(following.onset), following.start_s - end)
            pieces += _spread(following.onset, following.start_s - onset, following.start_s, following.word, index + 1)
        return pieces
    until = following.start_s
    cluster = _length(nucleus.coda) + _length(following.onset)
    squeeze = _squeeze(cluster, CLUSTER_SHARE * (until - start))
    coda, onset = _length(nucleus.coda) * squeeze, _length(following.onset) * squeeze
    gap = 0.0
    if following.word != nucleus.word and not _has_closure(nucleus.coda, following.onset):
        gap = max(0.0, min(word_gap_s, 0.2 * (until - start - coda - onset)))
    vowel_end = until - onset - gap - coda
    pieces = [Piece(start, vowel_end, nucleus.vowel, nucleus.word, index)]
    pieces += _spread(nucleus.coda, vowel_end, vowel_end + coda, nucleus.word, index)
    return pieces + _spread(following.onset, until - onset, until, following.word, index + 1)


def _length(phones: Sequence[Phone]) -> float:
    return CONSONANT_LENGTH * sum(phone.end_s - phone.start_s for phone in phones)


def _squeeze(length: float, room: float) -> float:
    return min(1.0, room / length) if length > 0 else 1.0


def _has_closure(coda: Sequence[Phone], onset: Sequence[Phone]) -> bool:
    return any(phone.closed for phone in (*coda[-1:], *onset[:1]))


def _spread(phones: Sequence[Phone], start_s: float, end_s: float, word: int, nucleus: int) -> list[Piece]:
    natural = sum(phone.end_s - phone.start_s for phone in phones)
    pieces, at = [], start_s
    for phone in phones:
        length = (phone.end_s - phone.start_s) * (end_s - start_s) / natural if natural > 0 else 0.0
        pieces.append(Piece(at, at + length, phone, word, nucleus))
        at += length
    return pieces


def source_times(
    piece: Piece,
    times_s: NDArray[np.float64],
    steady: tuple[float, float],
    generator: np.random.Generator,
) -> NDArray[np.float64]:
    """For moments within a piece, the moments of the utterance that sound then, in seconds.

    `steady` is the part of the phone, in seconds from its start, in which a held vowel is played to and fro.
    """
    span = piece.end_s - piece.start_s
    natural = piece.phone.end_s - piece.phone.start_s
    sung, spoken = [0.0, max(span, 1e-6)], [0.0, natural]
    if piece.is_vowel and span > 1.05 * natural:
        sung, spoken = _held(span, natural, steady, generator)
    elif piece.phone.kind == "voiced" and span > natural:
        change = min(CHANGE_S, 0.5 * natural)
        sung, spoken = [0.0, span - change, span], [0.0, natural - change, natural]
    return piece.phone.start_s + np.interp(times_s - piece.start_s, sung, spoken)


def steady_part(phone: Phone, levels: NDArray[np.float64], frame_s: float) -> tuple[float, float]:
    """The steady part of a spoken vowel, in seconds from its start; of a diphthong its first target.

    `levels` are the utterance's frame levels in neper: where the vowel dies away it is not steady.
    """
    natural = phone.end_s - phone.start_s
    low = min(0.055, (0.25 if phone.diphthong else 0.35) * natural)
    high = low + 0.15 * natural if phone.diphthong else natural - min(0.06, 0.35 * natural)
    first, last = round((phone.start_s + low) / frame_s), round((phone.start_s + high) / frame_s)
    own = levels[first : max(last, first + 1)]
    if len(own):
        loud = own >= own.max() - STEADY_WITHIN_NEPER
        longest = max(_runs(loud), key=lambda run: run[1] - run[0])
        low, high = low + longest[0] * frame_s, min(high, low + longest[1] * frame_s)
    return low, min(max(high, low + 0.02), natural)


def _runs(flags: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Where the flags are true: first index and the one after the last of each run; at least one."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], flags, [False])).astype(np.int8)))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)] or [(0, len(flags))]


def _held(
    span: float, natural: float, steady: tuple[float, float], generator: np.random.Generator
) -> tuple[list[float], list[float]]:
    """Break points (sung, spoken) of a vowel held for longer than it was spoken."""
    low, high = min(steady[0], natural), min(steady[1], natural)
    end = span - min(natural - high, 0.45 * span)
    at = min(low, 0.3 * span)
    sung, spoken = [0.0, at], [0.0, low]
    rising = True
    while True:
        reach = 0.3 * (high - low) * float(generator.random())
        target = high - reach if rising else low + reach
        step = max(abs(target - spoken[-1]) / PING_PONG_SPEED, 0.004)
        if at + step >= end - 0.02:
            break
        at += step
        sung.append(at)
        spoken.append(target)
        rising = not rising
    if end > at:
        sung.append(end)
        spoken.append(high)
    sung.append(span)
    spoken.append(natural)
    return sung, spoken
