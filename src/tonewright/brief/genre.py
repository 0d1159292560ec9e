"""Genres that no pack holds: what stands in for those that are known, and words that must be others."""

from functools import cache

from tonewright.brief.lexicon import table
from tonewright.brief.prompt import Prompt, words_of
from tonewright.styles.packs import pack, pack_names

STAND_IN_WEIGHT = 2.5
"""What the name of a genre weighs for the pack that stands in for it."""


@cache
def stand_ins() -> dict[tuple[str, ...], str]:
    """The genres that no pack holds, as tokens, each with the pack that is nearest of those there are."""
    return {
        words_of(word): next((name for name in entry["packs"] if name in pack_names()), "pop")
        for entry in table("genres")["near"]
        for word in entry["words"]
    }


def not_genres() -> frozenset[tuple[str, ...]]:
    """Phrases, as tokens, that hold a genre's name and mean none, such as "house party"."""
    return frozenset(words_of(phrase) for phrase in table("genres")["none"])


def unknown_genres(prompt: Prompt) -> tuple[str, ...]:
    """Words that must be genres, by their ending or by a label before them, and that nothing here knows."""
    data = table("genres")["unknown"]
    found: dict[str, None] = {}
    for index, token in enumerate(prompt.tokens):
        word = token.text
        if word in _known_words() or word in data["but_not"] or not (word.isascii() and word.isalpha()):
            continue
        ends = any(word.endswith(ending) for ending in data["endings"])
        labelled = prompt.word(index - 1) in data["labels"] and ":" in token.before
        if ends or labelled:
            found[word] = None
    return tuple(found)


@cache
def _known_words() -> frozenset[str]:
    phrases = [phrase for name in pack_names() for words in pack(name)["prompt"]["words"].values() for phrase in words]
    known = {token for phrase in phrases for token in words_of(phrase)}
    return frozenset(known.union(*stand_ins()))
