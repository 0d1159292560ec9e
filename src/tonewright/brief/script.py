"""Scripts: in which one a character, a word or a text is written, and which of them can be sung."""

import unicodedata
from functools import cache, lru_cache

from tonewright.brief.lexicon import table
from tonewright.speech.languages import language_of, primary, sung_languages

_IDEOGRAPHS = ("CJK", "IDEOGRAPHIC")
_KANA = ("HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA")
_WEIGHTS = {"han": 1.2, "kana": 1.0, "hangul": 1.0, "devanagari": 0.5}
"""Syllables that a letter stands for, roughly; an alphabet's letter stands for a third."""
_ALPHABETIC = 0.35


@lru_cache(maxsize=20_000)
def script_of(char: str) -> str:
    """The script of a letter, such as `latin`, `kana` or `han`; "" for signs, digits, marks and modifiers."""
    name = unicodedata.name(char, "").split(maxsplit=1)
    if not name or not char.isalnum() or char.isdigit():
        return ""
    first = name[0]
    if first in _IDEOGRAPHS:
        return "han"
    if first in _KANA:
        return "kana"
    return first.lower() if char.isalpha() and first not in ("MODIFIER", "DOUBLE-STRUCK", "SCRIPT") else ""


def scripts_in(text: str) -> dict[str, float]:
    """How many syllables of a text stand in each script, roughly."""
    found: dict[str, float] = {}
    for char in text:
        script = script_of(char)
        if script:
            found[script] = found.get(script, 0.0) + _WEIGHTS.get(script, _ALPHABETIC)
    return found


def is_unspaced(char: str) -> bool:
    """True for a character of scripts that put no spaces between words."""
    return script_of(char) in ("han", "kana")


@cache
def scripts_of(language: str) -> frozenset[str]:
    """The scripts that a language is written in; none for one that cannot be sung. `language` is a BCP 47 tag."""
    if primary(language) not in sung_languages():
        return frozenset()
    return frozenset(table("languages")["scripts"].get(language_of(language).script, ()))


@cache
def sung_scripts() -> frozenset[str]:
    """The scripts of the languages that can be sung."""
    return frozenset(script for tag in sung_languages() for script in scripts_of(tag))
