"""Parts: the role, the sections and the technique that a prompt gives an instrument."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from tonewright.brief.brief import PartWish
from tonewright.brief.instruments import Mention, mentions
from tonewright.brief.lexicon import table
from tonewright.brief.prompt import Found, Prompt, words_of

_BEFORE_REACH = 2
_AFTER_REACH = 3
_ROLE_ORDER = ("answer", "lead", "bass", "accent", "chords", "pad")
"""Where several words speak of one instrument the first of these holds."""


@dataclass
class _Part:
    roles: list[str] = field(default_factory=list)
    only: list[str] = field(default_factory=list)
    without: list[str] = field(default_factory=list)
    techniques: list[str] = field(default_factory=list)
    is_everywhere: bool = False

    def wish(self, name: str) -> PartWish | None:
        """The wish, None where nothing is said of the instrument but its name."""
        role = next((role for role in _ROLE_ORDER if role in self.roles), "")
        only = () if self.is_everywhere else tuple(dict.fromkeys(self.only))
        without = tuple(section for section in dict.fromkeys(self.without) if section not in only)
        technique = next(iter(self.techniques), "")
        if not (role or only or without or technique):
            return None
        return PartWish(name, role, only, without, technique)


def read_parts(prompt: Prompt) -> tuple[PartWish, ...]:
    """What is said of instruments beyond their names, in the order they are named.

    An instrument that is also named without a section plays everywhere. A technique whose instrument is not named
    ("cross-stick") speaks of the one that it belongs to. What is not to play at all is left out.
    """
    named = [mention for mention in mentions(prompt) if not mention.is_barred]
    parts: dict[str, _Part] = {}
    for mention in named:
        part = parts.setdefault(mention.name, _Part())
        part.only += mention.placement.only
        part.without += mention.placement.without
        part.is_everywhere |= not mention.placement.only and not mention.placement.without and not mention.negated
    for mention, role in _roles(prompt, named):
        if can_take(mention.name, role):
            parts[mention.name].roles.append(role)
    for name, technique in _techniques(prompt, named):
        parts.setdefault(name, _Part()).techniques.append(technique)
    wishes = [part.wish(name) for name, part in parts.items()]
    return tuple(wish for wish in wishes if wish is not None)


def can_take(name: str, role: str) -> bool:
    """True where an instrument of that name can take a role; drums only keep time, and a flute holds no chords."""
    can = table("parts")["can"]
    if name in can["noise"]:
        return False
    if name in can["rhythm"]:
        return role in ("rhythm", "accent")
    if name in can["bass"]:
        return role in ("bass", "lead", "answer")
    return role != "pad" or name in can["hold"]


def _roles(prompt: Prompt, named: list[Mention]) -> list[tuple[Mention, str]]:
    roles: list[tuple[Mention, str]] = []
    for at, mention in enumerate(named):
        following = named[at + 1] if at + 1 < len(named) else None
        roles += [(mention, role) for role in _inside(mention)]
        roles += [(mention, role) for role in _before(prompt, mention, named[at - 1] if at else None)]
        roles += [(mention, role) for role in _after(prompt, mention, following)]
        if following is not None:
            roles += _between(prompt, mention, following)
    return roles


def _inside(mention: Mention) -> list[str]:
    """The roles that an instrument's own phrase tells: "lead guitar", "synth pads", "horn stabs"."""
    words = mention.phrase.split()
    if len(words) < 2:
        return []
    data = table("parts")
    before = [role for role in data["before"] if (words[0],) in _phrases(f"before {role}")]
    return before + [role for role in data["after"] if (words[-1],) in _phrases(f"after {role}")]


def _before(prompt: Prompt, mention: Mention, previous: Mention | None) -> list[str]:
    """The roles whose words end within reach before an instrument, as in "a lonely old oboe"."""
    words = table("parts")["before"]
    between = table("parts")["grammar"]["between"]
    found: list[str] = []
    start = mention.first
    for _ in range(_BEFORE_REACH + 1):
        if start == 0 or prompt.tokens[start].after_pause or (previous and start <= previous.last + 1):
            break
        found += [role for role in words if _ends_at(prompt, start - 1, _phrases(f"before {role}"))]
        if found or prompt.word(start - 1) not in between:
            break
        start -= 1
    return found


def _after(prompt: Prompt, mention: Mention, following: Mention | None) -> list[str]:
    """The roles whose words begin within reach after an instrument, as in "strings softly underneath"."""
    words = table("parts")["after"]
    between = table("parts")["grammar"]["between"]
    end = following.first if following else len(prompt.tokens)
    start = mention.last + 1
    for _ in range(_AFTER_REACH):
        if start >= end or prompt.tokens[start].after_pause:
            break
        found = [role for role in words if _starts_at(prompt, start, end, _phrases(f"after {role}"))]
        if found:
            return found
        if prompt.word(start) not in between:
            break
        start += 1
    return []


def _between(prompt: Prompt, first: Mention, second: Mention) -> list[tuple[Mention, str]]:
    """The roles of two instruments that the words between or around them tell."""
    if any(prompt.tokens[at].opens_clause for at in range(first.last + 1, second.first + 1)):
        return []
    words = [prompt.word(at) for at in range(first.last + 1, second.first)]
    said = f" {' '.join(words)} "
    grammar = table("parts")["grammar"]
    if any(f" {phrase} " in said for phrase in grammar["answered"]):
        return [(first, "lead"), (second, "answer")]
    if any(f" {phrase} " in said for phrase in grammar["answers"]):
        return [(first, "answer"), (second, "lead")]
    if can_take(second.name, "pad") and any(f" {phrase} " in said for phrase in grammar["over"]):
        return [(first, "lead"), (second, "pad")]
    if words in (["and"], ["and", "a"], ["and", "an"], ["and", "the"], ["with"]):
        opening = _starts_back(prompt, first.first, "between_two")
        if opening or _starts_at(prompt, second.last + 1, len(prompt.tokens), _phrases("grammar trade")):
            return [(first, "lead"), (second, "answer")]
    return []


def _starts_back(prompt: Prompt, index: int, name: str) -> bool:
    at = index - 1
    while at >= 0 and index - at <= _AFTER_REACH and not prompt.tokens[at + 1].after_pause:
        if _ends_at(prompt, at, _phrases(f"grammar {name}")):
            return True
        at -= 1
    return False


def _techniques(prompt: Prompt, named: list[Mention]) -> list[tuple[str, str]]:
    """The techniques with the instrument that each speaks of: the one it stands in or beside, else its own."""
    techniques = table("parts")["techniques"]
    found: list[tuple[str, str]] = []
    for match in prompt.find(_technique_words()):
        if match.negated:
            continue
        entry = techniques[match.value]
        owner = _owner(prompt, match, named)
        own = entry.get("of", "")
        if owner is not None and _fits(owner.name, own or entry.get("among", "")):
            found.append((owner.name, match.value))
        elif own:
            found.append((own, match.value))
    return found


def _owner(prompt: Prompt, match: Found[str], named: list[Mention]) -> Mention | None:
    """The instrument that a technique stands in, before or right after."""
    for mention in named:
        if mention.first <= match.first <= mention.last or match.first <= mention.first <= match.last:
            return mention
    for mention in named:
        gap = [prompt.word(at) for at in range(match.last + 1, mention.first)]
        near = match.last < mention.first and len(gap) <= 1 and gap not in (["and"], ["or"], ["with"])
        if near and not _paused(prompt, match.last + 1, mention.first):
            return mention
        if mention.last + 1 == match.first and not _paused(prompt, match.first, match.first):
            return mention
    return None


def _fits(name: str, own: str) -> bool:
    """True where a technique of the instrument `own` can be another's: of its family, or of anybody's."""
    if not own or name == own:
        return True
    members: Mapping[str, list[str]] = table("instruments")["members"]
    families = [{family, *names} for family, names in members.items()]
    return any({name, own} <= family for family in families)


def _paused(prompt: Prompt, first: int, last: int) -> bool:
    return any(prompt.tokens[at].after_pause for at in range(first, last + 1))


def _ends_at(prompt: Prompt, index: int, phrases: frozenset[tuple[str, ...]]) -> bool:
    return any(
        tuple(prompt.word(at) for at in range(index - length + 1, index + 1)) in phrases for length in range(1, 5)
    )


def _starts_at(prompt: Prompt, index: int, end: int, phrases: frozenset[tuple[str, ...]]) -> bool:
    return any(
        tuple(prompt.word(at) for at in range(index, index + length)) in phrases and index + length <= end
        for length in range(1, 5)
    )


@cache
def _phrases(where: str) -> frozenset[tuple[str, ...]]:
    kind, _, name = where.partition(" ")
    return frozenset(words_of(phrase) for phrase in table("parts")[kind][name])


@cache
def _technique_words() -> dict[tuple[str, ...], str]:
    data = table("parts")["techniques"]
    return {words_of(phrase): name for name, entry in data.items() for phrase in entry["words"]}
