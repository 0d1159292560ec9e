"""Phrases: a long line parted where a singer would breathe."""

from collections.abc import Sequence
from functools import cache

from tonewright.brief.brief import LyricWord
from tonewright.brief.lexicon import table
from tonewright.brief.script import is_unspaced
from tonewright.speech.languages import primary

LONGEST_PHRASE = 12
"""Syllables in one phrase, about one breath at a song's pace."""
SHORTEST_PHRASE = 4
_STRONG, _WEAK = frozenset(".!?;:…—–。।؟؛！？"), frozenset(",、،，；")
_HYPHENS = ("-", "‐", "‑")


def phrases(words: Sequence[LyricWord], spaced: Sequence[bool], language: str) -> list[tuple[int, int]]:
    """The words in phrases, as (first, behind the last): the cuts that cost least, over all ways to cut.

    A phrase costs what it is too long or too short and how far it is from its fellows' mean; a cut costs
    little after punctuation, more before a joining word, most elsewhere.

    Parameters
    ----------
    spaced: for every word, whether a space stands before it as written.
    language: a BCP 47 tag, for its joining words.
    """
    sizes = [len(word.syllables) for word in words]
    total = sum(sizes)
    if total <= LONGEST_PHRASE:
        return [(0, len(words))]
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
            cut = _cut_cost(words, end, spaced, language) if end < len(words) else 0.0
            options.append((best[start][0] + short + 0.15 * abs(size - mean) + cut, start))
        best.append(min(options))
    found: list[tuple[int, int]] = []
    end = len(words)
    while end:
        start = best[end][1]
        found.append((start, end))
        end = start
    return found[::-1]


def _cut_cost(words: Sequence[LyricWord], end: int, spaced: Sequence[bool], language: str) -> float:
    """What it costs to part the phrase before word `end`."""
    last = words[end - 1].text
    if last.endswith(_HYPHENS):
        return 9.0
    if last[-1] in _STRONG:
        return 0.5
    if last[-1] in _WEAK:
        return 1.0
    if is_unspaced(last[-1]) and spaced[end]:
        return 1.0
    return 2.0 if words[end].text.lower().strip("'’.,") in _joining_words(primary(language)) else 4.0


@cache
def _joining_words(language: str) -> frozenset[str]:
    return frozenset(table("sections")["phrases"].get(language, "").split())
