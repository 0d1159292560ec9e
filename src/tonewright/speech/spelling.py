"""Written words as letters that a speech engine says without surprises.

Numbers, symbols, contractions and sung sounds are spelled out here, because an engine's own rules for them
depend on the neighbouring words, and the number of syllables must not.
"""

import re
import tomllib
import unicodedata
from functools import cache
from importlib import resources

from tonewright.speech.numerals import number_words

LONGEST_TOKEN = 24
LETTERS_A_WORD = 48
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_PARTS = re.compile(r"[$£€]?\d[\d.,]*(?:'?s\b|st\b|nd\b|rd\b|th\b|%)?|[a-z]+(?:'[a-z]+)*'?|'[a-z]+|[&+@%=]")
_SIGNS = {"&": "and", "+": "plus", "@": "at", "%": "percent", "=": "equals"}
_VOWELS = frozenset("aeiouy")


def spoken_tokens(word: str) -> tuple[str, ...]:
    """What is said for a written word: one or more tokens of the letters a…z and apostrophes.

    A word in which nothing can be said (only punctuation or emoji) is said as `la`. Very long words are cut
    into pieces that an engine can take, and after 48 letters no more of them is said.
    """
    text = _plain(word)
    tokens = [token for part in _PARTS.findall(text) for token in _say(part)]
    if re.fullmatch(r"(?:[a-z]\.){2,}", text):
        tokens = [letter for letter in text if letter != "."]
    kept: list[str] = []
    room = LETTERS_A_WORD
    for token in tokens:
        for start in range(0, min(len(token), room), LONGEST_TOKEN):
            piece = token[start : start + LONGEST_TOKEN].strip("'")
            if piece:
                kept.append(piece if len(piece) > 1 or len(token) == 1 else piece + "a")
        room -= len(token)
        if room <= 0:
            break
    return tuple(kept) or ("la",)


def _plain(word: str) -> str:
    text = word.lower().replace("’", "'").replace("‘", "'").replace("`", "'")
    folded = "".join(_letter(c) for c in unicodedata.normalize("NFKD", text))
    return folded[:1000]


def _letter(char: str) -> str:
    """A character in the letters a…z where it has a reading in them, from its Unicode name."""
    if char.isascii():
        return char
    special = _table()["letters"].get(char)
    if special is not None:
        return str(special)
    if unicodedata.combining(char) or not char.isalpha():
        return ""
    name = unicodedata.name(char, "")
    match = re.search(r"(?:HIRAGANA|KATAKANA) LETTER (?:SMALL )?([A-Z]+)$", name)
    return match.group(1).lower() if match else ""


def _say(part: str) -> list[str]:
    if part in _SIGNS:
        return [_SIGNS[part]]
    if _NUMBER.search(part):
        return number_words(part)
    respelled = _table()["words"].get(part)
    if respelled is not None:
        return str(respelled).split()
    if part.endswith("in'") and len(part) > 4:
        return [part[:-1] + "g"]
    part = re.sub(r"(.)\1{2,}", r"\1\1", part)
    bare = re.sub(r"(.)\1+", r"\1", part)
    if len(bare) > 1 and not _VOWELS & set(bare):
        return [_table()["words"].get(bare, bare[0] + "u" + bare[1:])]
    return [part]


@cache
def _table() -> dict[str, dict[str, str]]:
    text = resources.files("tonewright.speech").joinpath("spellings.toml").read_text("utf-8")
    return tomllib.loads(text)
