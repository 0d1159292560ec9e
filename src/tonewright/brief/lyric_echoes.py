"""Echoes: words in round brackets, which backing voices sing."""

import re
from collections.abc import Sequence

from tonewright.brief.lyric_tags import is_way

_LETTERS = "A-Za-z\u00c0-\u052f"
_WITHIN_WORD = re.compile(rf"(?<=[{_LETTERS}])\(([{_LETTERS}]{{1,3}})\)|\(([{_LETTERS}]{{1,3}})\)(?=[{_LETTERS}])")
"""An ending or a beginning in an alphabet; other scripts put no space before a bracket."""
_REACH = 8
"""Lines over which one bracket may stay open."""


def split_echoes(line: str) -> list[tuple[str, bool]]:
    """A line as (text, whether it is an echo): what the lead sings in one piece, its echoes in another.

    An echo with which the line opens comes before it, the others behind it. Brackets within a word, as in `(s)he`,
    are no echo, and brackets around a way of singing hold nothing to sing.
    """
    line = _WITHIN_WORD.sub(lambda match: match.group(1) or match.group(2), line)
    opening, lead, echoes = [], [], []
    for text, inside in _by_depth(line):
        if not text or (inside and is_way(text)):
            continue
        if not inside:
            lead.append(text)
        elif lead:
            echoes.append(text)
        else:
            opening.append(text)
    parts = [(" ".join(opening), True), (" ".join(lead), False), (" ".join(echoes), True)]
    return [(text, inside) for text, inside in parts if text]


def with_closed_brackets(lines: Sequence[str]) -> list[str]:
    """The lines, each with as many brackets closed as opened.

    A bracket that a later line of the same stanza closes encloses all that stands between; any other that is not
    closed, or not opened, is left out.
    """
    found = list(lines)
    for index, line in enumerate(found):
        if _open_bracket(line) >= 0:
            last = _closing_line(found, index)
            if last:
                found[index] += ")"
                found[index + 1 : last] = [f"({between})" for between in found[index + 1 : last]]
                found[last] = "(" + found[last]
        found[index] = _balanced(found[index])
    return found


def _open_bracket(line: str) -> int:
    """Where the first bracket stands that the line does not close, -1 if there is none."""
    opened: list[int] = []
    for at, char in enumerate(line):
        if char == "(":
            opened.append(at)
        elif char == ")" and opened:
            opened.pop()
    return opened[0] if opened else -1


def _closing_line(lines: Sequence[str], index: int) -> int:
    """The line that closes the bracket which line `index` leaves open, 0 if none does."""
    for at in range(index + 1, min(index + _REACH, len(lines))):
        line = lines[at]
        if not line or "[" in line or "(" in line.split(")")[0]:
            return 0
        if ")" in line:
            return at
    return 0


def _balanced(line: str) -> str:
    kept: list[str] = []
    depth = 0
    for char in line:
        if char == ")" and not depth:
            continue
        depth += (char == "(") - (char == ")")
        kept.append(char)
    while depth:
        at = _open_bracket("".join(kept))
        del kept[at]
        depth -= 1
    return "".join(kept)


def _by_depth(line: str) -> list[tuple[str, bool]]:
    pieces: list[tuple[str, bool]] = []
    depth = 0
    for part in re.split(r"([()])", line):
        if part == "(":
            depth += 1
        elif part == ")":
            depth = max(0, depth - 1)
        else:
            pieces.append((part.strip(), depth > 0))
    return pieces
