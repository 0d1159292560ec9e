"""Words in scripts that put no spaces between them: Chinese by the character, Japanese by the phrase."""

import unicodedata
from collections.abc import Callable
from itertools import groupby

from tonewright.brief.script import is_unspaced, script_of
from tonewright.speech.japanese import phrases

LONGEST_PIECE = 8
"""Characters of one Japanese piece; where a phrase is longer it is parted."""
_NEVER_FIRST = frozenset("ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶーんンゝゞ々")


def segment(token: str, language: str) -> list[str]:
    """The pieces of a token without spaces, in order; joined they give the token.

    In Japanese (kana in the token, or `language` ja) a piece is a phrase as a reader would speak it, 桜の花が|咲く頃に;
    elsewhere every Chinese character is one. Signs stay with the piece before them, runs of other scripts are pieces.

    Raises SpeechError if the Japanese dictionary is not installed.
    """
    japanese = language == "ja" or any(script_of(char) == "kana" for char in token)
    divide: Callable[[str], list[str]] = _japanese if japanese else list
    pieces: list[str] = []
    for unspaced, run in groupby(token, key=_is_unspaced_or_sign):
        text = "".join(run)
        for piece in divide(text) if unspaced else [text]:
            if (pieces and not _has_letter(piece)) or (pieces and not _has_letter(pieces[-1])):
                pieces[-1] += piece
            else:
                pieces.append(piece)
    return pieces


def _japanese(text: str) -> list[str]:
    found: list[str] = []
    for piece in phrases(text):
        rest = piece
        while len(rest) > LONGEST_PIECE:
            cut = next((at for at in range(LONGEST_PIECE, 1, -1) if rest[at] not in _NEVER_FIRST), LONGEST_PIECE)
            found.append(rest[:cut])
            rest = rest[cut:]
        found.append(rest)
    return found


def _is_unspaced_or_sign(char: str) -> bool:
    return is_unspaced(char) or not (_has_letter(char) or unicodedata.combining(char) or char in "'’")


def _has_letter(text: str) -> bool:
    return any(char.isalnum() for char in text)
