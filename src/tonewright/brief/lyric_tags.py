"""Section tags and directions in lyrics: `[Chorus x2]`, `Verse 1:`, `(Both)`."""

import re
from dataclasses import dataclass
from functools import cache

from tonewright.brief.lexicon import table
from tonewright.brief.prompt import words_of

MOST_REPEATS = 4
LONGEST_TAG = 60
_BRACKETED = re.compile(r"[\[(<{【*]{1,3}([^\[\](){}<>【】*]{1,60})[\])>}】*]{1,3}\s*:?\s*(?:[x×*]\s?(\d))?")
_REPEAT = re.compile(r"(?:^|\s)\(?[x×*]\s?(\d{1,2})\)?$|(?:^|\s)\(?(\d{1,2})\s?[x×]\)?$", re.IGNORECASE)
_ROLE = re.compile(r"^\s*(?:[\[(]([^\[\]()]{1,40})[\])]\s*:?|([^:\[\]()]{1,24}):(?!\d))\s*")


@dataclass(frozen=True)
class Tag:
    """A section tag: the kind of section, the tag as written, and how often the section is sung."""

    kind: str
    text: str
    repeats: int


def read_tag(line: str) -> Tag | None:
    """The section that a whole line names, in brackets, before a colon or alone, or None."""
    text = line.strip()
    if not text or len(text) > LONGEST_TAG:
        return None
    bare, repeats = text.strip("#*_ "), 1
    match = _BRACKETED.fullmatch(bare)
    bracketed = match is not None
    if match is not None:
        bare = match.group(1).strip()
        repeats = int(match.group(2) or 1)
    marked = bracketed or bare.rstrip().endswith(":")
    again = _REPEAT.search(bare)
    if again is not None:
        repeats = int(again.group(1) or again.group(2))
        bare = bare[: again.start()]
    name = bare.strip().rstrip(":").strip()
    if not marked and words_of(name)[:1] not in _unmarked():
        return None
    kind = _kind(name, marked)
    return None if kind is None else Tag(kind, text, min(max(repeats, 1), MOST_REPEATS))


def is_direction(line: str) -> bool:
    """True for a whole line in square brackets that names no section, such as `[Male]` or `[whispered]`."""
    text = line.strip()
    return len(text) > 2 and text.startswith("[") and text.endswith("]") and "]" not in text[:-1]


def without_role(line: str) -> str:
    """The line without who sings it: `[Male] Hello`, `(Both) Hello` and `Her: Hello` give `Hello`."""
    match = _ROLE.match(line)
    if match is None:
        return line
    bracket, label = match.groups()
    named = words_of(bracket if bracket is not None else label)
    square = bracket is not None and line.lstrip().startswith("[")
    return line[match.end() :] if square or named in _directions() else line


def line_repeats(line: str) -> tuple[str, int]:
    """The line without a closing `x2` or `(x3)`, and how often it is sung; one of nothing else is not."""
    text = line.rstrip()
    match = _REPEAT.search(text)
    if match is None:
        return line, 1
    if not text[: match.start()].strip():
        return "", 0
    count = int(match.group(1) or match.group(2))
    bracketed = "(" in match.group() and ")" in match.group()
    if not (match.group(1) or bracketed) or not 2 <= count <= 2 * MOST_REPEATS:
        return line, 1
    return text[: match.start()], min(count, MOST_REPEATS)


def _kind(name: str, marked: bool) -> str | None:
    """The kind of section named; behind a name may stand a number, and when marked also who sings."""
    words = words_of(name)
    for length in range(min(len(words), 3), 0, -1):
        kind = _names().get(words[:length])
        if kind is None:
            continue
        rest = words[length:]
        numbered = rest[1:] if rest and _is_number(rest[0]) else rest
        if not numbered or (marked and len(numbered) <= 6):
            return kind
    return None


def _is_number(word: str) -> bool:
    return (word.isdigit() and len(word) <= 2) or word in (
        "i",
        "ii",
        "iii",
        "iv",
        "one",
        "two",
        "three",
        "a",
        "b",
    )


@cache
def _names() -> dict[tuple[str, ...], str]:
    return {words_of(name): kind for kind, names in table("sections")["kinds"].items() for name in names}


@cache
def _unmarked() -> frozenset[tuple[str, ...]]:
    """The first words of section names that need no brackets and no colon."""
    return frozenset(words_of(name)[:1] for name in table("sections")["unmarked"])


@cache
def _directions() -> frozenset[tuple[str, ...]]:
    return frozenset(words_of(phrase) for phrase in table("sections")["directions"]["words"])
