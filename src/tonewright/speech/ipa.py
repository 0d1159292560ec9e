"""What kind of sound a symbol of the International Phonetic Alphabet stands for.

The chart of the International Phonetic Association (revised to 2020), with the marks that eSpeak NG adds.
"""

import unicodedata

from tonewright.speech.utterance import PhoneKind

VOWELS = frozenset("iyɨʉɯuɪʏʊeøɘɵɤoəɛœɜɞʌɔæɐaɶɑɒɚɝᵻ")
CLOSE_VOWELS = frozenset("iyɨʉɯuɪʏʊ")
GLIDES = frozenset("jwɥɰ")
AS_GLIDE = {"i": "j", "ɪ": "j", "y": "ɥ", "ʏ": "ɥ", "u": "w", "ʊ": "w", "ʉ": "ɥ", "ɨ": "ɰ", "ɯ": "ɰ"}
UNVOICED = frozenset("ptkcqʈʔʡfθsʃʂɕçxχħhɸɬʍɧʰ")
PLOSIVES = frozenset("pbtdʈɖcɟkɡgqɢʔɗɓ")
NOISY = frozenset("vzʒʐʑðʝɣʁβ")
SYLLABIC = "\u0329"
UNKNOWN = "??"
"""eSpeak NG's name for a vowel variant for which its table has no symbol."""
# Most sonorous first (Selkirk, "On the major class features and syllable theory", 1984).
_SONORITY = ("jwɥɰ", "ɹɻɾrʀɽ", "lɭʎʟɫ", "mnɲŋɳɴɱ", "vzʒʐʑðʝɣʁβ", "bdɖɟɡɢ", "fθsʃʂɕçxχħhɸ")


def kind_of(symbol: str) -> PhoneKind:
    """Whether a phone is a vowel, a voiced or an unvoiced consonant, or a pause."""
    if not symbol or not _letters(symbol):
        return "vowel" if symbol == UNKNOWN else "pause"
    if vowels_of(symbol) or SYLLABIC in symbol:
        return "vowel"
    return "unvoiced" if _letters(symbol)[0] in UNVOICED else "voiced"


def vowels_of(symbol: str) -> str:
    """The vowel letters of a phone: two for a diphthong."""
    return "".join(char for char in _letters(symbol) if char in VOWELS)


def is_diphthong(symbol: str) -> bool:
    """True for a vowel that glides from one quality to another."""
    return len(set(vowels_of(symbol))) > 1


def is_closed(symbol: str) -> bool:
    """True for plosives and affricates, which begin with a closure."""
    return _letters(symbol)[:1] in PLOSIVES and bool(_letters(symbol))


def is_noisy(symbol: str) -> bool:
    """True for voiced fricatives and affricates."""
    return kind_of(symbol) == "voiced" and any(char in NOISY for char in symbol)


def rises(symbol: str) -> bool:
    """True for a rising diphthong (ja, uo, iɛ), of which the end is held and not the beginning."""
    letters = _letters(symbol)
    if len(letters) < 2 or letters[1] not in VOWELS:
        return False
    return letters[0] in GLIDES or (letters[0] in CLOSE_VOWELS and letters[1] not in CLOSE_VOWELS)


def sonority(symbol: str) -> int:
    """The rank of a consonant by sonority, 0 for the most sonorous."""
    first = _letters(symbol)[:1]
    return next((rank for rank, group in enumerate(_SONORITY) if first and first in group), len(_SONORITY))


def _letters(symbol: str) -> str:
    """The symbol without marks, length and numbers."""
    if symbol == "ʲ":
        return "j"
    bases = (
        char if char == "ç" else unicodedata.normalize("NFD", char)[0] for char in unicodedata.normalize("NFC", symbol)
    )
    return "".join(char for char in bases if unicodedata.category(char) in ("Ll", "Lo"))
