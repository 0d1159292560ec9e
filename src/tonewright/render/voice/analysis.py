"""A spoken line as WORLD sees it: its spectral envelope, frame by frame, and what is voiced.

Morise, Yokomori & Ozawa, "WORLD: a vocoder-based high-quality speech synthesis system for real-time
applications", IEICE Trans. E99-D (2016); CheapTrick: Morise, Speech Communication 67 (2015).
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pyworld
from numpy.typing import NDArray

from tonewright.errors import SpeechError
from tonewright.render.voice.onsets import place_vowels
from tonewright.speech.espeak import EspeakSpeech
from tonewright.speech.flite import FliteSpeech
from tonewright.speech.utterance import SpeechEngine, Utterance

FRAME_S = 0.005
FLOOR_HZ, CEILING_HZ = 60.0, 400.0
DECIMATION = 4
LEVEL_BAND_HZ, HISS_BAND_HZ = (150.0, 4_000.0), (5_000.0, 8_000.0)
HISS_FROM_NEPER = -2.9
"""Vowels have at least 25 dB less above 5 kHz than below 4 kHz; more is a neighbour's hiss."""
_ENGINES: dict[str, SpeechEngine] = {"flite": FliteSpeech(), "espeak": EspeakSpeech()}


@dataclass(frozen=True, eq=False)
class SpokenLine:
    """A spoken line and its analysis.

    `log_envelope` has shape (frames, bins): the natural logarithm of the magnitude from 0 to half the sample
    rate, one frame every FRAME_S seconds. `level` (frames,) is the level in neper from 150 Hz to 4 kHz, less where
    there is hiss above it.
    """

    utterance: Utterance
    log_envelope: NDArray[np.float32]
    level: NDArray[np.float64]

    @property
    def nyquist_hz(self) -> float:
        """The highest frequency of the envelope, its formants where those of a tract of the usual length are."""
        return self.utterance.sample_rate / 2 / self.utterance.tract


@lru_cache(maxsize=256)
def speak_line(words: tuple[str, ...], engine: str, voice: str) -> SpokenLine:
    """Say the words once and analyse them; kept for a song, since choruses, harmonies and doubles say them again.

    Raises SpeechError if the engine is unknown or says nothing.
    """
    if engine not in _ENGINES:
        raise SpeechError(f"unknown speech engine {engine!r}, known are {', '.join(_ENGINES)}")
    return analyse(_ENGINES[engine].speak(words, voice))


def analyse(utterance: Utterance) -> SpokenLine:
    """The envelope of an utterance, its vowels and voiced consonants analysed as voiced throughout."""
    samples = np.ascontiguousarray(utterance.samples)
    rate = utterance.sample_rate
    # The envelope needs the period only to within a few per cent, so a quick estimate is not refined.
    f0, times = pyworld.dio(
        samples, rate, f0_floor=FLOOR_HZ, f0_ceil=CEILING_HZ, frame_period=1000 * FRAME_S, speed=DECIMATION
    )
    f0 = _voiced_through(f0, utterance)
    envelope = pyworld.cheaptrick(samples, f0, times, rate)
    log_power = np.log(np.maximum(envelope, 1e-14))
    if utterance.equaliser:
        bins_hz = np.linspace(0.0, rate / 2, envelope.shape[1])
        points_hz, gains_db = zip(*utterance.equaliser, strict=True)
        gain = np.interp(np.log(np.maximum(bins_hz, 1.0)), np.log(points_hz), gains_db) * (np.log(10.0) / 10.0)
        log_power += np.where(f0 > 0, 1.0, 0.0)[:, None] * gain
    power = np.exp(log_power)
    level = _band_level(power, rate, LEVEL_BAND_HZ)
    # Where a fricative already hisses or still does, a vowel is not the vowel alone.
    hiss = _band_level(power, rate, HISS_BAND_HZ) - level
    level -= np.maximum(hiss - HISS_FROM_NEPER, 0.0)
    log_envelope = 0.5 * log_power
    return SpokenLine(place_vowels(utterance, log_envelope, level, FRAME_S), log_envelope.astype(np.float32), level)


def _band_level(envelope: NDArray[np.float64], rate: int, band_hz: tuple[float, float]) -> NDArray[np.float64]:
    """The level in neper of each frame of a power spectrum within a band."""
    first, last = (round(min(hz / (rate / 2), 1.0) * (envelope.shape[1] - 1)) for hz in band_hz)
    return np.asarray(0.5 * np.log(np.sum(envelope[:, first:last], axis=1) + 1e-12))


def _voiced_through(f0: NDArray[np.float64], utterance: Utterance) -> NDArray[np.float64]:
    """The fundamental with gaps inside voiced phones filled in, since we know that they are voiced."""
    voiced = f0 > 0
    if not voiced.any():
        return f0
    index = np.arange(len(f0))
    filled = np.interp(index, index[voiced], f0[voiced])
    wanted = voiced.copy()
    for word in utterance.words:
        for syllable in word.syllables:
            for phone in syllable.phones:
                first, last = int(phone.start_s / FRAME_S), int(np.ceil(phone.end_s / FRAME_S))
                if phone.kind in ("vowel", "voiced"):
                    wanted[first:last] = True
                elif phone.kind == "unvoiced":
                    wanted[first + 1 : last - 1] = False
    return np.where(wanted, filled, 0.0)
