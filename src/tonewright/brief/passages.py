"""Passages: the sections of a piece that a prompt speaks of."""

from dataclasses import dataclass
from functools import cache, lru_cache

from tonewright.brief.lexicon import table
from tonewright.brief.prompt import Prompt, words_of

_ARTICLES = 3


@dataclass(frozen=True)
class Passage:
    """A section at tokens first…last (inclusive), its preposition and articles among them.

    `section` is a kind, or `last chorus`, `verse 2`. `preposition` is `at` ("in the bridge"), `until` ("until the
    drop", "before the drop"), `from` or "" for a section that is only named. `noun` is the index of the section's own
    word or of its qualifier.
    """

    section: str
    preposition: str
    first: int
    last: int
    noun: int


@lru_cache(maxsize=8)
def passages_in(prompt: Prompt) -> tuple[Passage, ...]:
    """The passages of a prompt in the order named."""
    found: list[Passage] = []
    for match in prompt.find(_kinds()):
        first, qualifier = match.first, ""
        if _joined(prompt, first - 1) and prompt.word(first - 1) in _qualifiers():
            first, qualifier = first - 1, _qualifiers()[prompt.word(first - 1)]
        last = match.last
        number = prompt.word(last + 1)
        if number in ("1", "2", "3") and _joined(prompt, last):
            last, qualifier = last + 1, number
        noun = first
        for _ in range(_ARTICLES):
            if _joined(prompt, first - 1) and prompt.word(first - 1) in table("passages")["prepositions"]["articles"]:
                first -= 1
        preposition = _prepositions().get(prompt.word(first - 1), "") if _joined(prompt, first - 1) else ""
        if preposition:
            first -= 1
        elif match.phrase.startswith("at "):
            preposition = "at"
        if not preposition and match.phrase in table("passages")["words"]["never_bare"]:
            continue
        section = match.value
        if qualifier == "last" and section not in ("intro", "outro"):
            section = f"last {section}"
        elif qualifier not in ("", "last") and section not in ("intro", "outro"):
            section = f"{section} {qualifier}"
        found.append(Passage(section, preposition, first, last, noun))
    return tuple(found)


def _joined(prompt: Prompt, index: int) -> bool:
    """True where token `index` and the next stand in one phrase."""
    return 0 <= index < len(prompt.tokens) - 1 and not prompt.tokens[index + 1].after_pause


@cache
def _kinds() -> dict[tuple[str, ...], str]:
    return {words_of(word): kind for kind, words in table("passages")["kinds"].items() for word in words}


@cache
def _qualifiers() -> dict[str, str]:
    return {word: name for name, words in table("passages")["qualifiers"].items() for word in words}


@cache
def _prepositions() -> dict[str, str]:
    data = table("passages")["prepositions"]
    return {word: kind for kind in ("at", "until", "from") for word in data[kind]}
