"""Lines to sing: a written line as words and syllables, long ones parted into phrases."""

import re
import unicodedata
from functools import cache

from tonewright.brief.brief import LyricLine, LyricSyllable, LyricWord
from tonewright.brief.lexicon import table
from tonewright.speech.syllables import syllabify_line

LONGEST_PHRASE = 12
"""Syllables in one phrase, about one breath at a song's pace."""
SHORTEST_PHRASE = 4
LONGEST_WORD = 24
"""Letters; longer ones are sung in pieces."""
_GAP = re.compile(r"(?<=[—–―])(?=\S)|(?<=[^\W\d_][-‐‑])(?=[^\W\d_])|(?<=\.\.\.)(?=\S)|(?<=…)(?=\S)|\s+")
_SIGNS = dict.fromkeys('()[]{}<>^"“”«»„', "") | dict.fromkeys("/\\|_~*#=", " ")
_BRACKETS = str.maketrans(_SIGNS)
_DASHES = frozenset("-‐‑–—―")
_STRONG, _WEAK = ".!?;:…—–", ","


def read_line(text: str) -> tuple[LyricLine, ...]:
    """The phrases of a written line, each at most LONGEST_PHRASE syllables where its words allow it.

    Every word is in exactly one phrase, in order. Returns () where the line has nothing to sing.
    """
    words = sung_words(text)
    if not words:
        return ()
    syllables = syllabify_line(words)
    sung = tuple(
        LyricWord(word, tuple(LyricSyllable(piece, stress) for piece, stress in pieces))
        for word, pieces in zip(words, syllables, strict=True)
    )
    return tuple(LyricLine(_joined(phrase), phrase) for phrase in _phrases(sung))


def sung_words(text: str) -> tuple[str, ...]:
    """The words of a line as they are sung: no brackets, emoji or lone symbols; hyphened words parted."""
    cleaned = text.translate(_BRACKETS).replace("&", " and ")
    words: list[str] = []
    for piece in _GAP.split(cleaned):
        word = "".join(char for char in piece or "" if _is_written(char))
        if is_singable(word):
            words += _cut(word)
        elif word and words and _DASHES.issuperset(word) and words[-1][-1] not in _DASHES:
            words[-1] += "—"
    return tuple(words)


def is_singable(word: str) -> bool:
    """True where the word has a Latin letter or a digit."""
    return any(_is_latin(char) or (char.isascii() and char.isdigit()) for char in word)


def _is_written(char: str) -> bool:
    """True for letters, digits and the punctuation that is kept on a word."""
    return char.isalnum() or char in "'’‘-‐‑—–.,!?;:…$£€%+@" or bool(unicodedata.combining(char))


@cache
def _is_latin(char: str) -> bool:
    return char.isalpha() and (char.isascii() or "LATIN" in unicodedata.name(char, ""))


def _cut(word: str) -> list[str]:
    return [word[start : start + LONGEST_WORD] for start in range(0, len(word), LONGEST_WORD)]


def _joined(phrase: tuple[LyricWord, ...]) -> str:
    text = " ".join(word.text for word in phrase)
    text = re.sub(r"(?<=[^\W\d_][-‐‑]) (?=\S)", "", text)
    return re.sub(r"(?<=—) ", "", text)


def _phrases(words: tuple[LyricWord, ...]) -> list[tuple[LyricWord, ...]]:
    """The words in phrases: the cuts that cost least, over all ways to cut.

    A phrase costs what it is too long or too short and how far it is from its fellows' mean; a cut costs
    little after punctuation, more before a joining word, most elsewhere.
    """
    sizes = [len(word.syllables) for word in words]
    total = sum(sizes)
    if total <= LONGEST_PHRASE:
        return [words]
    mean = total / -(-total // LONGEST_PHRASE)
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(words) + 1):
        options = []
        size = 0
        for start in range(end - 1, -1, -1):
            size += sizes[start]
            if size > LONGEST_PHRASE and start < end - 1:
                break
            short = max(0, SHORTEST_PHRASE - size) * 3.0
            cut = _cut_cost(words, end) if end < len(words) else 0.0
            options.append((best[start][0] + short + 0.15 * abs(size - mean) + cut, start))
        best.append(min(options))
    phrases: list[tuple[LyricWord, ...]] = []
    end = len(words)
    while end:
        start = best[end][1]
        phrases.append(words[start:end])
        end = start
    return phrases[::-1]


def _cut_cost(words: tuple[LyricWord, ...], end: int) -> float:
    """What it costs to part the phrase before word `end`."""
    last = words[end - 1].text
    if last.endswith(("-", "‐", "‑")):
        return 9.0
    if last[-1] in _STRONG:
        return 0.5
    if last[-1] in _WEAK:
        return 1.0
    return 2.0 if words[end].text.lower().strip("'’.,") in _joining_words() else 4.0


@cache
def _joining_words() -> frozenset[str]:
    return frozenset(table("sections")["phrases"]["before"])
