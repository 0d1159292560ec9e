"""The form of lyrics that have no section tags."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TypeVar

from tonewright.brief.lyric_text import label_words

L = TypeVar("L")

STANZA_LINES = 4
LONGEST_STANZA = 8
_ALIKE = 0.6


def infer_kinds(stanzas: Sequence[Sequence[L]], text: Callable[[L], str] = str) -> list[tuple[str, list[L]]]:
    """Each stanza with its kind: `verse`, `chorus` or `bridge`.

    A stanza that returns (most of its lines again) is the chorus. Where none returns, the stanzas
    alternate verse and chorus, and of three the last is a bridge. A new stanza between two choruses after
    the first two verses is the bridge. Long stanzas are parted first: where the same lines return within one,
    there, and elsewhere into fours; where most are single lines, the blank lines mean nothing.

    Parameters
    ----------
    text: what a line says.
    """
    if len(stanzas) > 2 and sum(len(stanza) == 1 for stanza in stanzas) > len(stanzas) / 2:
        stanzas = [[line for stanza in stanzas for line in stanza]]
    parted = [part for stanza in stanzas for part in _part(list(stanza), text)]
    keys = [tuple(_key(text(line)) for line in stanza) for stanza in parted]
    groups: list[int] = []
    for index, key in enumerate(keys):
        match = next((at for at in range(index) if groups[at] == at and _alike(keys[at], key)), index)
        groups.append(match)
    counts = Counter(groups)
    chorus = max(counts, key=lambda group: (counts[group], -group), default=-1)
    if counts[chorus] < 2:
        return list(zip(_without_refrain(len(parted)), parted, strict=True))
    kinds = ["chorus" if group == chorus else "verse" for group in groups]
    _mark_bridge(kinds)
    return list(zip(kinds, parted, strict=True))


def _part(stanza: list[L], text: Callable[[L], str]) -> list[list[L]]:
    if len(stanza) < LONGEST_STANZA:
        return [stanza]
    cuts = _refrain_cuts([_key(text(line)) for line in stanza])
    parts: list[list[L]] = []
    for start, end in zip([0, *cuts], [*cuts, len(stanza)], strict=True):
        piece = stanza[start:end]
        parts += [piece] if len(piece) < LONGEST_STANZA else _fours(piece)
    return [part for part in parts if part]


def _fours(stanza: list[L]) -> list[list[L]]:
    parts = [stanza[at : at + STANZA_LINES] for at in range(0, len(stanza), STANZA_LINES)]
    if len(parts) > 1 and len(parts[-1]) < 2:
        parts[-2:] = [parts[-2] + parts[-1]]
    return parts


def _refrain_cuts(keys: list[str]) -> list[int]:
    """Where the longest run of lines that returns begins and ends; [] if none of two different lines does."""
    for length in range(min(LONGEST_STANZA, len(keys) // 2), 1, -1):
        places: dict[tuple[str, ...], list[int]] = {}
        for at in range(len(keys) - length + 1):
            found = places.setdefault(tuple(keys[at : at + length]), [])
            if not found or at - found[-1] >= length:
                found.append(at)
        returning = [starts for run, starts in places.items() if len(starts) > 1 and len(set(run)) > 1]
        if returning:
            starts = max(returning, key=lambda found: (len(found), -found[0]))
            return sorted({cut for at in starts for cut in (at, at + length)} - {0, len(keys)})
    return []


def _key(line: str) -> str:
    return " ".join(label_words(line))


def _alike(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    same = len(set(first) & set(second))
    return same >= _ALIKE * max(len(set(first)), len(set(second)))


def _without_refrain(count: int) -> list[str]:
    if count == 3:
        return ["verse", "chorus", "bridge"]
    return ["verse" if index % 2 == 0 else "chorus" for index in range(count)]


def _mark_bridge(kinds: list[str]) -> None:
    """Name the last verse a bridge where two choruses and two verses came before it."""
    verses = [index for index, kind in enumerate(kinds) if kind == "verse"]
    if len(verses) < 3:
        return
    last = verses[-1]
    if kinds[:last].count("chorus") >= 2 and "chorus" in kinds[last + 1 :] and kinds[last - 1] == "chorus":
        kinds[last] = "bridge"
