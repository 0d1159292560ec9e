"""Placing: the sections in which an instrument alone plays, or in which it rests."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tonewright.brief.lexicon import table
from tonewright.brief.passages import Passage, passages_in
from tonewright.brief.prompt import Found, Prompt, words_of

_LONGEST_CUE = 3
_FARTHEST = 6
"""Words that may stand between an instrument and its section."""


@dataclass(frozen=True)
class Placement:
    """Sections in which alone an instrument plays, and in which it rests, as in `PartWish`.

    In `alone` all others rest ("only piano in the intro"); it may play elsewhere, too.
    """

    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()


def placements(prompt: Prompt, found: Sequence[Found[str]], negated: frozenset[int]) -> dict[int, Placement]:
    """The placement of each instrument that has one, by its index in `found`.

    Parameters
    ----------
    found: the instruments named, in order. negated: the indices of those that are negated.
    """
    placed: dict[int, Placement] = {}
    for passage in passages_in(prompt):
        group = _before(prompt, found, passage, negated) or _after(prompt, found, passage)
        for index in group:
            placement = _placement(prompt, found[group[-1]], passage, bool(negated.intersection(group)))
            if _stands_alone(prompt, found[group[0]]) and placement and placement.only:
                placement = Placement(alone=placement.only)
            if placement is not None:
                old = placed.get(index, Placement())
                sums = (old.only + placement.only, old.without + placement.without, old.alone + placement.alone)
                placed[index] = Placement(*sums)
    return placed


def _before(prompt: Prompt, found: Sequence[Found[str]], passage: Passage, negated: frozenset[int]) -> list[int]:
    """The instruments, joined by "and", that stand before a passage in its clause; the nearest is the last."""
    near = [index for index, match in enumerate(found) if match.last < passage.first]
    if not near:
        return []
    last = near[-1]
    gap = range(found[last].last + 1, passage.first)
    paused = any(prompt.tokens[at].after_pause for at in (*gap, passage.first))
    if paused or len(gap) > _FARTHEST:
        return []
    if not passage.preposition and (gap or prompt.word(passage.noun) not in table("passages")["words"]["compound"]):
        return []
    group = [last]
    joins = table("grammar")["list_joins"]
    while group[0] > 0:
        at = group[0]
        between = [prompt.word(step) for step in range(found[at - 1].last + 1, found[at].first)]
        pause = any(prompt.tokens[step].opens_clause for step in range(found[at - 1].last + 1, found[at].first + 1))
        closed = len(group) > 1 and not between
        # "Strings, no drums in the intro" speaks of the drums alone.
        pause = pause or (at in negated) != (at - 1 in negated)
        if pause or not (closed or (between and all(word in joins for word in between))):
            break
        group.insert(0, at - 1)
    return group


def _after(prompt: Prompt, found: Sequence[Found[str]], passage: Passage) -> list[int]:
    """The instruments of the clause that a passage opens: "in the intro only piano", "Intro: piano and strings"."""
    opens = passage.first == 0 or prompt.tokens[passage.first].after_pause
    before = prompt.word(passage.first - 1)
    if not opens and before not in ("and", "then", "but", "while"):
        return []
    if passage.preposition in ("until", "from"):
        return []
    colon = any(sign in prompt.after(passage.last) for sign in ":]")
    if not passage.preposition and not colon and prompt.word(passage.last + 1) not in ("with", "features", "has"):
        return []
    group: list[int] = []
    for index, match in enumerate(found):
        if match.first <= passage.last:
            continue
        start = found[group[-1]].last if group else passage.last
        gap = range(start + 1, match.first + 1)
        ends = any(prompt.tokens[at].opens_clause for at in gap) or len(gap) > _FARTHEST
        if ends or any(passage.last < other.first <= match.first for other in passages_in(prompt)):
            break
        group.append(index)
    return group


def _placement(prompt: Prompt, match: Found[str], passage: Passage, is_negated: bool) -> Placement | None:
    section = passage.section
    lo, hi = sorted((match.last + 1, passage.first))
    cues = _cues(prompt, lo, hi) if match.last < passage.first else set()
    if passage.preposition == "until":
        # "No drums until the chorus", "drums wait until the chorus".
        waits = is_negated or any(word in ("wait", "waits", "not", "don't") for word in _words(prompt, lo, hi))
        return Placement(without=_earlier(section)) if waits and _earlier(section) else None
    if passage.preposition == "from":
        return Placement(without=_earlier(section)) if _earlier(section) and not is_negated else None
    if is_negated or "drops" in cues:
        return Placement(without=(section,))
    if "enters" in cues and _earlier(section):
        return Placement(without=_earlier(section))
    return Placement(only=(section,))


def _stands_alone(prompt: Prompt, match: Found[str]) -> bool:
    """True for "only piano in the intro" and "just a guitar at the start", not for "piano only in the intro"."""
    data = table("passages")["play"]
    at = match.first - 1
    if prompt.word(at) in ("a", "an", "the", "one", "single", "but"):
        at -= 1
    return prompt.word(at) in (*data["only"], "nothing") and not prompt.tokens[at + 1].after_pause


def _earlier(section: str) -> tuple[str, ...]:
    earlier = table("passages")["before"]
    return tuple(earlier.get(section, ()))


def _cues(prompt: Prompt, start: int, end: int) -> set[str]:
    words = _words(prompt, start, end)
    return {
        _play()[tuple(words[at : at + length])]
        for at in range(len(words))
        for length in range(1, _LONGEST_CUE + 1)
        if tuple(words[at : at + length]) in _play()
    }


def _words(prompt: Prompt, start: int, end: int) -> list[str]:
    return [prompt.word(at) for at in range(start, end)]


@cache
def _play() -> dict[tuple[str, ...], str]:
    data = table("passages")["play"]
    return {words_of(phrase): kind for kind in ("only", "drops", "enters") for phrase in data[kind]}
