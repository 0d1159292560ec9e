"""The sounds on which English words rhyme: the last stressed vowel and all after it."""

from functools import lru_cache

from tonewright.speech.flite import FliteSpeech

_REDUCED = {"ax": "ah", "ix": "ih", "axr": "er"}
"""Reduced vowels of flite's phone set and the full ones that they rhyme with."""


@lru_cache(maxsize=4096)
def word_tail(word: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """An English word's consonants before its last stressed vowel, and the sounds from that vowel to its end."""
    syllables = FliteSpeech().syllables(word)
    stressed = [index for index, syllable in enumerate(syllables) if syllable.stress]
    start = stressed[-1] if stressed else len(syllables) - 1
    before = sum(len(syllable.phones) for syllable in syllables[:start])
    phones = [phone for syllable in syllables for phone in syllable.phones]
    vowel = next(at for at in range(before, len(phones)) if phones[at].kind == "vowel")
    symbols = [_REDUCED.get(phone.symbol, phone.symbol) for phone in phones]
    tail = tuple(_merged(symbols, at) for at in range(vowel, len(symbols)))
    onset = vowel
    while onset and phones[onset - 1].kind != "vowel":
        onset -= 1
    return tuple(symbols[onset:vowel]), tail


def _merged(symbols: list[str], at: int) -> str:
    """The phone, those vowels made one that General American does not tell apart there.

    `aa` and `ao` are one but before r (gone, on), `iy` and `ih` are one before r (years, shears): Wells,
    "Accents of English" (1982), 6.1.2 and 6.1.5.
    """
    before_r = symbols[at + 1 : at + 2] == ["r"]
    if symbols[at] == "ao" and not before_r:
        return "aa"
    if symbols[at] == "iy" and before_r:
        return "ih"
    return symbols[at]
