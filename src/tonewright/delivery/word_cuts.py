"""A line of lyrics cut at its words, so that times can stand between them and nothing of the line is lost."""

import unicodedata
from collections.abc import Sequence
from itertools import pairwise

_OPENING_CATEGORIES = ("Ps", "Pi")
_OPENING = "¿¡\"'"


def cut_at_words(text: str, words: Sequence[str]) -> list[str]:
    """The line in as many pieces as there are words, each from its word's beginning to the next one's.

    The pieces joined are the line, with its punctuation and, where its script has any, its spaces. Where a word does
    not stand in the line, such as a number that is written otherwise than it is sung, the words themselves are the
    pieces, with spaces between them.
    """
    starts: list[int] = []
    at = 0
    for word in words:
        start = _find(text, word, at)
        if start < 0:
            return [word if number == len(words) - 1 else f"{word} " for number, word in enumerate(words)]
        starts.append(_before_opening(text, start, at))
        at = start + len(word)
    bounds = [0, *starts[1:], len(text)]
    return [text[start:end] for start, end in pairwise(bounds)]


def _find(text: str, word: str, at: int) -> int:
    start = text.find(word, at)
    # Lower case changes the length of a few letters, such as İ; there only the same case is found.
    if start < 0 and len(text.lower()) == len(text):
        start = text.lower().find(word.lower(), at)
    return start


def _before_opening(text: str, start: int, earliest: int) -> int:
    """The word's start with the quotation mark or bracket that opens before it."""
    while start > earliest and (
        unicodedata.category(text[start - 1]) in _OPENING_CATEGORIES
        or (text[start - 1] in _OPENING and (start - 1 == earliest or text[start - 2].isspace()))
    ):
        start -= 1
    return start
