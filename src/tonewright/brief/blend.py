"""Blends: a second style, and what it lends to the first."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from tonewright.brief.brief import Blend
from tonewright.brief.lexicon import table
from tonewright.brief.prompt import Prompt, words_of
from tonewright.brief.scene import told_tokens
from tonewright.brief.style import StyleWord, is_genre, style_words
from tonewright.styles.packs import pack

_LONGEST_JOIN = 4
_WHOLE = ("beat", "beats", "groove")
"""What a request that opens with it calls the whole piece: "trap beat with a flute"."""
_NEAR = 4
"""How many words before the first or after the second style "fusion" may stand."""


@dataclass(frozen=True)
class Lending:
    """A style word that lends: its match, the pack's `roles` (() for what makes it known)."""

    match: StyleWord
    roles: tuple[str, ...]


def read_lendings(prompt: Prompt) -> tuple[Lending, ...]:
    """The style words that only lend something to another style, in the order found.

    "Trap drums" lends drums, "jazz meets techno" techno's beat, "trap-influenced folk" the same; of two genres in a
    row ("celtic metal") the last is the piece's own. A style that stands alone lends nothing.
    """
    told = told_tokens(prompt)
    named = (match for match in style_words(prompt) if match.first not in told)
    genres = [match for match in named if is_genre(match) and not match.negated]
    yielding = table("blends")["yielding"]
    genres = [m for m in genres if m.phrase not in yielding or {o.value[0] for o in genres} == {m.value[0]}]
    if len({match.value[0] for match in genres}) < 2:
        return ()
    nouns = {index: _noun_after(prompt, match, index == 0) for index, match in enumerate(genres)}
    own = [match for index, match in enumerate(genres) if nouns[index] is None]
    if own:
        lent = [
            Lending(match, _roles_of(match.value[0], noun))
            for index, match in enumerate(genres)
            if (noun := nouns[index]) is not None and any(match.value[0] != other.value[0] for other in own)
        ]
    else:
        # "Jazz piano with trap drums": the first is the piece's own.
        lent = [
            Lending(match, _roles_of(match.value[0], noun))
            for index, match in enumerate(genres)
            if (noun := nouns[index]) is not None and match.value[0] != genres[0].value[0]
        ]
    for first, second in pairwise(own):
        pair = (first.value[0], second.value[0])
        if pair[0] == pair[1] or {first.first, second.first} & {one.match.first for one in lent}:
            continue
        lender = _lender(prompt, first, second)
        if lender is not None:
            lent.append(Lending(lender, ()))
    return tuple(sorted(lent, key=lambda one: one.match.first))


def blend_of(lendings: tuple[Lending, ...], style: str) -> Blend | None:
    """The blend with the first style that lends to `style`; where it lends twice, all of its roles together.

    Packs that are near to one another only blend where an instrument is named.
    """
    near = {name for group in table("blends")["kin"] if style in group for name in group}
    other = next((one.match.value[0] for one in lendings if one.match.value[0] != style), None)
    if other is None:
        return None
    mine = [one for one in lendings if one.match.value[0] == other]
    named = tuple(dict.fromkeys(role for one in mine for role in one.roles))
    if named:
        return Blend(other, named)
    return None if other in near else Blend(other, usual_roles(other))


def usual_roles(style: str) -> tuple[str, ...]:
    """What a style lends where the prompt only names it."""
    lends = table("blends")["lends"]
    for name, entry in lends.items():
        if name != "usual" and style in entry["packs"]:
            return tuple(role for role in entry["roles"] if pack(style)["palette"].get(role)) or ("comp1",)
    return tuple(lends["usual"])


def _lender(prompt: Prompt, first: StyleWord, second: StyleWord) -> StyleWord | None:
    """Which of two styles lends to the other, None where nothing says that they meet."""
    data = table("blends")
    between = [prompt.word(at) for at in range(first.last + 1, second.first)]
    if any(prompt.tokens[at].opens_clause for at in range(first.last + 1, second.first + 1)):
        return None
    parted = prompt.tokens[second.first].before.strip()
    if not between:
        # "Celtic metal" has its own style last; in "folk, trap" and "folk/trap" it opens the list.
        return first if parted in ("", "-") else second
    if between[0] in data["colours"] and len(between) <= 2:
        return first
    after = [prompt.word(second.last + step) for step in range(1, _NEAR + 1)]
    before = [prompt.word(first.first - step) for step in range(1, _NEAR + 1)]
    if between == ["and"]:
        return second if {*before, *after} & set(data["fusions"]) or _is_list(prompt, first) else None
    for length in range(1, min(len(between), _LONGEST_JOIN) + 1):
        if tuple(between[:length]) in _joins() and len(between) - length <= 2:
            return second
    return None


def _is_list(prompt: Prompt, match: StyleWord) -> bool:
    """True where the two open the request, as in "jazz and techno, 120 bpm"."""
    return match.first <= 1


def _noun_after(prompt: Prompt, match: StyleWord, is_first: bool) -> str | None:
    """The kind of instrument right after a style's name, in it ("flamenco guitar") or before it ("drums from trap")."""
    nouns = _nouns()
    words = match.phrase.split()
    if len(words) > 1 and (words[-1],) in nouns and not _is_own_name(match, is_first):
        return nouns[(words[-1],)]
    before = (prompt.word(match.first - 2),)
    if prompt.word(match.first - 1) == "from" and before in nouns:
        return nouns[before]
    at = match.last + 1
    if prompt.word(at) in table("blends")["between"] and not prompt.tokens[at].after_pause:
        at += 1
    for length in (2, 1):
        key = tuple(prompt.word(at + step) for step in range(length))
        opens = is_first and key[0] in _WHOLE
        if key in nouns and not opens and not any(token.after_pause for token in prompt.tokens[at : at + length]):
            return nouns[key]
    return None


def _is_own_name(match: StyleWord, is_first: bool) -> bool:
    """True for "drum and bass", whose last word is part of its name, and for a "trap beat" that opens the request."""
    last = match.phrase.split()[-1]
    return last in ("bass", "lead", "solo") or (is_first and last in _WHOLE)


def _roles_of(style: str, noun: str) -> tuple[str, ...]:
    entry = table("blends")["nouns"][noun]
    palette: Mapping[str, list[str]] = pack(style)["palette"]
    players = entry["players"]
    held = [role for role in entry["roles"] if palette.get(role)]
    if players:
        held = [role for role in held if any(word in name for name in palette[role] for word in players)]
    return tuple(held or entry["roles"][:1])


@cache
def _nouns() -> dict[tuple[str, ...], str]:
    return {words_of(word): name for name, entry in table("blends")["nouns"].items() for word in entry["words"]}


@cache
def _joins() -> frozenset[tuple[str, ...]]:
    return frozenset(words_of(phrase) for phrase in table("blends")["joins"])
