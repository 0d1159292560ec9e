"""Lines to sing: a written line as words and syllables, long ones parted into phrases."""

import re
import unicodedata
from collections.abc import Sequence

from tonewright.brief.brief import LyricLine, LyricSyllable, LyricWord
from tonewright.brief.phrases import phrases
from tonewright.brief.script import is_unspaced, script_of, sung_scripts
from tonewright.brief.unspaced import segment
from tonewright.speech.syllables import syllabify_line

LONGEST_WORD = 24
"""Letters; longer ones are sung in pieces."""
_GAP = re.compile(r"(?<=[—–―])(?=\S)|(?<=[^\W\d_][-‐‑])(?=[^\W\d_])|(?<=\.\.\.)(?=\S)|(?<=…)(?=\S)")
_SIGNS = dict.fromkeys('()[]{}<>^"“”«»„‟「」『』《》〈〉【】〔〕', "") | dict.fromkeys("/\\|_~*#=〜", " ")
_BRACKETS = str.maketrans(_SIGNS)
_DASHES = frozenset("-‐‑–—―")
_WRITTEN = frozenset("'’‘-‐‑—–.,!?;:…$£€%+@。、，।؟،؛！？，；¿¡")
_SYLLABLE_START = re.compile(
    r"[^\W\d_aeiouyáéíóúàèìòùâêîôûäëïöüąęåæøаеёиоуыэюяіїєαεηιουω](?=[aeiouáéíóúаеиоуαεηιοω])", re.IGNORECASE
)
_CUT_REACH = 5


def read_line(text: str, language: str = "en") -> tuple[LyricLine, ...]:
    """The phrases of a written line, each at most LONGEST_PHRASE syllables where its words allow it.

    Every word is in exactly one phrase, in order. Returns () where the line has nothing to sing. `language` is the
    BCP 47 tag of the language it is sung in.
    """
    pieces = _pieces(text, language)
    if not pieces:
        return ()
    words = [word for word, _ in pieces]
    spaced = [space for _, space in pieces]
    sung = tuple(
        LyricWord(word, tuple(LyricSyllable(piece, stress) for piece, stress in syllables))
        for word, syllables in zip(words, syllabify_line(words, language), strict=True)
    )
    return tuple(
        LyricLine(_written(words[start:end], spaced[start:end]), sung[start:end])
        for start, end in phrases(sung, spaced, language)
    )


def sung_words(text: str, language: str = "en") -> tuple[str, ...]:
    """The words of a line as they are sung: no brackets, emoji or lone symbols; hyphened words parted."""
    return tuple(word for word, _ in _pieces(text, language))


def joined(words: Sequence[str]) -> str:
    """Words as a line: with spaces but after hyphens and dashes and between characters that take none."""
    spaced = [not words[index - 1].endswith(tuple(_DASHES)) and not _adjoin(words[index - 1], words[index])
              for index in range(len(words))]  # fmt: skip
    return _written(words, spaced)


def is_singable(word: str) -> bool:
    """True where the word has a digit or a letter of a script that can be sung."""
    return any((char.isascii() and char.isdigit()) or script_of(char) in sung_scripts() for char in word)


def _pieces(text: str, language: str) -> list[tuple[str, bool]]:
    """The words of a line, each with whether a space stands before it."""
    found: list[tuple[str, bool]] = []
    for token in text.translate(_BRACKETS).replace("&", " and ").split():
        spaced = True
        for part in _GAP.split(token):
            word = "".join(char for char in part if _is_written(char))
            if is_singable(word):
                for piece in _cut(word, language):
                    found.append((piece, spaced))
                    spaced = False
            elif word and found and _DASHES.issuperset(word) and found[-1][0][-1] not in _DASHES:
                found[-1] = (found[-1][0] + "—", found[-1][1])
    return found


def _is_written(char: str) -> bool:
    """True for letters, digits, marks and the punctuation that is kept on a word."""
    return char.isalnum() or char in _WRITTEN or unicodedata.category(char) in ("Mn", "Mc")


def _cut(word: str, language: str) -> list[str]:
    """The word in pieces that can be sung: characters or phrases of unspaced scripts, bits of endless words."""
    if any(is_unspaced(char) for char in word):
        pieces = segment(word, language)
        return [bit for piece in pieces if is_singable(piece) for bit in _bits(piece)]
    return _bits(word)


def _bits(word: str) -> list[str]:
    bits = []
    while len(word) > LONGEST_WORD:
        starts = [
            match.start() for match in _SYLLABLE_START.finditer(word, LONGEST_WORD - _CUT_REACH, LONGEST_WORD + 2)
        ]
        cut = max((start for start in starts if start <= LONGEST_WORD), default=LONGEST_WORD)
        while cut > 1 and unicodedata.category(word[cut]) in ("Mn", "Mc"):
            cut -= 1
        bits.append(word[:cut])
        word = word[cut:]
    return [*bits, word]


def _adjoin(before: str, after: str) -> bool:
    return is_unspaced(before.rstrip("".join(_WRITTEN))[-1:]) and is_unspaced(after[0])


def _written(words: Sequence[str], spaced: Sequence[bool]) -> str:
    text = words[0] if words else ""
    for word, space in zip(words[1:], spaced[1:], strict=True):
        text += (" " if space else "") + word
    return text
