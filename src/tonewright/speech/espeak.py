"""Speech in every language from eSpeak NG, which runs as a program of its own.

Duddington & Dunn, eSpeak NG (GPLv3): a formant synthesiser whose events say where each phone starts. It puts
the closure of a stop at the tail of the phone before it; here the boundary is moved by energy.
"""

import atexit
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from tonewright.errors import SpeechError
from tonewright.speech.boundaries import LONGEST_CLOSURE_S, SHORTEST_PHONE_S, settled
from tonewright.speech.chinese import pinyin
from tonewright.speech.espeak_process import EspeakProcess, Spoken
from tonewright.speech.ipa import AS_GLIDE, is_closed, is_diphthong, is_noisy, kind_of, rises, sonority, vowels_of
from tonewright.speech.japanese import kana
from tonewright.speech.languages import Language, language_of
from tonewright.speech.script import language_for, pointed, spoken_text
from tonewright.speech.utterance import Phone, SpokenSyllable, SpokenWord, Utterance

DEFAULT_VARIANT = "benjamin"
WORDS_A_MINUTE = 140
PITCH, PITCH_RANGE = 70, 0
"""A level voice near 100 Hz: the vocoder sees the envelope best where harmonics lie close, and the period is sure."""
EQUALISER = (
    (125.0, 15.0),
    (177.0, 14.0),
    (250.0, 7.0),
    (354.0, 0.0),
    (500.0, 0.0),
    (707.0, -4.0),
    (1_414.0, -4.0),
    (2_000.0, -8.0),
    (4_000.0, -8.0),
    (5_400.0, 16.0),
    (8_000.0, 20.0),
)
"""From the long-term spectrum of Klatt voices in vowels to that of flite's rms, for which the singers are tuned."""
TRACT = 1.09
"""The formants of `benjamin` in i, a and u against those of rms, by the warp that matches their envelopes best."""
WORDS_AT_ONCE = 48
ON_GLIDE_SHARE = 0.4
TAIL_SHARE, LONGEST_TAIL_S = 0.35, 0.08
_PRIMARY = "ˈ"


@dataclass(frozen=True, eq=False)
class _Run:
    """Words said in one breath: each word's phones and the stresses of its syllables (() where unknown).

    `samples` are of 16 bits, so that float32 holds them exactly, in half the memory.
    """

    samples: NDArray[np.float32]
    sample_rate: int
    phones: tuple[tuple[Phone, ...], ...]
    stresses: tuple[tuple[int, ...], ...]


class EspeakSpeech:
    """Says lines in any sung language; a voice is a language's tag, `pt`, or one with a variant, `pt+m3`."""

    def speak(self, words: tuple[str, ...], voice: str) -> Utterance:
        """Say the words as one line; the answer has exactly these words, in order, each with a syllable.

        Raises SpeechError if eSpeak NG or the language's dictionary is missing, the language cannot be sung,
        or there is no word.
        """
        if not words:
            raise SpeechError("there is no word to say")
        tag, _, variant = voice.partition("+")
        line_language = language_of(tag)
        samples: list[NDArray[np.float32]] = []
        spoken: list[SpokenWord] = []
        offset_s, rate = 0.0, 22_050
        for language, own in _breaths(words, line_language):
            name = f"{language.voice}+{variant}" if variant else language.voice
            for run in _runs(_texts(own, language), name, language):
                for phones, stresses in zip(run.phones, run.stresses, strict=True):
                    moved = [replace(p, start_s=p.start_s + offset_s, end_s=p.end_s + offset_s) for p in phones]
                    spoken.append(SpokenWord(words[len(spoken)], _syllables(moved, stresses)))
                samples.append(run.samples)
                rate = run.sample_rate
                offset_s += len(run.samples) / rate
        return Utterance(np.concatenate(samples, dtype=np.float64), rate, tuple(spoken), EQUALISER, TRACT)


def _breaths(words: Sequence[str], language: Language) -> list[tuple[Language, list[str]]]:
    """The line in portions that are said at once, each in one language."""
    portions: list[tuple[Language, list[str]]] = []
    for word in words:
        own = language_for(word, language)
        if not portions or portions[-1][0] is not own or len(portions[-1][1]) == WORDS_AT_ONCE:
            portions.append((own, []))
        portions[-1][1].append(word)
    return portions


def _texts(words: Sequence[str], language: Language) -> Sequence[str]:
    """What eSpeak NG is given for the words: kana for Japanese, pinyin for Chinese, else what is written."""
    texts = [spoken_text(word, language) for word in words]
    if language.script == "Jpan":
        return [kana(text) or language.la for text in texts]
    return pinyin(texts) if language.script == "Hans" else texts


def _runs(texts: Sequence[str], voice: str, language: Language) -> list[_Run]:
    """The words as few runs, in order; a word whose vowel is lost beside its neighbours is said alone."""
    run = _say(tuple(texts), voice, language)
    lost = [index for index, phones in enumerate(run.phones) if not _is_word(phones, language)]
    if not lost:
        return [run]
    if len(texts) == 1:
        if language.script == "Arab":
            run = _say((pointed(texts[0]),), voice, language)
        return [run if _has_vowel(run.phones[0]) else _with_nucleus(run, language, voice)]
    runs: list[_Run] = []
    start = 0
    for index in [*lost, len(texts)]:
        if index > start:
            runs += _runs(texts[start:index], voice, language)
        if index < len(texts):
            runs += _runs(texts[index : index + 1], voice, language)
        start = index + 1
    return runs


def _with_nucleus(run: _Run, language: Language, voice: str) -> _Run:
    """A word without a vowel, its most sonorous consonant made the nucleus; `la` where there is no phone."""
    phones = list(run.phones[0])
    if not phones:
        return _say(tuple(_texts((language.la,), language)), voice, language)
    best = min(range(len(phones)), key=lambda index: sonority(phones[index].symbol))
    phones[best] = replace(phones[best], kind="vowel")
    return replace(run, phones=(tuple(phones),), stresses=((),))


@lru_cache(maxsize=256)
def _say(texts: tuple[str, ...], voice: str, language: Language) -> _Run:
    starts = list(accumulate((len(text) + 1 for text in texts[:-1]), initial=0))
    said = _process().speak(" ".join(texts), voice, WORDS_A_MINUTE, PITCH, PITCH_RANGE)
    phones = settled(_phones(said, starts), said.samples, said.sample_rate)
    own = tuple(tuple(phone for owner, phone in phones if owner == index) for index in range(len(texts)))
    end_s = max((phone.end_s for _, phone in phones), default=0.0) + 0.05
    samples = said.samples[: max(1, round(end_s * said.sample_rate))].astype(np.float32)
    chunks = said.phonemes.split()
    known = language.stress and len(chunks) == len(texts)
    stresses = tuple(_stresses(chunk) for chunk in chunks) if known else ((),) * len(texts)
    return _Run(samples, said.sample_rate, own, stresses)


def _phones(said: Spoken, starts: Sequence[int]) -> list[tuple[int, Phone]]:
    """The phones with the index of the word that each belongs to."""
    found: list[tuple[int, Phone]] = []
    owner, silent_from_s = 0, 0.0
    ends = [sample for _, sample, _ in said.events[1:]] + [len(said.samples)]
    for (kind, sample, value), end in zip(said.events, ends, strict=True):
        start_s, end_s = sample / said.sample_rate, end / said.sample_rate
        if kind == "word":
            owner = max((i for i, start in enumerate(starts) if start <= int(value)), default=0)
            silent_from_s = start_s
            continue
        symbol = str(value)
        phone_kind = "pause" if symbol.startswith("(") else kind_of(symbol)
        if phone_kind == "pause":
            silent_from_s = min(silent_from_s, start_s) if silent_from_s >= 0 else start_s
            continue
        closed = is_closed(symbol)
        if closed and silent_from_s >= 0:
            start_s = max(silent_from_s, start_s - LONGEST_CLOSURE_S)
        silent_from_s = -1.0
        phone = Phone(symbol, phone_kind, start_s, end_s, is_diphthong(symbol), closed, is_noisy(symbol))
        if end_s - start_s < SHORTEST_PHONE_S:
            if not found or found[-1][1].kind != "vowel" or phone_kind == "vowel":
                continue
            # A nasal or liquid that eSpeak NG says as the end of the vowel before it.
            before = found[-1][1]
            tail_s = min(TAIL_SHARE * (before.end_s - before.start_s), LONGEST_TAIL_S)
            found[-1] = (found[-1][0], replace(before, end_s=before.end_s - tail_s))
            phone = replace(phone, start_s=before.end_s - tail_s)
        found += [(owner, part) for part in _parts(phone)]
    return _semivowels(found)


def _semivowels(phones: list[tuple[int, Phone]]) -> list[tuple[int, Phone]]:
    """The phones with the y of French pluie as the glide that it is; eSpeak NG writes it as a vowel."""
    changed = list(phones)
    for index, ((owner, phone), (after, following)) in enumerate(pairwise(phones)):
        if owner == after and vowels_of(phone.symbol) == "y" and vowels_of(following.symbol) == "i":
            changed[index] = (owner, replace(phone, symbol="ɥ", kind="voiced"))
    return changed


def _parts(phone: Phone) -> tuple[Phone, ...]:
    """A rising diphthong as a glide, sung before the beat, and the vowel that is held; others as they are."""
    if not rises(phone.symbol):
        return (phone,)
    middle_s = phone.start_s + ON_GLIDE_SHARE * (phone.end_s - phone.start_s)
    head, rest = AS_GLIDE.get(phone.symbol[0], phone.symbol[0]), phone.symbol[1:]
    glide = replace(phone, symbol=head, kind="voiced", end_s=middle_s, diphthong=False)
    return glide, replace(phone, symbol=rest, start_s=middle_s, diphthong=is_diphthong(rest))


def _stresses(chunk: str) -> tuple[int, ...]:
    """The stresses of a word's syllables, from its phonemes."""
    found: list[int] = []
    stressed = 0
    for symbol in chunk.split("_"):
        stressed = max(stressed, int(_PRIMARY in symbol))
        if kind_of(symbol) == "vowel":
            found.append(stressed)
            stressed = 0
    return tuple(found)


def _syllables(phones: Sequence[Phone], stresses: Sequence[int]) -> tuple[SpokenSyllable, ...]:
    """A word's phones as syllables with one vowel each; of consonants between vowels the last opens the next."""
    nuclei = [index for index, phone in enumerate(phones) if phone.kind == "vowel"]
    cuts = [0]
    for before, after in pairwise(nuclei):
        cuts.append(_opening(phones, before, after))
    cuts.append(len(phones))
    marks = _marks(stresses, len(nuclei))
    return tuple(
        SpokenSyllable(tuple(phones[start:end]), mark) for start, end, mark in zip(cuts, cuts[1:], marks, strict=False)
    )


def _opening(phones: Sequence[Phone], before: int, after: int) -> int:
    """Where the syllable of the vowel `after` opens: sonority rises from there (Selkirk 1984), no ŋ leads a cluster."""
    start = after
    while start - 1 > before:
        leads = sonority(phones[start - 1].symbol) > sonority(phones[start].symbol) and phones[start - 1].symbol != "ŋ"
        if start < after and not leads:
            break
        start -= 1
    return start


def _marks(stresses: Sequence[int], count: int) -> tuple[int, ...]:
    """Stresses for `count` syllables; where they are not known a word's first of several has it."""
    if len(stresses) == count:
        return tuple(stresses)
    if not stresses:
        return (int(count > 1),) + (0,) * (count - 1)
    stressed = {round(index * (count - 1) / max(len(stresses) - 1, 1)) for index, mark in enumerate(stresses) if mark}
    return tuple(int(index in stressed) for index in range(count))


def _is_word(phones: Sequence[Phone], language: Language) -> bool:
    """True where the phones can be sung: with a vowel, and in Arabic not two consonants before it."""
    if language.script == "Arab" and all(phone.kind != "vowel" for phone in phones[:2]):
        return False
    return _has_vowel(phones)


def _has_vowel(phones: Sequence[Phone]) -> bool:
    return any(phone.kind == "vowel" for phone in phones)


@cache
def _process() -> EspeakProcess:
    process = EspeakProcess()
    atexit.register(process.end)
    return process
