"""The era: a decade that a prompt names."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from tonewright.brief.brief import Blend
from tonewright.brief.length import length_at
from tonewright.brief.lexicon import table
from tonewright.brief.prompt import Prompt, words_of
from tonewright.styles.packs import pack_names

_YEAR = re.compile(r"(19|20)([0-9])[0-9](?:'?s)?")
_DECADE = re.compile(r"'?([0-9])0'?s")
_LATEST = 2020
# "In her twenties" is an age.
_OWNERS = frozenset(("his", "her", "my", "your", "their", "our", "age"))
# "At 1920 Hz", "1995 bars": a number of something else.
_UNITS = ("bpm", "hz", "bars", "beats", "seconds", "sec", "notes", "x")


def read_era(prompt: Prompt) -> str:
    """The decade, such as `1980s`, that a year, a short form or a name says; "" where none does.

    Of two-digit decades 20s to 90s are the last century's and 00s and 10s this one's. What is read as a length
    ("a 30s jingle") is none.
    """
    names = {match.first: match.value for match in prompt.find(_names()) if not match.negated}
    for index, token in enumerate(prompt.tokens):
        if prompt.word(index - 1) in _OWNERS and not token.after_pause:
            continue
        if index in names:
            return names[index]
        decade = _decade(token.text)
        if decade and length_at(prompt, index) is None and prompt.word(index + 1) not in _not_before():
            return decade
    return ""


def era_entry(era: str) -> Mapping[str, Any]:
    """What the lexicon says of a decade; empty for "" and for decades that it does not hold."""
    entry: Mapping[str, Any] = table("eras").get(era, {})
    return entry


def era_blend(era: str, style: str) -> Blend | None:
    """What a style of that decade takes from another: pop of the 1980s has the drums and pads of synthwave."""
    lent = era_entry(era).get("lends", {}).get(style)
    if lent is None or lent["style"] not in pack_names():
        return None
    return Blend(lent["style"], tuple(lent["roles"]))


def _decade(word: str) -> str:
    short = _DECADE.fullmatch(word)
    if short:
        tens = int(short.group(1))
        return f"{20 if tens < 2 else 19}{tens}0s"
    year = _YEAR.fullmatch(word)
    if year is None:
        return ""
    decade = f"{year.group(1)}{year.group(2)}0s"
    return decade if 1920 <= int(decade[:4]) <= _LATEST else ""


@cache
def _not_before() -> frozenset[str]:
    return frozenset((*_UNITS, *table("grammar")["lengths"]["not_before"]))


@cache
def _names() -> dict[tuple[str, ...], str]:
    return {words_of(name): decade for decade, entry in table("eras").items() for name in entry["words"]}
