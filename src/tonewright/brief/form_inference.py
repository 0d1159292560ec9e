"""The form of lyrics that have no section tags."""

from collections import Counter
from collections.abc import Sequence

from tonewright.brief.prompt import words_of

STANZA_LINES = 4
LONGEST_STANZA = 8
_ALIKE = 0.6


def infer_kinds(stanzas: Sequence[Sequence[str]]) -> list[tuple[str, list[str]]]:
    """Each stanza with its kind: `verse`, `chorus` or `bridge`.

    A stanza that returns (most of its lines again) is the chorus. Where none returns, the stanzas
    alternate verse and chorus, and of three the last is a bridge. A new stanza between two choruses after
    the first two verses is the bridge. Long stanzas are parted into fours first; where most are single
    lines, the blank lines mean nothing.
    """
    if len(stanzas) > 2 and sum(len(stanza) == 1 for stanza in stanzas) > len(stanzas) / 2:
        stanzas = [[line for stanza in stanzas for line in stanza]]
    parted = [part for stanza in stanzas for part in _part(list(stanza))]
    keys = [tuple(" ".join(words_of(line)) for line in stanza) for stanza in parted]
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


def _part(stanza: list[str]) -> list[list[str]]:
    if len(stanza) < LONGEST_STANZA:
        return [stanza]
    parts = [stanza[at : at + STANZA_LINES] for at in range(0, len(stanza), STANZA_LINES)]
    if len(parts) > 1 and len(parts[-1]) < 2:
        parts[-2:] = [parts[-2] + parts[-1]]
    return parts


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
