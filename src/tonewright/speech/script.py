"""Written words in any script as text that a speech engine can be given."""

import re
import unicodedata

from tonewright.speech.languages import Language, language_of, sung_languages

LETTERS_A_WORD = 48
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘`´ʼ᾽", "'"))
_SIGNS = frozenset("%&+@€$£°")
_SCRIPTS = {
    "LATIN": "Latn",
    "CYRILLIC": "Cyrl",
    "GREEK": "Grek",
    "DEVANAGARI": "Deva",
    "ARABIC": "Arab",
    "HANGUL": "Hang",
    "HIRAGANA": "Jpan",
    "KATAKANA": "Jpan",
    "CJK": "Hans",
}
_JOINERS = frozenset("\u200c\u200d")
_ARABIC_CONSONANT = re.compile("[\u0621\u0623-\u0626\u0628-\u0647\u0624]")
_ARABIC_VOWELS = frozenset("اويىآ")
_FATHA, _SUKUN = "\u064e", "\u0652"
_ALPHABETIC_TO = "\u0590"
"""Scripts up to here (Latin, Greek, Cyrillic, Armenian) drag a vowel by writing it many times."""


def spoken_text(word: str, language: Language) -> str:
    """What is said for a written word: letters, digits and signs, parted by spaces; never empty.

    Brackets, markup and emoji go; after 48 letters no more of a word is said; where nothing is left, the
    language's `la` is said.
    """
    text = unicodedata.normalize("NFKC", word.translate(_APOSTROPHES)[:1000]).translate(_APOSTROPHES)
    text = _lower(text, language).strip("'")
    kept = "".join(_kept(text, index) for index in range(len(text)))
    kept = re.sub(rf"([a-z\u00c0-{_ALPHABETIC_TO}])\1{{2,}}", r"\1\1", kept)
    short = " ".join(kept.split())[:LETTERS_A_WORD].strip("' ")
    return language.spoken.get(short, short) if any(map(str.isalnum, short)) else language.la


def language_for(word: str, language: Language) -> Language:
    """The language that says a word of a line: the line's, or that of the word's script where it has another.

    Of several that are written in it that is the first in languages.toml. Japanese reads every script as kana.
    """
    letter = next((char for char in word if char.isalpha()), "")
    script = _SCRIPTS.get(unicodedata.name(letter, "").split(" ")[0].split("-")[0]) if letter else None
    if script is None or language.script in (script, "Jpan"):
        return language
    return next(known for known in map(language_of, sung_languages()) if known.script == script)


def _lower(text: str, language: Language) -> str:
    if language.tag == "tr":
        text = text.replace("I", "ı").replace("İ", "i")
    return text.lower()


def _kept(text: str, index: int) -> str:
    """The character, a space in the place of one that parts words, or nothing."""
    char = text[index]
    if char.isdigit() and not char.isascii():
        return str(unicodedata.digit(char))
    category = unicodedata.category(char)
    if char in _SIGNS or char == "'" or category[0] == "L" or category in ("Mn", "Mc", "Nd"):
        return char
    between_digits = text[max(index - 1, 0)].isdigit() and text[index + 1 : index + 2].isdigit()
    if char in ".," and between_digits and index > 0:
        return char
    return char if char in _JOINERS else "" if category in ("So", "Sk", "Cf", "Me") else " "


def pointed(text: str) -> str:
    """Arabic consonants given the short vowels that its syllables need where none is written: نرقص as نَرقَص.

    An open syllable is one consonant and a vowel, a closed one has a consonant more (Ryding, "A Reference
    Grammar of Modern Standard Arabic", 2005, section 2.6); the vowel is always a, the most frequent one.
    """
    letters = re.findall(r".[\u064b-\u0652\u0670]*", text)
    out = ""
    opened = False
    for index, letter in enumerate(letters):
        is_long = letter[0] in _ARABIC_VOWELS and index > 0
        marked = len(letter) > 1
        before_long = letters[index + 1 : index + 2] and letters[index + 1][0] in _ARABIC_VOWELS
        closes = opened or (index > 0 and index + 1 == len(letters))
        if not (is_long or marked or before_long or closes) and _ARABIC_CONSONANT.match(letter):
            letter += _FATHA  # noqa: PLW2901
            opened = True
        else:
            opened = marked and letter[-1] != _SUKUN
        out += letter
    return out
