"""Section tags and directions in lyrics: `[Chorus x2]`, `Verse 1:`, `Припев`, `(softly)`."""

import re
from dataclasses import dataclass
from functools import cache

from tonewright.brief.lexicon import table
from tonewright.brief.lyric_text import label_words

MOST_REPEATS = 8
LONGEST_TAG = 60
_LONGEST_NAME = 4
_SINGER_WORDS = 3
_LOOSE_WORDS = 5
"""In square brackets a section's name may stand anywhere among so many words."""
_TIMES = r"\s*:?\s*(?:\(?[x×*]\s?(\d)\)?)?"
_BRACKETED = re.compile(r"([\[(<{【*])[\[(<{【*]{0,2}([^\[\](){}<>【】*]{1,60})[\])>}】*]{1,3}" + _TIMES)
_NESTED = re.compile(r"\[([^\[\]]{1,60})\]" + _TIMES)
_BEFORE_WORDS = re.compile(r"\[([^\[\]]{1,60})\]\s*:?\s*(?!\(?[x×*]\s?\d)(?=[^\s\[\]:])(.*)")
_BESIDE = re.compile(r"(.{3,30}?)\s*(?:\(([^()]{1,30})\)|\s[-–—]\s([^-–—]{1,30}))\s*:?")
_REPEAT = re.compile(
    r"(?:^|\s|(?<=[^\W\d_a-z]))\(?[x×*]\s?(\d{1,2})\)?$|(?:^|\s)\(?(\d{1,2})\s?[x×]\)?$", re.IGNORECASE
)
_OPENING = re.compile(r"([^:\[\](){}]{1,30}):\s*(\S.*)")


@dataclass(frozen=True)
class Tag:
    """A section tag.

    `kind` is the kind of section, `text` the tag as written, `repeats` how often the section is sung, `detail` what
    else the tag says, such as `female` or `soft piano`, and `rest` words to sing behind it on the same line.
    """

    kind: str
    text: str
    repeats: int
    detail: str = ""
    rest: str = ""


def read_tag(line: str) -> Tag | None:
    """The section that a line names, in brackets, before a colon or alone, or None."""
    text = line.strip()
    bare = text.strip("#*_ ")
    opening = _OPENING.fullmatch(bare)
    if opening is not None and not bare.startswith(("[", "(", "<", "{", "【")):
        named = _strictly(opening.group(1), common=False)
        if named is not None and _kind_words(opening.group(2)) is None:
            return Tag(named, f"{opening.group(1)}:", 1, rest=opening.group(2))
    before = _BEFORE_WORDS.fullmatch(bare)
    if before is not None:
        name, repeats = _without_repeat(before.group(1))
        found = _loosely(name)
        if found is not None:
            return Tag(found[0], f"[{before.group(1)}]", repeats, found[1], before.group(2))
    if not text or len(text) > LONGEST_TAG:
        return None
    match = _NESTED.fullmatch(bare) or _BRACKETED.fullmatch(bare)
    if match is None:
        name, repeats = _without_repeat(bare.rstrip(": "))
        kind = _strictly(name, common=bare.endswith(":"))
        return _with_singer(bare, text) if kind is None else Tag(kind, text, repeats)
    inner, times = (match.group(1), match.group(2)) if match.re is _NESTED else (match.group(2), match.group(3))
    name, repeats = _without_repeat(inner.strip(" :"))
    repeats = int(times) if times else repeats
    if bare.startswith(("[", "【", "{")):
        found = _loosely(name)
    else:
        kind = _strictly(name, common=True)
        found = None if kind is None else (kind, "")
    if found is None:
        return None
    return Tag(found[0], text, min(max(repeats, 1), MOST_REPEATS), found[1])


def is_direction(line: str) -> bool:
    """True for a whole line in brackets that is not sung: square ones, or others around a way of singing."""
    text = line.strip()
    if len(text) < 3:
        return False
    if (text[0], text[-1]) in (("[", "]"), ("【", "】")) and not set("]】") & set(text[:-1]):
        return True
    bracketed = (text[0], text[-1]) in (("(", ")"), ("*", "*"), ("{", "}"), ("<", ">"))
    return bracketed and is_way(text[1:-1].strip("*"))


def is_way(text: str) -> bool:
    """True for words that say how something is sung, such as `softly`, and are not sung."""
    return label_words(text) in _directions()


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


def block_repeats(line: str) -> int:
    """How often a line of nothing but `x2`, `(x3)` or `(repeat)` has the lines above it sung in all; 0 for others."""
    text = line.strip()
    match = _REPEAT.fullmatch(text.strip("[]【】 "))
    if match is not None:
        return min(max(int(match.group(1) or match.group(2)), 1), MOST_REPEATS)
    words = label_words(text)
    return 2 if len(words) == 1 and words[0] in table("sections")["numbers"]["repeats"] and text[0] in "([" else 0


def _with_singer(bare: str, text: str) -> Tag | None:
    """A tag without brackets beside which stands who sings: `Verse 1 (Anna)`, `Verse 2 - female`."""
    match = _BESIDE.fullmatch(bare)
    if match is None:
        return None
    detail = match.group(2) or match.group(3)
    kind = _strictly(match.group(1), common=False)
    numbered = any(char.isdigit() for char in match.group(1))
    if kind is None or len(label_words(detail)) > _SINGER_WORDS or not (match.group(2) or numbered):
        return None
    return Tag(kind, text, 1, detail)


def _without_repeat(name: str) -> tuple[str, int]:
    again = _REPEAT.search(name)
    if again is None:
        return name, 1
    return name[: again.start()].rstrip(" -–—,:"), min(max(int(again.group(1) or again.group(2)), 1), MOST_REPEATS)


def _strictly(name: str, common: bool) -> str | None:
    """The kind that a name says which holds nothing else but numbers; `common` allows words that lyrics use too."""
    found = _kind_words(name)
    if found is None:
        return None
    kind, first, last, words = found
    known = common or words[first] in _unmarked() or words[first : last + 1] in _unmarked_names()
    return kind if known and all(_is_number(word) for word in (*words[:first], *words[last + 1 :])) else None


def _loosely(name: str) -> tuple[str, str] | None:
    """The kind that a name in square brackets says, and what stands around it."""
    head, sign, tail = _parted(name)
    found = _kind_words(head)
    if found is None:
        return None
    kind, first, last, words = found
    if len(words) > _LOOSE_WORDS + 1 and first > 0:
        return None
    around = [word for word in (*words[:first], *words[last + 1 :]) if not _is_number(word)]
    if len(around) > _LOOSE_WORDS:
        return None
    return kind, " ".join([*around, *([tail.strip()] if sign else [])])


def _parted(name: str) -> tuple[str, str, str]:
    """The name, and what follows it behind a colon, a dash, a bar, a comma or a bracket."""
    match = re.match(r"(.+?)\s*(:|\s[-–—]\s?|\||,|\(|;)\s*(.*)", name)
    return (match.group(1), match.group(2), match.group(3).rstrip(") ")) if match else (name, "", "")


def _kind_words(name: str) -> tuple[str, int, int, tuple[str, ...]] | None:
    """The kind a name holds, the first and last of its words that say so, and all its words.

    One at the front goes before one at the end, that before others.
    """
    words = label_words(name)
    if not words or len(words) > 3 * _LOOSE_WORDS:
        return None
    known = _names()
    places = sorted(range(len(words)), key=lambda at: (any(not _is_number(w) for w in words[:at]), -at))
    for first in places:
        for length in range(min(len(words) - first, _LONGEST_NAME), 0, -1):
            kind = known.get(words[first : first + length])
            if kind is not None:
                return kind, first, first + length - 1, words
    return None


def _is_number(word: str) -> bool:
    return (word.isdigit() and len(word) <= 2) or word in _numbers()


@cache
def _numbers() -> frozenset[str]:
    numbers = table("sections")["numbers"]
    return frozenset((*numbers["words"], *numbers["repeats"]))


@cache
def _names() -> dict[tuple[str, ...], str]:
    return {label_words(name): kind for kind, names in table("sections")["kinds"].items() for name in names}


@cache
def _unmarked_names() -> frozenset[tuple[str, ...]]:
    """Section names that need no brackets and no colon."""
    return frozenset(label_words(name) for name in table("sections")["unmarked"])


@cache
def _unmarked() -> frozenset[str]:
    return frozenset(name[0] for name in _unmarked_names() if len(name) == 1)


@cache
def _directions() -> frozenset[tuple[str, ...]]:
    return frozenset(label_words(phrase) for phrase in table("sections")["directions"]["words"])
