"""Numbers in a prompt, in digits and in words."""

import re

from tonewright.brief.lexicon import table
from tonewright.brief.prompt import Prompt

_DIGITS = re.compile(r"\d{1,6}")


def number_at(prompt: Prompt, index: int) -> tuple[float, int] | None:
    """The number that starts at token `index` and the index of the token after it, or None.

    Reads `92`, `92.5` (two tokens), `ninety`, `ninety-two`, `a hundred and twenty` and `one and a half`.
    """
    word = prompt.word(index)
    if _DIGITS.fullmatch(word) and word.isascii():
        return _with_fraction(prompt, float(word), index + 1)
    value, index = _spelled(prompt, index)
    if value is None:
        return None
    if prompt.word(index) == "hundred":
        value, index = value * 100, index + 1
        skip = index + 1 if prompt.word(index) == "and" else index
        rest, after = _spelled(prompt, skip)
        if rest is not None:
            value, index = value + rest, after
    return _with_half(prompt, float(value), index)


def _spelled(prompt: Prompt, index: int) -> tuple[int | None, int]:
    numbers = table("grammar")["numbers"]
    word = prompt.word(index)
    if word == "a" and prompt.word(index + 1) == "hundred":
        return 1, index + 1
    if word not in numbers:
        return None, index
    value = numbers[word]
    unit = numbers.get(prompt.word(index + 1), 0)
    if value >= 20 and value % 10 == 0 and 1 <= unit <= 9:
        return value + unit, index + 2
    return value, index + 1


def _with_fraction(prompt: Prompt, value: float, index: int) -> tuple[float, int]:
    word = prompt.word(index)
    if word.isascii() and word.isdigit() and len(word) <= 3 and prompt.tokens[index].before in (".", ","):
        return value + float(f"0.{word}"), index + 1
    return _with_half(prompt, value, index)


def _with_half(prompt: Prompt, value: float, index: int) -> tuple[float, int]:
    if tuple(prompt.word(index + step) for step in range(3)) == ("and", "a", "half"):
        return value + 0.5, index + 3
    return value, index
