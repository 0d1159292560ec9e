"""A prompt as tokens, and the phrases of a lexicon found in it."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Generic, TypeVar

from tonewright.brief.lexicon import table

V = TypeVar("V")

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*[#♯♭]?")
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_CLAUSE_ENDS = frozenset(".;!?\n…")
_PAUSES = frozenset(',:()[]—–/|"“”')
LONGEST_PROMPT = 4000
"""Characters that are read; the wire allows fewer."""


def clean(text: str) -> str:
    """The text without control characters, lone surrogates and direction marks, its spaces made single.

    Line breaks stay. At most LONGEST_PROMPT characters are kept.
    """
    kept = []
    for char in text[:LONGEST_PROMPT]:
        category = unicodedata.category(char)
        if char in _BIDI or category in ("Cs", "Cn"):
            continue
        if char in "\n\r\u2028\u2029\u0085":
            kept.append("\n")
        elif category in ("Cc", "Zs"):
            kept.append(" ")
        else:
            kept.append(char)
    lines = ("".join(kept)).split("\n")
    return "\n".join(" ".join(line.split()) for line in lines).strip()


@dataclass(frozen=True)
class Token:
    """A word or number: `text` in lower case, `raw` as written, and what stands `before` it."""

    text: str
    raw: str
    start: int
    end: int
    before: str

    @cached_property
    def opens_clause(self) -> bool:
        """True after a full stop, a semicolon or a line break."""
        return any(char in _CLAUSE_ENDS for char in self.before)

    @cached_property
    def after_pause(self) -> bool:
        """True after any punctuation that parts two phrases."""
        return self.opens_clause or any(char in _PAUSES for char in self.before) or " - " in self.before


@dataclass(frozen=True)
class Found(Generic[V]):
    """A phrase of a lexicon at tokens first…last (inclusive), with its value; `negated` as in "no drums"."""

    value: V
    phrase: str
    first: int
    last: int
    negated: bool


@dataclass(frozen=True)
class Prompt:
    """A cleaned prompt and its tokens."""

    text: str

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The words and numbers in order."""
        found, at = [], 0
        for match in _TOKEN.finditer(self.text):
            raw = match.group()
            folded = unicodedata.normalize("NFKC", raw).lower().replace("’", "'")
            folded = folded.replace("♯", "#")
            found.append(Token(folded, raw, match.start(), match.end(), self.text[at : match.start()]))
            at = match.end()
        return tuple(found)

    def after(self, index: int) -> str:
        """What stands between token `index` and the next one, or the end."""
        last = len(self.tokens) - 1
        return self.tokens[index + 1].before if index < last else self.text[self.tokens[index].end :]

    def word(self, index: int) -> str:
        """The token's text, or "" outside the prompt."""
        return self.tokens[index].text if 0 <= index < len(self.tokens) else ""

    def find(self, phrases: Mapping[tuple[str, ...], V]) -> tuple[Found[V], ...]:
        """The phrases in the prompt, longest first at each place, none overlapping.

        Costs one look-up per token and phrase length. A phrase does not run over the end of a clause.
        """
        longest: dict[str, int] = {}
        for key in phrases:
            if len(key) > longest.get(key[0], 0):
                longest[key[0]] = len(key)
        words = tuple(token.text for token in self.tokens)
        found: list[Found[V]] = []
        index = 0
        while index < len(words):
            reach = longest.get(words[index], 0)
            length = self._match_length(words, index, reach, phrases) if reach else 0
            if length:
                key = words[index : index + length]
                last = index + length - 1
                negated = self._is_negated(index) or self._is_free(last + 1)
                found.append(Found(phrases[key], " ".join(key), index, last, negated))
            index += length or 1
        return tuple(found)

    def _match_length(
        self, words: tuple[str, ...], index: int, longest: int, phrases: Mapping[tuple[str, ...], V]
    ) -> int:
        for length in range(min(longest, len(words) - index), 0, -1):
            if words[index : index + length] in phrases and not any(
                token.opens_clause for token in self.tokens[index + 1 : index + length]
            ):
                return length
        return 0

    def _is_negated(self, index: int) -> bool:
        negators, pairs, ends_reach = _negation()
        for back in range(index - 1, max(index - 5, -1), -1):
            if self.tokens[back + 1].after_pause:
                return False
            word = self.tokens[back].text
            if word in negators or (self.word(back - 1), word) in pairs:
                return True
            if word in ends_reach:
                return False
        return False

    def _is_free(self, index: int) -> bool:
        """True for "free" at `index` in "a guitar-free mix"."""
        return self.word(index) == "free" and self.tokens[index].before == "-"


@cache
def _negation() -> tuple[frozenset[str], frozenset[tuple[str, ...]], frozenset[str]]:
    grammar = table("grammar")
    pairs = frozenset(tuple(pair.split()) for pair in grammar["negating_pairs"])
    return frozenset(grammar["negators"]), pairs, frozenset(grammar["ends_reach"])


def words_of(text: str) -> tuple[str, ...]:
    """A phrase as the tokens that Prompt.find compares."""
    return tuple(token.text for token in Prompt(text).tokens)
