"""English speech from flite, called in its shared libraries.

flite (Black & Lenzo, "Flite: a small fast run-time synthesis engine", SSW4 2001) is loaded with ctypes; the
phones, syllables and words are read from the utterance's relations.
"""

from collections.abc import Sequence
from functools import cache
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from tonewright.errors import SpeechError
from tonewright.speech.flite_library import FliteLibrary, SegmentRow
from tonewright.speech.spelling import spoken_tokens
from tonewright.speech.utterance import Phone, PhoneKind, SpokenSyllable, SpokenWord, Utterance

# The phone set of US English in flite (lang/usenglish/us_phoneset.c).
_VOWEL_NAMES = "aa ae ah ao aw ax axr ay eh el em en er ey ih ix iy ow oy uh uw"
VOWELS = frozenset(_VOWEL_NAMES.split())
UNVOICED = frozenset(["p", "t", "k", "f", "th", "s", "sh", "ch", "hh"])
DIPHTHONGS = frozenset(["ay", "ey", "ow", "aw", "oy"])
CLOSED = frozenset(["p", "t", "k", "b", "d", "g", "ch", "jh"])
NOISY = frozenset(["z", "zh", "v", "dh", "jh"])
PAUSES = frozenset(["pau", "h#", "brth"])
_SONORITY = ("l", "r", "m", "n", "ng", "w", "y", "v", "z", "zh", "dh", "b", "d", "g", "jh")

SLOWNESS = 1.15
"""flite's duration stretch: a little slower than it reads, as singers pronounce."""
TOKENS_AT_ONCE = 48
"""A longer line is said in several breaths, which bounds flite's memory."""
_LOADING = Lock()


class FliteSpeech:
    """Says English lines with the voices `rms`, `slt` and `awb` (CMU ARCTIC speakers)."""

    def speak(self, words: tuple[str, ...], voice: str) -> Utterance:
        """Say the words as one line; the answer has exactly these words, in order, each with a syllable.

        Raises SpeechError if flite or the voice is missing, if there is no word, or if nothing is said.
        """
        if not words:
            raise SpeechError("there is no word to say")
        library = _library()
        samples: list[NDArray[np.float64]] = []
        rows: list[list[SegmentRow]] = [[] for _ in words]
        offset, rate = 0.0, 16_000
        for tokens, owners in _breaths(words):
            said = library.synthesise(" ".join(tokens), voice, SLOWNESS)
            for row in said.segments:
                if row.symbol not in PAUSES:
                    rows[owners[min(row.token, len(owners) - 1)]].append(row.moved(offset))
            samples.append(said.samples)
            rate = said.sample_rate
            offset += len(said.samples) / rate
        spoken = tuple(SpokenWord(word, _syllables(own, offset)) for word, own in zip(words, rows, strict=True))
        return Utterance(np.concatenate(samples), rate, spoken)

    def syllables(self, word: str) -> tuple[SpokenSyllable, ...]:
        """The syllables in which `speak` says a word; fast, without waveform, so all times are 0."""
        rows = _library().analyse(" ".join(spoken_tokens(word)))
        return _syllables([row for row in rows if row.symbol not in PAUSES], 0.0)


def kind_of(symbol: str) -> PhoneKind:
    """Whether a flite phone is a vowel, a voiced or an unvoiced consonant, or a pause."""
    if symbol in PAUSES:
        return "pause"
    if symbol in VOWELS:
        return "vowel"
    return "unvoiced" if symbol in UNVOICED else "voiced"


def _phone(row: SegmentRow) -> Phone:
    symbol = row.symbol
    return Phone(
        symbol, kind_of(symbol), row.start_s, row.end_s, symbol in DIPHTHONGS, symbol in CLOSED, symbol in NOISY
    )


def _breaths(words: Sequence[str]) -> list[tuple[list[str], list[int]]]:
    """The line's tokens in portions that flite says at once, each token with the index of its word."""
    portions: list[tuple[list[str], list[int]]] = [([], [])]
    for index, word in enumerate(words):
        tokens = spoken_tokens(word)
        if portions[-1][0] and len(portions[-1][0]) + len(tokens) > TOKENS_AT_ONCE:
            portions.append(([], []))
        portions[-1][0].extend(tokens)
        portions[-1][1].extend([index] * len(tokens))
    return portions


def _syllables(rows: list[SegmentRow], silent_at_s: float) -> tuple[SpokenSyllable, ...]:
    """The rows as syllables with exactly one vowel each; syllables without one join their neighbour."""
    groups: list[tuple[list[Phone], int]] = []
    previous: object = None
    for row in rows:
        phone = _phone(row)
        starts = row.syllable != previous or (phone.kind == "vowel" and _vowels(groups[-1][0]) == 1)
        previous = row.syllable
        if starts:
            groups.append(([phone], row.stress))
        else:
            groups[-1][0].append(phone)
    merged: list[tuple[list[Phone], int]] = []
    for phones, stress in groups:
        if merged and not (_vowels(phones) and _vowels(merged[-1][0])):
            merged[-1] = (merged[-1][0] + phones, max(merged[-1][1], stress))
        else:
            merged.append((phones, stress))
    if not merged:
        schwa = Phone("ax", "vowel", silent_at_s, silent_at_s)
        return (SpokenSyllable((schwa,), 0),)
    if not _vowels(merged[0][0]):
        merged[0] = (_with_nucleus(merged[0][0]), merged[0][1])
    return tuple(SpokenSyllable(tuple(phones), stress) for phones, stress in merged)


def _vowels(phones: Sequence[Phone]) -> int:
    return sum(phone.kind == "vowel" for phone in phones)


def _with_nucleus(phones: list[Phone]) -> list[Phone]:
    """The phones of a word without a vowel, its most sonorous one made the nucleus."""

    def rank(index: int) -> int:
        symbol = phones[index].symbol
        return _SONORITY.index(symbol) if symbol in _SONORITY else len(_SONORITY)

    best = min(range(len(phones)), key=rank)
    nucleus = phones[best]
    phones[best] = Phone(nucleus.symbol, "vowel", nucleus.start_s, nucleus.end_s)
    return phones


def _library() -> FliteLibrary:
    # Its state is the process's: two loaded side by side, as `cache` allows, would each speak into the other's.
    with _LOADING:
        return _loaded()


@cache
def _loaded() -> FliteLibrary:
    return FliteLibrary()
