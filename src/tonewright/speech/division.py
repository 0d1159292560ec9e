"""Written words of any script cut into as many pieces as syllables are sung.

Letters seldom show syllables exactly: the number comes from speech, the places from how each script is
divided in print (Daniels & Bright, "The World's Writing Systems", 1996).
"""

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

_VOWEL_BASES = frozenset("aeiouyæœøаеёиоуыэюяіїєαεηιουωıə")
_DIGRAPHS = ("ch", "sh", "th", "ph", "ck", "qu")
# Vowel letters that stand for one sound, in Greek, French, German and Dutch.
_VOWEL_PAIRS = frozenset(
    ("ου", "ει", "αι", "οι", "υι", "ευ", "αυ", "ou", "ei", "eu", "au", "ai", "ie", "oe", "ui", "ij", "oo", "aa", "ee")
)
_SECOND_OF_ONSET = frozenset("lrjwлрλρ")
_FIRST_OF_ONSET = frozenset("bcdfgkptvбвгдкпфтхβγδθκπτφχ")
_SMALL_KANA = frozenset("ぁぃぅぇぉゃゅょゎァィゥェォャュョヮーっッんン")
_VIRAMA = "\u094d"
_LONG_ARABIC = frozenset("اويىآ")


def divide(word: str, count: int, undivided: Sequence[str] = ()) -> list[str]:
    """The word in `count` (1 or more) pieces which joined give it; the last are empty where letters run out.

    `undivided` are consonant letters of the word's language that are never parted.
    """
    if count == 1 or not word:
        return [word] + [""] * (count - 1)
    if any(char.isdigit() for char in word):
        return [word] + [""] * (count - 1)
    units = _units(word)
    if units is not None:
        return _fitted(units, count)
    return _by_vowels(word, count, (*undivided, *_DIGRAPHS))


def _units(word: str) -> list[str] | None:
    """The word by the syllable signs of its script, None for alphabets; other characters join the one before."""
    first = next((char for char in word if char.isalpha()), " ")
    script = unicodedata.name(first, "").split(" ")[0]
    if script not in ("HANGUL", "CJK", "HIRAGANA", "KATAKANA", "DEVANAGARI", "ARABIC"):
        return None
    units: list[str] = []
    for char in word:
        if not units or (char.isalpha() and _opens(char, units[-1], script)):
            units.append(char)
        else:
            units[-1] += char
    return units


def _opens(char: str, unit: str, script: str) -> bool:
    """True where a letter opens a syllable, as it stands behind `unit`."""
    if not any(before.isalpha() for before in unit):
        return False
    if script == "DEVANAGARI":
        return not unit.endswith(_VIRAMA) and unicodedata.category(char) == "Lo"
    if script == "ARABIC":
        return char not in _LONG_ARABIC
    return char not in _SMALL_KANA


def _fitted(units: list[str], count: int) -> list[str]:
    """Units made `count` pieces: bare ones close the syllable before them, one that is long leaves empty ones."""
    units = list(units)
    while len(units) > count:
        # A sign with nothing added to it is the likeliest to be without a vowel, and rather a late one.
        weakest = min(range(1, len(units)), key=lambda index: (len(units[index]), -index))
        units[weakest - 1 : weakest + 1] = [units[weakest - 1] + units[weakest]]
    ideographs = [i for i, unit in enumerate(units) if unicodedata.name(unit[0], "").startswith("CJK")]
    missing = count - len(units)
    if missing and ideographs:
        # Kana after a word's kanji are read as they stand: the kanji take what is left.
        for turn in range(missing):
            units.insert(ideographs[turn % len(ideographs)] + 1, "")
            ideographs = [i + (i > ideographs[turn % len(ideographs)]) for i in ideographs]
        return units
    return units + [""] * missing


def _by_vowels(word: str, count: int, digraphs: Sequence[str]) -> list[str]:
    plain = "".join(_base(char) for char in word)
    spans = _nuclei(plain, count)
    if spans is None:
        return [word] + [""] * (count - 1)
    cuts = [0]
    for (_, left_end), (right_start, _) in pairwise(spans):
        cuts.append(left_end + _coda_letters(plain[left_end:right_start], digraphs))
    return [word[start:end] for start, end in zip(cuts, [*cuts[1:], len(word)], strict=True)]


def _base(char: str) -> str:
    """The letter without accents, in lower case, always one character."""
    if unicodedata.combining(char):
        return "̀"
    base = unicodedata.normalize("NFD", char.lower())[:1]
    return "'" if base in "'’" else base


def _nuclei(plain: str, count: int) -> list[tuple[int, int]] | None:
    """Spans of the vowel letters, as many as there are syllables; None where letters cannot show them."""
    hidden = re.sub(r"(?<=[qg])u(?=[eiy])|(?<=q)u", "_", plain)
    if plain[:1] in "yj" and plain[1:2] in _VOWEL_BASES:
        hidden = "_" + hidden[1:]
    vowels = "".join(_VOWEL_BASES)
    spans = [match.span() for match in re.finditer(rf"[{vowels}\u0300]+", hidden) if hidden[match.start()] != "\u0300"]
    silent = re.search(r"[^aeiouy_](e|es|ent)[^\w]*$", plain)
    if len(spans) > count and silent is not None and len(spans) > 1:
        spans.pop()
    while len(spans) > count:
        weakest = min(range(1, len(spans)), key=lambda index: (spans[index][1] - spans[index][0], -index))
        del spans[weakest]
    while len(spans) < count:
        widest = max(range(len(spans)), key=lambda index: spans[index][1] - spans[index][0], default=None)
        if widest is None or spans[widest][1] - spans[widest][0] < 2:
            return None
        start, end = spans[widest]
        cut = min(range(start + 1, end), key=lambda at: (plain[at - 1 : at + 1] in _VOWEL_PAIRS, plain[at] == "\u0300"))
        spans[widest : widest + 1] = [(start, cut), (cut, end)]
    return spans


def _coda_letters(between: str, digraphs: Sequence[str]) -> int:
    """How many of the consonant letters between two vowels belong to the first of them."""
    for mark in "-‐‑'":
        if mark in between:
            return between.index(mark) + 1
    units: list[str] = []
    rest = between
    while rest:
        unit = next((digraph for digraph in digraphs if rest.startswith(digraph)), rest[0])
        units.append(unit)
        rest = rest[len(unit) :]
    if len(units) < 2:
        return 0
    opens = 2 if units[-1] in _SECOND_OF_ONSET and units[-2] in _FIRST_OF_ONSET and units[-1] != units[-2] else 1
    return sum(len(unit) for unit in units[: len(units) - opens])
