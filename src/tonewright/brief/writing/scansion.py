"""Scansion: how many syllables a line has, where they are stressed, and what it rhymes on."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from tonewright.brief.lyric_line import sung_words
from tonewright.brief.rhyme import word_tail
from tonewright.brief.writing.phonology import STRESS, Phonology, phonology
from tonewright.speech.syllables import syllabify

ENGLISH = "en"
_PIECES = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Scansion:
    """A line as it is counted.

    Attributes
    ----------
    syllables: how many are sung, with the elisions of the language. stresses: the indices of those whose word is
        stressed there. measure: how many there are up to the last stressed one, it included: that lines match in this
        is what metre means in every language here, however their last words end.
    word: the last word in small letters. onset, tail: the sounds before its last stressed vowel, and from it on.
    """

    syllables: int
    stresses: tuple[int, ...]
    measure: int
    word: str
    onset: tuple[str, ...]
    tail: tuple[str, ...]


@lru_cache(maxsize=20_000)
def scan(line: str, language: str) -> Scansion:
    """The scansion of a line that `scans`, in a language that has a phonology or in English."""
    return _scan_english(line) if language == ENGLISH else _scan_written(line, phonology(language))


def scans(line: str, language: str) -> bool:
    """True for a line that can be scanned: it has a word, and outside English one of letters."""
    return bool(sung_words(line) if language == ENGLISH else _PIECES.search(line))


def lines_rhyme(first: str, second: str, language: str) -> bool:
    """True where two lines rhyme by the rules of the language: not on the same word, and on all from the last
    stressed vowel, or where the language has assonance on its vowels alone.

    In English the consonants before that vowel differ (Holtman, "A Generative Theory of Rhyme", 1996, chapter 2).
    """
    one, other = scan(first, language), scan(second, language)
    if not one.tail or not other.tail or one.word == other.word:
        return False
    if one.tail == other.tail:
        return language != ENGLISH or one.onset != other.onset
    if language == ENGLISH or not phonology(language).assonance:
        return False
    return _assonance(one.tail, phonology(language)) == _assonance(other.tail, phonology(language))


def rhyme_of(line: str, language: str) -> tuple[str, ...]:
    """What a line rhymes on: the vowels where those suffice, else all sounds from the last stressed vowel."""
    tail = scan(line, language).tail
    if language == ENGLISH or not phonology(language).assonance:
        return tail
    return _assonance(tail, phonology(language))


def _assonance(tail: tuple[str, ...], sounds: Phonology) -> tuple[str, ...]:
    """The stressed vowel and the last one; between them nothing counts (Navarro Tomás, "Métrica española", 1956).

    Of a word without a vowel, such as `TV`, all sounds.
    """
    vowels = [sound for sound in tail if sound in sounds.vowels]
    if not vowels:
        return tail
    return (vowels[0], *(sounds.near.get(vowel, vowel) for vowel in vowels[1:][-1:]))


def _scan_english(line: str) -> Scansion:
    words = sung_words(line)
    syllables = [(stress, word) for word in words for _, stress in syllabify(word)]
    stresses = tuple(at for at, (stress, _) in enumerate(syllables) if stress)
    onset, tail = word_tail(words[-1].lower())
    last = syllabify(words[-1])
    stressed = [at for at, (_, stress) in enumerate(last) if stress]
    after = len(last) - 1 - stressed[-1] if stressed else 0
    return Scansion(len(syllables), stresses, len(syllables) - after, words[-1].lower().strip(".,!?;:…"), onset, tail)


def _scan_written(line: str, sounds: Phonology) -> Scansion:
    words = _PIECES.findall(unicodedata.normalize("NFC", line).lower())
    spoken = [sounds.inside.get(word) or sounds.sounds(word) for word in words[:-1]] + [sounds.sounds(words[-1])]
    syllables: list[bool] = []
    alone = False
    for index, (word, said) in enumerate(zip(words, spoken, strict=True)):
        following = _first(spoken, index + 1)
        met = False
        if sounds.merges and index and not alone:
            met = spoken[index - 1][-1:] in sounds.vowels and _first(spoken, index) in sounds.vowels
        own = _nuclei(_sung(said, following, sounds), sounds, word in sounds.unstressed and index < len(words) - 1)
        if met and own and syllables:
            syllables[-1] = syllables[-1] or own[0]
            alone = len(own) == 1 and len(said.replace(STRESS, "")) == 1
            own = own[1:]
        else:
            alone = False
        syllables += own
    stresses = tuple(at for at, stressed in enumerate(syllables) if stressed)
    onset, _, tail = spoken[-1].rpartition(STRESS)
    while tail and tail[-1] in sounds.silent_at_end:
        tail = tail[:-1]
    before = len(onset)
    while before and onset[before - 1] not in sounds.vowels:
        before -= 1
    measure = stresses[-1] + 1 if stresses else len(syllables)
    return Scansion(len(syllables), stresses, measure, words[-1], tuple(onset[before:]), tuple(tail))


def _first(spoken: list[str], index: int) -> str:
    """The first sound of a word, "" after the last one."""
    return spoken[index].replace(STRESS, "")[:1] if index < len(spoken) else ""


def _sung(said: str, following: str, sounds: Phonology) -> str:
    """A word's sounds without the weak ending that falls before a vowel or at the line's end."""
    falls = sounds.elided if following in sounds.vowels and following else ""
    falls = sounds.silent_at_end if not following else falls
    return said[:-1] if said[-1:] and said[-1] in falls else said


def _nuclei(said: str, sounds: Phonology, is_weak: bool) -> list[bool]:
    """Of each vowel whether it is stressed."""
    plain = said.split(STRESS)
    found = [False for sound in plain[0] if sound in sounds.vowels]
    for part in plain[1:]:
        found += [not is_weak and at == 0 for at, sound in enumerate(part) if sound in sounds.vowels]
    return found
