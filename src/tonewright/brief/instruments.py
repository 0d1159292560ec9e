"""Instruments asked for and barred."""

from dataclasses import dataclass
from functools import cache, lru_cache

from tonewright.brief.lexicon import table
from tonewright.brief.placing import Placement, placements
from tonewright.brief.prompt import Found, Prompt, words_of

INSTRUMENT_WORDS: tuple[str, ...] = tuple(table("instruments")["names"])
"""The instrument names that a Brief uses."""
MOST_WANTED = 10
"""How many instruments a band takes."""
EVERYTHING = "*"
"""Barred, it stands for every instrument that is not wanted, human voices aside."""
_ARTICLES = ("a", "an", "the")
_UNPLACED = Placement()


@dataclass(frozen=True)
class Mention:
    """An instrument named at tokens first…last (inclusive) by `phrase`.

    `name` is one of INSTRUMENT_WORDS. A `negated` one is not to play, if it has a placement only in some sections.
    """

    name: str
    phrase: str
    first: int
    last: int
    negated: bool
    placement: Placement = _UNPLACED

    @property
    def is_barred(self) -> bool:
        """True for an instrument that is not to play at all."""
        return self.negated and self.placement == _UNPLACED

    @property
    def is_part(self) -> bool:
        """True for a part of an instrument, such as a snare."""
        return self.phrase in table("instruments")["parts"]


@lru_cache(maxsize=8)
def mentions(prompt: Prompt) -> tuple[Mention, ...]:
    """Every instrument that a prompt names, in order."""
    found = tuple(match for match in prompt.find(_phrases()) if match.value[:1] not in ("", "!"))
    negated = frozenset(_negated(prompt, found))
    placed = placements(prompt, found, negated)
    parts = table("instruments")["parts"]
    return tuple(
        Mention(
            match.value,
            match.phrase,
            match.first,
            match.last,
            index in negated,
            # "Hats in the second drop" does not keep the drums out of the rest.
            placed.get(index, _UNPLACED) if match.phrase not in parts else _UNPLACED,
        )
        for index, match in enumerate(found)
        if not (index and _is_line_of(prompt, found[index - 1], match))
    )


def read_instruments(prompt: Prompt) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The instruments wanted and unwanted, each in the order found.

    A barred family bars its members ("no guitar"); where one of them is wanted by name, only its fellows are
    barred. "Solo piano" and "only strings" bar `*`, every other instrument, and choirs; "a cappella" bars `*`
    alone. Wanted wins where the prompt says both, and of more than MOST_WANTED the first are taken. "No drums in the
    intro" bars nothing: see `parts.py`.
    """
    members = table("instruments")["members"]
    wanted: list[str] = []
    barred = [name for match in prompt.find(_barring()) for name in table("instruments")["barring"][match.phrase]]
    alone = False
    for mention in mentions(prompt):
        if not mention.negated:
            wanted.append(mention.name)
            alone = alone or _stands_alone(prompt, mention)
        elif mention.is_barred and not mention.is_part:
            barred += [mention.name, *members.get(mention.name, [])]
    if alone:
        barred = [EVERYTHING, "choir", *barred]
    chosen = tuple(dict.fromkeys(wanted))[:MOST_WANTED]
    return chosen, unwanted_beside(chosen, barred)


def unwanted_beside(wanted: tuple[str, ...], barred: list[str]) -> tuple[str, ...]:
    """The barred instruments that are neither wanted nor the family of one that is."""
    members = table("instruments")["members"]
    return tuple(
        name
        for name in dict.fromkeys(barred)
        if name not in wanted and not set(wanted).intersection(members.get(name, ()))
    )


def _is_line_of(prompt: Prompt, owner: Found[str], match: Found[str]) -> bool:
    """True for the bass line of "tuba bass line", which is the tuba's."""
    beside = owner.last + 1 == match.first and not prompt.tokens[match.first].after_pause
    return beside and match.phrase in ("bass line", "bass lines", "bassline", "basslines")


def barred_tokens(prompt: Prompt) -> frozenset[int]:
    """The indices of the tokens that name an instrument which is not to play."""
    return frozenset(at for one in mentions(prompt) if one.is_barred for at in range(one.first, one.last + 1))


def _negated(prompt: Prompt, found: tuple[Found[str], ...]) -> set[int]:
    """Which matches are negated, with "no drums or bass" and "no drums, bass or piano" carried along."""
    joins = table("grammar")["list_joins"]
    negated: set[int] = set()
    for index, match in enumerate(found):
        between = [prompt.word(at) for at in range(found[index - 1].last + 1, match.first)] if index else []
        if match.negated and not (index - 1 in negated and "except" in between):
            negated.add(index)
            continue
        if index - 1 not in negated:
            continue
        bare = all(word in joins for word in between)
        listed = not between and _is_listed(prompt, found, index)
        if (bare and between and not prompt.tokens[match.first].opens_clause) or listed:
            negated.add(index)
    return negated


def _is_listed(prompt: Prompt, found: tuple[Found[str], ...], index: int) -> bool:
    """True inside a comma list that "or" or "nor" closes."""
    while index + 1 < len(found):
        between = [prompt.word(at) for at in range(found[index].last + 1, found[index + 1].first)]
        if between:
            return between[0] in ("or", "nor") and len(between) == 1
        index += 1
    return False


def _stands_alone(prompt: Prompt, mention: Mention) -> bool:
    """True for "solo piano" and "piano only", not for "with a solo violin" and "solo piano intro"."""
    grammar = table("grammar")
    after = prompt.word(mention.last + 1)
    if mention.placement != _UNPLACED or after in grammar["only_not_before"]:
        return False
    if after in grammar["only_after"] and not prompt.tokens[mention.last + 1].after_pause:
        denied = prompt.word(mention.first - 1) == "with" or prompt.word(mention.last + 2) in grammar["only_not_before"]
        return not denied
    at = mention.first - 1
    if prompt.word(at) in _ARTICLES:
        at -= 1
    if prompt.word(at) not in grammar["only_before"] or prompt.tokens[at + 1].after_pause:
        if f"{prompt.word(at - 1)} {prompt.word(at)}" not in grammar["only_before"]:
            return False
        at -= 1
    at -= 1
    if prompt.word(at) in _ARTICLES:
        at -= 1
    return prompt.word(at) not in grammar["only_denied"]


@cache
def _phrases() -> dict[tuple[str, ...], str]:
    data = table("instruments")
    phrases = {words_of(phrase): name for name, words in data["names"].items() for phrase in words}
    phrases |= {key: f"!{' '.join(key)}" for key in _barring()}
    return phrases | {words_of(phrase): "" for phrase in data["none"]}


@cache
def _barring() -> dict[tuple[str, ...], str]:
    return {words_of(phrase): phrase for phrase in table("instruments")["barring"]}
