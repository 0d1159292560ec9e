"""Where vowels begin, read from the envelope that will be sung.

The engines' own borders lie within a voiced consonant's change into the vowel or well behind it: eSpeak NG names
the vowel after a nasal 35 ms after its mouth has opened, flite's labels of r and l scatter by ±30 ms, and aspiration
reaches into the vowel behind it. A vowel is placed where it has most of its colour and its loudness, so that the
change ends on the beat and does not follow it (Sundberg & Bauer-Huppmann, "When does a sung tone start?", J. Voice
21, 2007).
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from tonewright.speech.utterance import Phone, SpokenSyllable, SpokenWord, Utterance

COLOURED = 0.8
"""A vowel has begun where so much of the way from the consonant's spectrum to its own is gone."""
MOST_EARLIER, MOST_LATER = 0.6, 0.35
"""A border moves by at most these shares of the consonant and of the vowel."""
SOFT_NEPER, LONGEST_SOFT_S = 1.0, 0.03
"""A vowel that is softer than its middle by more (8.7 dB) has not begun; at most so much is taken from it."""
LEAST_CHANGE_DB = 5.0
"""Spectra that are nearer to each other show no border."""
BANDS, LOWEST_HZ, HIGHEST_HZ = 20, 150.0, 5_000.0
_ADJACENT_S = 0.002
_DB_PER_NEPER = 20.0 / float(np.log(10.0))
_CONSONANT_CORE, _VOWEL_CORE = (0.2, 0.6), (0.3, 0.6)


def place_vowels(
    utterance: Utterance, log_envelope: NDArray[np.float64], level: NDArray[np.float64], frame_s: float
) -> Utterance:
    """The utterance with each vowel begun where it has its colour and its loudness.

    `log_envelope` (frames, bins) is the natural logarithm of its magnitude from 0 to half the sample rate, `level`
    (frames,) its level in neper where vowels are, a frame every `frame_s` seconds.
    """
    colours = _colours_db(log_envelope, utterance.sample_rate / 2)
    words = []
    for word in utterance.words:
        syllables = []
        for syllable in word.syllables:
            phones = list(syllable.phones)
            at = next(index for index, phone in enumerate(phones) if phone.kind == "vowel")
            vowel, before = phones[at], phones[at - 1] if at > 0 else None
            if before is not None and abs(vowel.start_s - before.end_s) > _ADJACENT_S:
                before = None
            if before is not None and before.kind == "voiced" and not before.closed:
                border_s = _border_s(before, vowel, colours, frame_s)
            else:
                border_s = _loud_from_s(vowel, level, frame_s)
            phones[at] = replace(vowel, start_s=border_s)
            if before is not None:
                phones[at - 1] = replace(before, end_s=border_s)
            syllables.append(SpokenSyllable(tuple(phones), syllable.stress))
        words.append(SpokenWord(word.text, tuple(syllables)))
    return replace(utterance, words=tuple(words))


def _loud_from_s(vowel: Phone, level: NDArray[np.float64], frame_s: float) -> float:
    """Where a vowel after a stop, a hiss, another vowel or silence is loud for good."""
    core, _, last = _core(vowel, _VOWEL_CORE, level, frame_s)
    first = round(vowel.start_s / frame_s)
    soft = np.flatnonzero(level[first:last] < core - SOFT_NEPER)
    if not len(soft):
        return vowel.start_s
    latest_s = vowel.start_s + min(MOST_LATER * (vowel.end_s - vowel.start_s), LONGEST_SOFT_S)
    return float(np.clip((first + int(soft[-1]) + 0.5) * frame_s, vowel.start_s, latest_s))


def _border_s(before: Phone, vowel: Phone, colours: NDArray[np.float64], frame_s: float) -> float:
    """Where the colour has gone COLOURED of the way from the consonant's to the vowel's for good."""
    from_db, _, _ = _core(before, _CONSONANT_CORE, colours, frame_s)
    to_db, _, last = _core(vowel, _VOWEL_CORE, colours, frame_s)
    way = to_db - from_db
    if np.sqrt(np.mean(way**2)) < LEAST_CHANGE_DB:
        return vowel.start_s
    earliest_s = before.end_s - MOST_EARLIER * (before.end_s - before.start_s)
    latest_s = vowel.start_s + MOST_LATER * (vowel.end_s - vowel.start_s)
    first = max(int(earliest_s / frame_s), 0)
    gone = (colours[first:last] - from_db) @ way / (way @ way)
    under = np.flatnonzero(gone < COLOURED)
    if not len(under):
        return earliest_s
    at = int(under[-1])
    if at + 1 >= len(gone):
        return latest_s
    share = (COLOURED - gone[at]) / (gone[at + 1] - gone[at])
    return float(np.clip((first + at + share) * frame_s, earliest_s, latest_s))


def _core(
    phone: Phone, shares: tuple[float, float], colours: NDArray[np.float64], frame_s: float
) -> tuple[NDArray[np.float64], int, int]:
    """The mean colour of a phone's middle, its first frame and the one after its last."""
    length_s = phone.end_s - phone.start_s
    first, last = (round((phone.start_s + share * length_s) / frame_s) for share in shares)
    first = min(max(first, 0), len(colours) - 1)
    last = max(min(last, len(colours)), first + 1)
    return colours[first:last].mean(axis=0), first, last


def _colours_db(log_envelope: NDArray[np.float64], nyquist_hz: float) -> NDArray[np.float64]:
    """The level (frames, BANDS) in decibels of bands that are evenly wide on the mel scale."""
    mel = np.linspace(np.log1p(LOWEST_HZ / 700.0), np.log1p(HIGHEST_HZ / 700.0), BANDS + 1)
    edges = np.rint(700.0 * np.expm1(mel) / nyquist_hz * (log_envelope.shape[1] - 1)).astype(int)
    widths = np.maximum(np.diff(edges), 1)
    power = np.exp(2.0 * log_envelope[:, : int(edges[-1])])
    sums = np.add.reduceat(power, edges[:-1], axis=1) / widths
    return np.asarray(0.5 * _DB_PER_NEPER * np.log(sums + 1e-14))
