"""The length of the piece."""

import re
from functools import lru_cache

from tonewright.brief.brief import Wish
from tonewright.brief.lexicon import table
from tonewright.brief.numbers import number_at
from tonewright.brief.prompt import Prompt

SHORTEST_S = 10.0
_SECONDS = frozenset(("s", "sec", "secs", "second", "seconds"))
_MINUTES = frozenset(("m", "min", "mins", "minute", "minutes"))
_GLUED = re.compile(r"(?:(\d{1,2})(?:m|mins?|minutes?))?(?:(\d{1,3})(?:s|secs?|seconds?))?")
_PHRASES = (
    (("half", "a", "minute"), 30.0),
    (("half", "minute"), 30.0),
    (("a", "minute", "and", "a", "half"), 90.0),
    (("half", "an", "hour"), 1800.0),
    (("an", "hour"), 3600.0),
)
_REACH = 2


def read_length(prompt: Prompt, maximum_s: float) -> Wish[float | None]:
    """The piece's length in seconds, 10…maximum_s, or None.

    Reads "92-second", "two minutes", "2 min 30", "1:30", "2m30s", "a minute and a half"; lengths of other
    things ("after 30 seconds", "a 10-second intro", "the 80s", "at 7:30 pm") are passed over.
    """
    for seconds in lengths_in(prompt):
        return Wish(min(max(seconds, SHORTEST_S), maximum_s), "prompt")
    return Wish(None, "default")


@lru_cache(maxsize=8)
def lengths_in(prompt: Prompt) -> tuple[float, ...]:
    """The lengths in seconds that a prompt names for the piece, as written."""
    lengths: list[float] = []
    index = 0
    while index < len(prompt.tokens):
        read = length_at(prompt, index)
        if read is None:
            index += 1
            continue
        seconds, after = read
        if seconds > 0 and not _is_of_another(prompt, index, after):
            lengths.append(seconds)
        index = after
    return tuple(dict.fromkeys(lengths))


def length_at(prompt: Prompt, index: int) -> tuple[float, int] | None:
    """A length in seconds that starts at token `index`, and the index of the token after it."""
    return _clock(prompt, index) or _glued(prompt, index) or _half(prompt, index) or _spoken(prompt, index)


def _clock(prompt: Prompt, index: int) -> tuple[float, int] | None:
    minutes, seconds = prompt.word(index), prompt.word(index + 1)
    if not (_is_digits(minutes, 1, 2) and _is_digits(seconds, 2, 2) and int(seconds) < 60):
        return None
    of_three = prompt.tokens[index].before == ":" or prompt.after(index + 1).startswith(":")
    if prompt.tokens[index + 1].before != ":" or of_three:
        return None
    return int(minutes) * 60.0 + int(seconds), index + 2


def _glued(prompt: Prompt, index: int) -> tuple[float, int] | None:
    word = prompt.word(index)
    is_length = word[:1].isdigit() and word.isascii() and word not in table("grammar")["lengths"]["never"]
    match = _GLUED.fullmatch(word) if is_length else None
    if match is None or not any(match.groups()):
        return None
    minutes, seconds = match.groups()
    if not minutes and word.endswith("0s") and len(word) == 3 and not _says_length(prompt, index):
        return None
    total = int(minutes or 0) * 60.0 + int(seconds or 0)
    if minutes and not seconds:
        return _and_seconds(prompt, total, index + 1)
    return total, index + 1


def _half(prompt: Prompt, index: int) -> tuple[float, int] | None:
    words = tuple(prompt.word(index + step) for step in range(5))
    for phrase, seconds in _PHRASES:
        if words[: len(phrase)] == phrase:
            return seconds, index + len(phrase)
    if words[:2] == ("a", "minute") and words[2] in ("long", "of"):
        return 60.0, index + 2
    return None


def _spoken(prompt: Prompt, index: int) -> tuple[float, int] | None:
    read = number_at(prompt, index)
    if read is None:
        return None
    value, after = read
    joint = prompt.tokens[after].before.strip() if after < len(prompt.tokens) else ""
    ranged = prompt.word(after) in ("to", "or") or (prompt.word(after) == "and" and prompt.word(index - 1) == "between")
    if joint in ("-", "–") or ranged:
        second = number_at(prompt, after + ranged)
        if second is not None:
            value, after = (value + second[0]) / 2, second[1]
    unit = prompt.word(after)
    if unit in _SECONDS:
        return value, after + 1
    if unit in ("hour", "hours"):
        return value * 3600.0, after + 1
    if unit not in _MINUTES or (unit == "m" and prompt.tokens[after].before != ""):
        return None
    if [prompt.word(after + step) for step in (1, 2, 3)] == ["and", "a", "half"]:
        return (value + 0.5) * 60.0, after + 4
    return _and_seconds(prompt, value * 60.0, after + 1)


def _and_seconds(prompt: Prompt, total: float, index: int) -> tuple[float, int]:
    """Add the seconds of "2 min 30", "2 minutes and 30 seconds"."""
    at = index + 1 if prompt.word(index) == "and" else index
    read = number_at(prompt, at)
    if read is not None and read[0] < 60 and not prompt.tokens[at].opens_clause:
        seconds, after = read
        if prompt.word(after) in _SECONDS:
            return total + seconds, after + 1
        if at == index and not prompt.tokens[at].after_pause and prompt.word(after) != "bpm":
            return total + seconds, after
    glued = _GLUED.fullmatch(prompt.word(at))
    if glued is not None and glued.group(2) and not glued.group(1):
        return total + int(glued.group(2)), at + 1
    return total, index


def _is_of_another(prompt: Prompt, first: int, after: int) -> bool:
    lengths = table("grammar")["lengths"]
    before = [prompt.word(first - step) for step in range(1, _REACH + 1)]
    if prompt.tokens[first].after_pause:
        before = []
    if any(word in lengths["not_after"] for word in before):
        return True
    clock = after - first == 2 and prompt.tokens[first + 1].before == ":"
    if clock and before[:1] in (["at"], ["by"], ["from"]):
        return True
    following = [prompt.word(after)] if after < len(prompt.tokens) else []
    if following and prompt.tokens[after].after_pause:
        return False
    if following in (["a"], ["p"]) and prompt.word(after + 1) == "m":
        return True
    return any(word in lengths["not_before"] for word in following)


def _says_length(prompt: Prompt, index: int) -> bool:
    lengths = table("grammar")["lengths"]
    return prompt.word(index - 1) in lengths["seconds_before"] or prompt.word(index + 1) in lengths["seconds_after"]


def _is_digits(word: str, shortest: int, longest: int) -> bool:
    return shortest <= len(word) <= longest and word.isascii() and word.isdigit()
