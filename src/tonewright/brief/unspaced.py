"""Words in scripts that put no spaces between them: Chinese by the character, Japanese by the phrase."""

import unicodedata

from tonewright.brief.script import is_unspaced, script_of

LONGEST_PHRASE = 8
"""Characters of one Japanese piece; where a phrase is longer it is parted."""
_OBJECT_PARTICLE = "を"
_NEVER_FIRST = frozenset("ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶーんンゝゞ々")


def segment(token: str, language: str) -> list[str]:
    """The pieces of a token without spaces, in order; joined they give the token.

    In Japanese (kana in the token, or `language` ja) a piece is a content word with the kana that follow it, as in
    桜の|花が|咲く; elsewhere every Chinese character is a piece. Signs stay with the piece before them, runs of
    other scripts are pieces.
    """
    japanese = language == "ja" or any(script_of(char) == "kana" for char in token)
    pieces: list[str] = []
    before = ""
    for char in token:
        kind = _kind(char)
        if kind == "sign":
            if pieces:
                pieces[-1] += char
            else:
                pieces.append(char)
            continue
        opening = pieces and before == ""
        if opening:
            pieces[-1] += char
        elif not pieces or _begins(char, kind, before, pieces[-1], japanese):
            pieces.append(char)
        else:
            pieces[-1] += char
        before = kind
    return pieces


def _begins(char: str, kind: str, before: str, piece: str, japanese: bool) -> bool:
    """True where a piece begins with the character, as it stands behind `piece` whose last letter is of `before`."""
    if kind == "other" or before == "other":
        return kind != before
    if not japanese:
        return True
    if char in _NEVER_FIRST:
        return False
    after_particle = piece[-1] == _OBJECT_PARTICLE
    return after_particle or len(piece) >= LONGEST_PHRASE or kind not in (before, "hiragana")


def _kind(char: str) -> str:
    if is_unspaced(char):
        if script_of(char) == "han":
            return "han"
        return "hiragana" if "HIRAGANA" in unicodedata.name(char, "") else "katakana"
    return "other" if char.isalnum() or unicodedata.combining(char) or char in "'’" else "sign"
