"""Roles in lyrics: who sings a section, a line or part of one, and which singer of the piece that is."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from tonewright.brief.brief import Singers
from tonewright.brief.instruments import mentions
from tonewright.brief.lexicon import table
from tonewright.brief.lyric_tags import is_way, read_tag
from tonewright.brief.lyric_text import label_words
from tonewright.brief.mood import read_mood
from tonewright.brief.prompt import Prompt
from tonewright.speech.roster import OTHER_GENDER, Gender

Kind = Literal["male", "female", "both", "backing", "lead", "singer"]
_SEXES: tuple[Gender, Gender] = ("female", "male")
LONGEST_LABEL = 40
_NAME_WORDS = 3
_LOOSE_WORDS = 6
_INNER = re.compile(r"\[([^\[\]]{1,40})\](?:\s*:)?|\(([^()]{1,40})\)(?:\s*:)?|【([^【】]{1,40})】(?:\s*:)?")
_COLON = re.compile(r"\s*([^:()\[\]{}]{1,40}):(?!\d)\s*")
_AND = re.compile(r"\s*(?:&|\+|/|,|\band\b|\by\b|\bet\b|\bund\b|\be\b|\ben\b|\bи\b|\bі\b|和|と)\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Role:
    """Who is to sing, as written: `kind`, and for one of several of a kind or for a person a `name`."""

    kind: Kind
    name: str = ""


@dataclass(frozen=True)
class Cast:
    """Who sings which role, and of which sex the singers are: "" where the lyrics leave it open.

    `second` is None where there is one singer alone.
    """

    lead: Gender | Literal[""]
    second: Gender | Literal[""] | None
    parts: Mapping[Role, Singers]

    def singers(self, role: Role | None) -> Singers:
        """Who sings the lines of a role; those of none are the lead's."""
        return self.parts.get(role, "lead") if role is not None else "lead"


@lru_cache(maxsize=4096)
def read_role(label: str, names: frozenset[str] = frozenset(), where: str = "colon") -> Role | None:
    """The role that a label means, or None.

    Parameters
    ----------
    label: what stands in brackets or before a colon.
    names: the people of these lyrics, as `named_people` gives them.
    where: `tag` (a section tag's detail, of which a part may say something else), `square` (the same within square
        brackets), `round` (round brackets, in which pronouns may be sung), or `colon`.
    """
    people = [_folded(part) for part in _AND.split(label.strip()) if part]
    if people and all(person in names for person in people):
        return Role("singer", people[0]) if len(people) == 1 else Role("both")
    words = label_words(label)
    loose = where in ("tag", "square")
    if not words or len(words) > (2 * _LOOSE_WORDS if loose else _LOOSE_WORDS):
        return None
    return _role_said(words, where, loose)


def _role_said(words: tuple[str, ...], where: str, loose: bool) -> Role | None:
    """The role that words say; `loose` allows others beside them."""
    data = table("singers")["roles"]
    found = _kinds_in(words, pronouns=where in ("colon", "square"))
    said = {word for _, word in found}
    others = [word for word in words if word not in said and not word.isdigit() and word not in _fillers()]
    if others or (loose and len(words) == 1 == len(words[0]) and words[0].isascii()):
        # A letter alone in square brackets is a chord or a number.
        found = [(kind, word) for kind, word in found if word not in data["strict"]]
    if (where == "round" and said & set(data["vocative"])) or len(others) > (_LOOSE_WORDS if loose else 0):
        return None
    number = next((word for word in words if word.isdigit()), "")
    if found:
        return _role({kind for kind, _ in found}, number)
    return Role("singer", number) if number and len(words) == 2 and words[0] in data["singers"] else None


def named_people(labels: Sequence[tuple[str, bool]]) -> frozenset[str]:
    """The people among labels who are roles: two names or more that take turns.

    Parameters
    ----------
    labels: in order, each with whether it cannot be meant to be sung, as in square brackets or alone on its line.

    Names that are not known as given names, and stand before words as "Remember: love" does, must come again.
    """
    people: list[tuple[str, bool]] = []
    for label, sure in labels:
        for part in _AND.split(label.strip()):
            if _is_name(part) and read_role(part) is None and not _is_music(part):
                people.append((_folded(part), sure or part.isupper() or label_words(part)[:1][0] in _given_names()))
    names = {name for name, _ in people}
    returns = any(sum(name == other for other, _ in people) > 1 for name in names)
    if len(names) < 2 or not (returns or all(sure for _, sure in people)):
        return frozenset()
    return frozenset(names)


def labels_of(line: str) -> list[tuple[str, bool]]:
    """What in a line may name who sings it, each with whether it cannot be meant to be sung."""
    found = [(match.group(1) or match.group(3) or "", True) for match in _INNER.finditer(line) if not match.group(2)]
    colon = _COLON.match(line)
    if colon is not None:
        found.append((colon.group(1), colon.end() == len(line)))
    return found


def role_parts(line: str, names: frozenset[str] = frozenset()) -> list[tuple[Role | None, str, str]]:
    """A line parted where roles stand in it: (role, how long it holds, text) for each part.

    It holds for the `line` behind a bracket, for the `stanza` behind a name and a colon, and `on` to the next role
    where it stands alone. Square brackets around anything else are directions and are left out.
    """
    parts: list[tuple[Role | None, str, str]] = []
    role: Role | None = None
    scope, start = "", 0
    colon = _COLON.match(line)
    if colon is not None:
        role = read_role(colon.group(1), names)
        if role is not None:
            scope, start = "stanza", colon.end()
    at = start
    text = ""
    for match in _INNER.finditer(line, start):
        square = match.group(1) or match.group(3)
        opens = not line[at : match.start()].strip() and not text.strip()
        found = read_role(square or match.group(2), names, "square" if square else "round")
        if found is None and not square:
            continue
        if found is not None and not square and not _names_what_follows(line, match, opens):
            continue
        text += line[at : match.start()]
        at = match.end()
        if found is not None:
            if text.strip():
                parts.append((role, scope, " ".join(text.split())))
            role, scope, text = found, "line", ""
    text += line[at:]
    if text.strip():
        parts.append((role, scope, " ".join(text.split())))
    elif role is not None:
        parts.append((role, "on", ""))
    return parts


def cast(roles: Sequence[Role | None], lead: Gender | None = None, duet: bool = False) -> Cast:
    """Who sings what.

    The first role named is the lead's unless `lead` (the sex that a parameter or the prompt asks for) says otherwise;
    where only one other sex is named after words that nobody was named for, these are the lead's. The second singer
    is of the other sex unless named otherwise.

    Parameters
    ----------
    roles: who sings each line, in order; None where nobody is named.
    duet: whether two singers are wanted whatever the lyrics say.
    """
    solo = list(dict.fromkeys(role for role in roles if role is not None and role.kind in (*_SEXES, "singer")))
    first, second = _leads(solo, roles, lead)
    parts: dict[Role, Singers] = {Role("lead"): "lead"}
    lead_sex = lead or (_sex(first) if first else "") or (_other(_sex(second)) if second else "")
    for role in dict.fromkeys(role for role in roles if role is not None):
        if role.kind in ("both", "backing"):
            parts[role] = role.kind
        elif role == first:
            parts[role] = "lead"
        elif role == second:
            parts[role] = "second"
        elif role in solo:
            parts[role] = "lead" if lead_sex and _sex(role) == lead_sex else "second"
    if not duet and not {"second", "both"} & set(parts.values()):
        return Cast(lead_sex, None, parts)
    second_sex = (_sex(second) if second else "") or _other(lead_sex)
    return Cast(lead_sex, second_sex, parts)


def _leads(solo: Sequence[Role], roles: Sequence[Role | None], lead: Gender | None) -> tuple[Role | None, Role | None]:
    """The roles of the lead and of the second singer."""
    if not solo:
        return None, None
    unnamed_first = roles[0] is None
    if lead is not None:
        first = next((role for role in solo if _sex(role) == lead), None)
        first = first or next((role for role in solo if not _sex(role)), None)
        alone = len(solo) == 1 and None not in roles
        if first is None and (alone or len({_sex(role) for role in solo}) < len(solo)):
            first = solo[0]
    else:
        first = None if len(solo) == 1 and unnamed_first else solo[0]
    return first, next((role for role in solo if role != first), None)


def _role(kinds: set[Kind], number: str) -> Role:
    if "backing" in kinds:
        return Role("backing")
    if "both" in kinds or {"male", "female"} <= kinds:
        return Role("both")
    for sex in _SEXES:
        if sex in kinds:
            return Role(sex, number)
    return Role("lead")


def _sex(role: Role) -> Gender | Literal[""]:
    if role.kind in ("male", "female"):
        return role.kind
    return _given_names().get(label_words(role.name)[:1][0], "") if role.name else ""


def _other(sex: str) -> Gender | Literal[""]:
    return OTHER_GENDER.get(sex, "")


def _names_what_follows(line: str, match: re.Match[str], opens: bool) -> bool:
    """True where a role in round brackets says who sings, and is not itself sung.

    Within a line it must have words behind it and a capital, as in `Hey (Both) you`; so must a word such as `Together`
    at its beginning.
    """
    joining = label_words(match.group(2))[:1][0] in table("singers")["roles"]["joining"]
    return (opens and not joining) or (bool(line[match.end() :].strip()) and not match.group(2)[:1].islower())


def _is_name(text: str) -> bool:
    words = text.strip().split()
    if not 0 < len(words) <= _NAME_WORDS or len(text.strip()) > LONGEST_LABEL:
        return False
    if not all(word[0].isalpha() and (word[0].isupper() or word[0].lower() == word[0].upper()) for word in words):
        return False
    return all(char.isalpha() or char in " .'’-" or not char.isascii() for char in text.strip())


@lru_cache(maxsize=256)
def _is_music(text: str) -> bool:
    """True for words about sound, such as `Soft Piano`, that look like a name in a tag."""
    read = Prompt(text)
    return bool(mentions(read) or read_mood(read).moods or is_way(text) or read_tag(f"[{text}]"))


def _folded(name: str) -> str:
    return " ".join(label_words(name))


def _kinds_in(words: tuple[str, ...], pronouns: bool) -> list[tuple[Kind, str]]:
    """The kinds of singers that words name, each with every word that does."""
    found: list[tuple[Kind, str]] = []
    index = 0
    while index < len(words):
        for length in range(min(3, len(words) - index), 0, -1):
            phrase = words[index : index + length]
            kind = _roles().get(phrase) or (_pronouns().get(phrase) if pronouns else None)
            if kind is not None:
                found += [(kind, word) for word in phrase]
                index += length - 1
                break
        index += 1
    return found


@cache
def _roles() -> dict[tuple[str, ...], Kind]:
    roles = table("singers")["roles"]
    kinds: tuple[Kind, ...] = ("lead", "backing", "both", "male", "female")
    return {label_words(word): kind for kind in kinds for word in roles[kind]}


@cache
def _pronouns() -> dict[tuple[str, ...], Kind]:
    pronouns = table("singers")["pronouns"]
    kinds: tuple[Kind, ...] = ("both", "male", "female")
    return {label_words(word): kind for kind in kinds for word in pronouns[kind]}


@cache
def _fillers() -> frozenset[str]:
    return frozenset(part for word in table("singers")["roles"]["fillers"] for part in label_words(word))


@cache
def _given_names() -> dict[str, Gender]:
    names = table("singers")["names"]
    return {name: sex for sex in _SEXES for name in names[sex].split()}
