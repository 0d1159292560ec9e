"""What a speech engine says: samples, and words, syllables and phones with their times."""

from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

PhoneKind = Literal["vowel", "voiced", "unvoiced", "pause"]


@dataclass(frozen=True)
class Phone:
    """A phone of the engine's own set, from start_s to end_s of the utterance.

    `closed` stops and affricates begin with the mouth shut; `noisy` ones are voiced and hiss at once, as z does.
    """

    symbol: str
    kind: PhoneKind
    start_s: float
    end_s: float
    diphthong: bool = False
    closed: bool = False
    noisy: bool = False


@dataclass(frozen=True)
class SpokenSyllable:
    """A syllable with exactly one vowel; stress is 0 or 1."""

    phones: tuple[Phone, ...]
    stress: int


@dataclass(frozen=True)
class SpokenWord:
    """A word as the engine was given it, and its syllables, at least one."""

    text: str
    syllables: tuple[SpokenSyllable, ...]


@dataclass(frozen=True)
class Utterance:
    """A spoken line. `samples` is mono float64 in −1…1.

    `equaliser` brings the speaker's voiced sounds to the spectrum for which singers are tuned: gains in decibels at
    rising frequencies in Hz. `tract` is how much higher the speaker's formants lie than those of the speaker for whom
    they are tuned, flite's rms.
    """

    samples: NDArray[np.float64]
    sample_rate: int
    words: tuple[SpokenWord, ...]
    equaliser: tuple[tuple[float, float], ...] = ()
    tract: float = 1.0


class SpeechEngine(Protocol):
    """A port to a speech synthesiser; adapters: `flite` for English, `espeak` for every language."""

    def speak(self, words: tuple[str, ...], voice: str) -> Utterance:
        """Say the words as one line. The answer has exactly these words, in order, each with a syllable.

        Raises SpeechError if the engine or the voice is missing or says nothing.
        """
        ...
