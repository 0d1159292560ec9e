"""Every format that timed lyrics are written in: its media type, and who writes it."""

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from tonewright.contract.timed_lyrics import TimedLyrics
from tonewright.delivery.lrc import lrc_text
from tonewright.delivery.lyrics_text import lyrics_text
from tonewright.delivery.lyrics_vtt import vtt_text


class LyricsFormat(NamedTuple):
    """A format; `write` gives the file's text, `is_filed` says whether the archive has a file of it."""

    media_type: str
    write: Callable[[TimedLyrics], str]
    is_filed: bool = True


def lyrics_json(lyrics: TimedLyrics) -> str:
    """The document itself, as `contract/timed_lyrics.py` describes it."""
    return json.dumps(lyrics, ensure_ascii=False, indent=1) + "\n"


def _plain(lyrics: TimedLyrics) -> str:
    return lyrics_text(lyrics) + "\n"


# LRC has no registered media type; it is read as plain text.
FORMATS: Mapping[str, LyricsFormat] = MappingProxyType(
    {
        "lrc": LyricsFormat("text/plain; charset=utf-8", lrc_text),
        "vtt": LyricsFormat("text/vtt; charset=utf-8", vtt_text),
        "json": LyricsFormat("application/json", lyrics_json),
        "txt": LyricsFormat("text/plain; charset=utf-8", _plain, is_filed=False),
    }
)
"""By the name that is also the file's extension: `lrc`, `vtt`, `json`, `txt`."""
