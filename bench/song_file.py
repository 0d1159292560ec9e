"""The songs that the singer's figures are measured on: `bench/songs/*.txt`, and what must be sung of each.

A file has a head in TOML between two lines of `+++` (title, language, prompt, bpm, seconds, and where they differ from
one singer in 4/4 without echoes: singers, echoes, time_signature), then lyrics as a user might give them.

What must be sung is read here by rules that the engine does not share, kept as simple as our own files are:

- A line wholly in square brackets or between `**`, or that is a section's English name in parentheses or before a
  colon, is a tag. `x2` in it: its lines are sung twice. A tag without lines whose name had lines before: those again.
- A role before a line (`Male:`, `(Both)`, `[Ela]`, see `_ROLE`) is not sung.
- What stands in parentheses is sung by backing voices, everything else by the lead or second singer, in that order.
- Words are parted by spaces and hyphens and compared by letters, marks and digits alone, without case; Chinese and
  Japanese are compared letter by letter.
"""

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).with_name("songs")
UNSPACED = ("zh", "ja")
_TAG = re.compile(
    r"\[([^\]]+)\]|\*\*(.+)\*\*|\(((?:verse|chorus|bridge)[ \d]*)\)|((?:verse|chorus)[ \d]*):", re.IGNORECASE
)
_ROLE = re.compile(r"(?:\[(?:Ele|Ela|Juntos)\]|\(Both\)|(?:Male|Female|Both|Él|Ella|Los dos):)\s*")
_TWICE = re.compile(r"\bx\s?2\b", re.IGNORECASE)


@dataclass(frozen=True)
class Song:
    """One song; `singers` is how many lead voices it asks for, `echoes` whether backing voices answer."""

    name: str
    title: str
    language: str
    prompt: str
    bpm: float
    seconds: float
    lyrics: str
    singers: int = 1
    echoes: bool = False
    time_signature: str = "4/4"


def songs() -> dict[str, Song]:
    """All songs by name."""
    return {path.stem: read_song(path.stem, path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.txt"))}


def read_song(name: str, text: str) -> Song:
    """The song of a file's text."""
    _, head, lyrics = text.split("+++\n", 2)
    return Song(name=name, lyrics=lyrics.strip(), **tomllib.loads(head))


def lines_to_sing(song: Song) -> list[str]:
    """The lines to be sung, in order, with their echoes, without tags and roles."""
    sections: list[tuple[str, int, list[str]]] = [("", 1, [])]
    for line in (line.strip() for line in song.lyrics.split("\n")):
        tag = _TAG.fullmatch(line)
        if tag is not None:
            name = next(text for text in tag.groups() if text)
            sections.append((_TWICE.sub("", name).strip().casefold(), 2 if _TWICE.search(name) else 1, []))
        elif line:
            sections[-1][2].append(_ROLE.sub("", line, count=1))
    sung: list[str] = []
    known: dict[str, list[str]] = {}
    for name, times, lines in sections:
        if lines:
            known[name] = lines
        sung += known.get(name, []) * times
    return sung


def words_to_sing(song: Song) -> tuple[list[str], list[str]]:
    """The words of the singers and those of the echoes, each in order, as `plain_words` has them."""
    lines = lines_to_sing(song)
    lead = [word for line in lines for word in plain_words(re.sub(r"\([^)]*\)", " ", line), song.language)]
    echoes = [
        word for line in lines for echo in re.findall(r"\(([^)]*)\)", line) for word in plain_words(echo, song.language)
    ]
    return lead, echoes


def plain_words(text: str, language: str) -> list[str]:
    """The words of a text without case and punctuation; in a script without spaces its letters."""
    text = unicodedata.normalize("NFC", text.casefold())
    words = [
        "".join(char for char in word if unicodedata.category(char)[0] in "LMN")
        for word in re.split(r"[\s‐‑–—-]+", text)
    ]
    return [char for word in words for char in word] if language in UNSPACED else [word for word in words if word]


@dataclass(frozen=True)
class Coverage:
    """How much of what was wanted is there in order; `missing` and `extra` are words."""

    share: float
    missing: tuple[str, ...]
    extra: tuple[str, ...]


def coverage(wanted: Sequence[str], found: Sequence[str]) -> Coverage:
    """Compare two sequences by their longest common subsequence; nothing wanted is wholly covered."""
    longest = [[0] * (len(found) + 1) for _ in range(len(wanted) + 1)]
    for i in range(len(wanted) - 1, -1, -1):
        for j in range(len(found) - 1, -1, -1):
            same = wanted[i] == found[j]
            longest[i][j] = longest[i + 1][j + 1] + 1 if same else max(longest[i + 1][j], longest[i][j + 1])
    missing, extra = [], []
    i = j = 0
    while i < len(wanted) and j < len(found):
        if wanted[i] == found[j]:
            i, j = i + 1, j + 1
        elif longest[i + 1][j] >= longest[i][j + 1]:
            missing.append(wanted[i])
            i += 1
        else:
            extra.append(found[j])
            j += 1
    missing += wanted[i:]
    extra += found[j:]
    return Coverage(longest[0][0] / len(wanted) if wanted else 1.0, tuple(missing), tuple(extra))
