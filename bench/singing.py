"""What an ear can tell of singing, on a stem alone. Recipes, written down before they were run:

Pitch. librosa's pYIN (22.05 kHz, frames of 1024 every 10 ms, steps of 5 cents, from 5 semitones below to 7 above the
phrase's notes), which the synthesis does not use, phrase by phrase. Of each note of at least 0.15 s the steady part
counts: from 60 ms after its start (glides last that long) to 60 % of its length; frames pYIN calls unvoiced do not.
The error is in cents from the written note.

Vowel onset. The level of 300…2000 Hz, where vowels are strong and most consonants are not, in windows of 8 ms. A
syllable's vowel has the median level from 30 to 90 ms after its note's start. The onset is where the level last rises,
from 120 ms before to 60 ms after the note's start, through the vowel's level less 9 dB. It counts where it is one edge:
at least 12 dB below the vowel 40 ms before, and from 10 to 25 ms after within 4 dB of it there and within 5 dB in
1000…2000 Hz and in 2000…3500 Hz, where a nasal, a glide or a liquid that is as loud still lacks what the vowel has (an
r has its third formant below 2000 Hz, and so as much as a vowel from there to 1000 Hz). So vowels after a stop, a hiss
or silence are heard, and those after a vowel or a sounding consonant (l m n r w y, voiced th), which begin before the
vowel, only where they have an edge of their own; the others are not counted. A sudden start is so found up to 3 ms
early, as the window reaches it before its middle does.

Start of a phrase. A word after at least 0.3 s without one. What sounds is where the level of 100…7000 Hz in windows
of 8 ms is within 20 dB of the word's loudest for at least 30 ms. The word is heard from there on where, going back from
its first moment within 10 dB of the loudest, nothing has sounded for 100 ms: a breath before it, and the ring of the
phrase before, are parted from it by more, a closure within it by less. From 200 ms before its stated start on; where
the phrase before rings on into the word, there is no start to hear.

Word in the audio. The word's highest level in 200…5000 Hz (windows of 20 ms) against the highest of its line; a word
that is 30 dB softer is not there.
"""

import librosa
import numpy as np
import scipy.signal
from numpy.typing import NDArray

PITCH_RATE = 22_050
HOP = 220
STEADY_FROM_S = 0.06
STEADY_SHARE = 0.6
SHORTEST_S = 0.15
PHRASE_GAP_S = 0.3
SILENT_MS, SEARCHED_MS = 100, 300

Array = NDArray[np.float64]


def cents_off(samples: Array, rate: int, notes: Array) -> Array:
    """Cents from the written note of every steady voiced frame; `notes` has rows of start, end and pitch."""
    low_rate = librosa.resample(samples, orig_sr=rate, target_sr=PITCH_RATE) if rate != PITCH_RATE else samples
    errors: list[float] = []
    for phrase in _phrases(notes):
        first_s, last_s = max(phrase[0, 0] - 0.2, 0.0), phrase[-1, 1] + 0.2
        cut = low_rate[round(first_s * PITCH_RATE) : round(last_s * PITCH_RATE)]
        hz, _, _ = librosa.pyin(
            cut,
            sr=PITCH_RATE,
            fmin=librosa.midi_to_hz(phrase[:, 2].min() - 5),
            fmax=librosa.midi_to_hz(phrase[:, 2].max() + 7),
            frame_length=1024,
            hop_length=HOP,
            resolution=0.05,
        )
        times = first_s + np.arange(len(hz)) * HOP / PITCH_RATE
        for start_s, end_s, pitch in phrase:
            if end_s - start_s < SHORTEST_S:
                continue
            until_s = start_s + STEADY_SHARE * (end_s - start_s)
            steady = (times >= start_s + STEADY_FROM_S) & (times < until_s) & ~np.isnan(hz)
            errors.extend(100.0 * (librosa.hz_to_midi(hz[steady]) - pitch))
    return np.array(errors)


def onset_errors(samples: Array, rate: int, starts_s: Array) -> Array:
    """Milliseconds from a syllable's written start to its vowel's onset; NaN where none is to be heard."""
    level = _level_db(samples, rate, 300.0, 2000.0, 0.008)
    middle, upper = (_level_db(samples, rate, *band, 0.008) for band in ((1000.0, 2000.0), (2000.0, 3500.0)))
    errors = np.full(len(starts_s), np.nan)
    for number, start_s in enumerate(starts_s):
        at = round(start_s * 1000)
        first = max(at - 120, 0)
        if at + 91 > len(level):
            continue
        vowel = float(np.median(level[at + 30 : at + 91]))
        threshold = vowel - 9.0
        above = level[first : at + 61] >= threshold
        rises = np.flatnonzero(above[1:] & ~above[:-1]) + 1
        if not len(rises):
            continue
        after = first + int(rises[-1])
        settled = [
            abs(float(np.median(x[after + 10 : after + 26]) - np.median(x[at + 30 : at + 91])))
            for x in (level, middle, upper)
        ]
        if level[max(after - 40, 0)] > vowel - 12.0 or settled[0] > 4.0 or max(settled[1:]) > 5.0:
            continue
        # Between two milliseconds the level is taken to rise in a straight line.
        before_db, after_db = level[after - 1], level[after]
        errors[number] = after - (after_db - threshold) / max(after_db - before_db, 1e-9) - start_s * 1000
    return errors


def phrase_start_errors(samples: Array, rate: int, spans_s: Array) -> Array:
    """Milliseconds from the stated start of each word after a rest to where it is heard; NaN where it is not.

    `spans_s` has a row of start and end of every word, by start.
    """
    level = np.pad(_level_db(samples, rate, 100.0, 7000.0, 0.008), (SEARCHED_MS, 0), constant_values=-140.0)
    errors, before_s = [], -1.0
    for start_s, end_s in spans_s:
        is_first, before_s = start_s - before_s >= PHRASE_GAP_S, max(end_s, before_s)
        if not is_first:
            continue
        first = round(start_s * 1000)
        cut = level[first : round(end_s * 1000) + SEARCHED_MS + 30]
        errors.append(_heard_from(cut) - SEARCHED_MS)
    return np.array(errors)


def _heard_from(level: Array) -> float:
    """The millisecond of a level in decibels from which the word sounds that ends with it; NaN where none is."""
    sounds = level >= level.max() - 20.0
    edges = np.flatnonzero(np.diff(np.concatenate(([False], sounds, [False])).astype(int)))
    runs = [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a >= 30]
    loud = int(np.argmax(level >= level.max() - 10.0))
    heard, silent_from = np.nan, 0
    for start, end in runs:
        if start > loud:
            break
        if start - silent_from >= SILENT_MS:
            heard = float(start)
        silent_from = end
    return heard


def word_levels_db(samples: Array, rate: int, lines_s: list[Array]) -> Array:
    """How far below the loudest of its line each word's loudest moment is; a row of start and end for each word."""
    level = _level_db(samples, rate, 200.0, 5000.0, 0.02)
    found: list[float] = []
    for spans in lines_s:
        peaks = [level[round(start * 1000) : max(round(end * 1000), round(start * 1000) + 1)] for start, end in spans]
        loudest = [float(peak.max()) if len(peak) else -200.0 for peak in peaks]
        found.extend(peak - max(loudest) for peak in loudest)
    return np.array(found)


def _phrases(notes: Array) -> list[Array]:
    """The notes parted where nothing is sung for a while."""
    if not len(notes):
        return []
    gaps = np.flatnonzero(notes[1:, 0] - np.maximum.accumulate(notes[:-1, 1]) > PHRASE_GAP_S) + 1
    return np.split(notes, gaps)


def _level_db(samples: Array, rate: int, low_hz: float, high_hz: float, window_s: float) -> Array:
    """The level of a band for every millisecond, in windows around it."""
    band = scipy.signal.butter(4, (low_hz, high_hz), "band", fs=rate, output="sos")
    power = scipy.signal.sosfiltfilt(band, samples) ** 2
    total = np.concatenate([[0.0], np.cumsum(power)])
    centres = np.arange(int(len(samples) / rate * 1000)) * rate / 1000.0
    half = window_s * rate / 2.0
    first = np.clip(np.rint(centres - half), 0, len(samples)).astype(int)
    last = np.clip(np.rint(centres + half), 0, len(samples)).astype(int)
    mean = (total[last] - total[first]) / np.maximum(last - first, 1)
    return 10.0 * np.log10(np.maximum(mean, 1e-14))
