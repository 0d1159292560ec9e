"""The words of a file: lyric events set on the notes of its melody.

Source: MIDI Manufacturers Association, SMF Lyric Meta Event Definition (RP-017): a space or a line's end closes a word,
a hyphen is sung on, a carriage return ends a line and a line feed a verse; old karaoke files begin lines with `/` and
verses with `\\\\`.
"""

import re
from collections.abc import Sequence

from tonewright.decoding.midi import MidiNote

_NEAR_BEATS = 0.26


def syllables_on(lyrics: Sequence[tuple[float, str]], melody: Sequence[MidiNote]) -> tuple[str, ...]:
    """A syllable for every note as RP-017 writes it, "" where one is sung on; () where there are no words."""
    events = [(beat, _plain(text)) for beat, text in lyrics if not text.startswith("@")]
    events = [(beat, text) for beat, text in events if text.strip() or "\r" in text or "\n" in text]
    if not any(re.search(r"\s", text) for _, text in events):
        # Notation programs write no spaces: what has no hyphen ends its word.
        events = [(beat, text if text.endswith("-") else f"{text} ") for beat, text in events]
    found = [""] * len(melody)
    at = 0
    for beat, text in events:
        while at + 1 < len(melody) and abs(melody[at + 1].start - beat) <= abs(melody[at].start - beat):
            at += 1
        if melody and abs(melody[at].start - beat) <= _NEAR_BEATS and text.strip():
            found[at] += text
        elif not text.strip():
            _append_end(found, at, text)
    return tuple(found) if any(text.strip() for text in found) else ()


def text_of(syllables: Sequence[str]) -> str:
    """The words as lyrics that can be read: lines, and an empty line between verses."""
    text = "".join(syllables).replace("\r\n", "\n").replace("\n", "\n\n").replace("\r", "\n")
    lines = [" ".join(re.sub(r"-(?=\\S)", "", line).split()) for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _append_end(found: list[str], at: int, text: str) -> None:
    """An end of line that is an event of its own belongs to the syllable before it."""
    last = max((i for i in range(at + 1) if found[i]), default=None)
    if last is not None:
        found[last] += text


def _plain(text: str) -> str:
    """A syllable as RP-017 has it: karaoke's marks before a line stand as ends of the line before."""
    return re.sub(r"^\\\\", "\n", re.sub(r"^/", "\r", text)) if text[:1] in "/\\" else text
