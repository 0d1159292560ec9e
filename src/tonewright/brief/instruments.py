"""Instruments asked for and barred."""

from functools import cache

from tonewright.brief.lexicon import table
from tonewright.brief.prompt import Found, Prompt, words_of

INSTRUMENT_WORDS: tuple[str, ...] = tuple(table("instruments")["names"])
"""The instrument names that a Brief uses."""
EVERYTHING = "*"
"""Barred, it stands for every instrument that is not wanted, human voices aside."""
_ARTICLES = ("a", "an", "the")


def read_instruments(prompt: Prompt) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The instruments wanted and unwanted, each in the order found.

    A barred family bars its members ("no guitar"); where one of them is wanted by name, only its fellows are
    barred. "Solo piano" and "only strings" bar `*`, every other instrument, and choirs; "a cappella" bars `*`
    alone. Wanted wins where the prompt says both.
    """
    found = prompt.find(_phrases())
    negated = _negated(prompt, found)
    wanted: list[str] = []
    barred: list[str] = []
    alone = False
    for index, match in enumerate(found):
        if not match.value:
            continue
        if match.value.startswith("!"):
            barred += table("instruments")["barring"][match.value[1:]]
        elif index in negated and match.phrase in table("instruments")["parts"]:
            continue
        elif index in negated:
            barred += [match.value, *table("instruments")["members"].get(match.value, [])]
        else:
            wanted.append(match.value)
            alone = alone or _stands_alone(prompt, match)
    if alone:
        barred = [EVERYTHING, "choir", *barred]
    chosen = tuple(dict.fromkeys(wanted))
    members = table("instruments")["members"]
    return chosen, tuple(
        name
        for name in dict.fromkeys(barred)
        if name not in chosen and not set(chosen).intersection(members.get(name, ()))
    )


def barred_tokens(prompt: Prompt) -> frozenset[int]:
    """The indices of the tokens that name an instrument which is not to play."""
    found = prompt.find(_phrases())
    negated = _negated(prompt, found)
    return frozenset(at for index in negated for at in range(found[index].first, found[index].last + 1))


def _negated(prompt: Prompt, found: tuple[Found[str], ...]) -> set[int]:
    """Which matches are negated, with "no drums or bass" and "no drums, bass or piano" carried along."""
    joins = table("grammar")["list_joins"]
    negated: set[int] = set()
    for index, match in enumerate(found):
        if match.negated:
            negated.add(index)
            continue
        if index - 1 not in negated:
            continue
        between = [prompt.word(at) for at in range(found[index - 1].last + 1, match.first)]
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


def _stands_alone(prompt: Prompt, match: Found[str]) -> bool:
    """True for "solo piano" and "piano only", not for "with a solo violin" and "solo piano intro"."""
    grammar = table("grammar")
    after = prompt.word(match.last + 1)
    if after in grammar["only_after"] and not prompt.tokens[match.last + 1].after_pause:
        return True
    if after in grammar["only_not_before"]:
        return False
    at = match.first - 1
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
    phrases |= {words_of(phrase): f"!{phrase}" for phrase in data["barring"]}
    return phrases | {words_of(phrase): "" for phrase in data["none"]}
