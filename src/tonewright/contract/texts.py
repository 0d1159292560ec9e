"""Text and numbers as clients send them, made safe: control characters, surrogates, numbers in strings."""

import math
import re
from typing import TypeGuard

_NUMBER = re.compile(r"[+-]?[0-9]{1,400}(\.[0-9]{1,400})?([eE][+-]?[0-9]{1,3})?", re.ASCII)
_NEWLINES = re.compile("\r\n|[\r\u0085\u2028\u2029]")
# C0 and C1 controls except tab and line feed (Unicode general category Cc), and surrogates (Cs).
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SURROGATES = re.compile("[\ud800-\udfff]")


def clean_text(value: object) -> str | None:
    """Text of more than one line without control characters; None where nothing is left of it.

    Line ends become line feeds, other control characters go. Emoji, joiners and direction marks stay.
    Raises ValueError for anything but text and for half a surrogate pair.
    """
    text = _text(value)
    return _CONTROLS.sub("", _NEWLINES.sub("\n", text)).strip() or None


def clean_line(value: object) -> str | None:
    """As `clean_text`, with every run of white space made one space. A number counts as text."""
    text = clean_text(str(value) if is_number(value) else value)
    return " ".join(text.split()) if text else None


def plain_line(value: object) -> str:
    """Text that must come back as it was given. A number counts as text.

    Raises ValueError for anything else, for control characters and for half a surrogate pair.
    """
    text = _text(str(value) if is_number(value) else value)
    if _CONTROLS.search(text):
        raise ValueError("control characters")
    return text


def number(value: object) -> int | float:
    """A finite number, given as one or written as text (forms and no-code tools send text).

    Raises ValueError for booleans, for text that is no number, and for what is not finite.
    """
    result: int | float
    if is_number(value):
        result = value
    elif isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
        result = _parse(value.strip())
    else:
        raise ValueError("not a number")
    if isinstance(result, int) and abs(result) > 2**64:
        raise ValueError("too large")
    if not math.isfinite(result):
        raise ValueError("not finite")
    return result


def is_number(value: object) -> TypeGuard[int | float]:
    """Whether the value is a number; True and False are none."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def _parse(text: str) -> int | float:
    try:
        return int(text)
    except ValueError:
        return float(text)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("not text")
    if _SURROGATES.search(value):
        raise ValueError("half a surrogate pair")
    return value
