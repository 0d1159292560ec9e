"""Phonologies: how the words of a language sound and where they are stressed, by rules that stand in data.

A table `lexicon/lyrics/<language>/phonology.toml` holds rewriting rules from letters to sounds, one character a
sound. They serve to count syllables and to find rhymes; nothing is spoken with them.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

STRESS = "'"
"""Stands before a stressed vowel among sounds."""


@dataclass(frozen=True)
class Phonology:
    """The sounds of a language.

    Attributes
    ----------
    vowels: the sounds that make a syllable. weak: those of them that never bear stress.
    silent_at_end: weak sounds that are not sung at a line's end. elided: those that fall before a vowel.
    merges: True where the vowels of two words that meet are sung as one syllable (synaloepha).
    assonance: True where the vowels alone may rhyme. near: pairs of final vowels that then count as one.
    rules: patterns and what takes their place, in order. stress: patterns of the written word and which full vowel
    from the end is stressed, the first that fits. words: sounds of words that follow no rule. inside: those of words
    that are shorter where the line goes on.
    unstressed: words without a stress of their own inside a line.
    """

    vowels: str
    weak: str
    silent_at_end: str
    elided: str
    merges: bool
    assonance: bool
    near: Mapping[str, str]
    rules: tuple[tuple[re.Pattern[str], str], ...]
    stress: tuple[tuple[re.Pattern[str], int], ...]
    words: Mapping[str, str]
    inside: Mapping[str, str]
    unstressed: frozenset[str]

    def sounds(self, word: str) -> str:
        """The sounds of a written word in small letters, with STRESS before its stressed vowel if it has one."""
        known = self.words.get(word)
        if known is not None:
            return known
        text = word
        for pattern, replacement in self.rules:
            text = pattern.sub(replacement, text)
        return text if STRESS in text else self._stressed(word, text)

    def _stressed(self, word: str, sounds: str) -> str:
        full = [at for at, sound in enumerate(sounds) if sound in self.vowels and sound not in self.weak]
        if not full:
            return sounds
        from_end = next((number for pattern, number in self.stress if pattern.search(word)), 1)
        at = full[-min(from_end, len(full))]
        return f"{sounds[:at]}{STRESS}{sounds[at:]}"


@cache
def phonology(language: str) -> Phonology:
    """The phonology of a language with a table, such as `es`."""
    file = resources.files("tonewright.brief").joinpath("lexicon", "lyrics", language, "phonology.toml")
    data = tomllib.loads(unicodedata.normalize("NFC", file.read_text("utf-8")))
    return Phonology(
        vowels=data["vowels"],
        weak=data.get("weak", ""),
        silent_at_end=data.get("silent_at_end", ""),
        elided=data.get("elided", ""),
        merges=data.get("merges", False),
        assonance=data.get("assonance", False),
        near=data.get("near", {}),
        rules=tuple((re.compile(pattern), replacement) for pattern, replacement in data["rules"]),
        stress=tuple((re.compile(pattern), number) for pattern, number in data["stress"]),
        words=data.get("words", {}),
        inside=data.get("inside", {}),
        unstressed=frozenset(data.get("unstressed", ())),
    )
