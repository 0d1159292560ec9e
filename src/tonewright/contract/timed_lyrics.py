"""Timed lyrics: the shape of `lyrics.json` and of `GET music/{job_id}/lyrics?format=json`.

Times are seconds from the start of the file, to the millisecond. Every change that a reader could trip over raises
`VERSION`.
"""

from typing import Any

from pydantic import ConfigDict, with_config
from typing_extensions import TypedDict

VERSION = 1
LYRICS_FORMATS = ("lrc", "vtt", "json", "txt")

EXAMPLE: dict[str, Any] = {
    "version": VERSION,
    "title": "The First Day of Spring",
    "artist": "Tonewright",
    "language": "en",
    "seconds": 61.5,
    "generated_by": "GENERATED_BY=Tonewright 0.1.0, engine studio; MACHINE_MADE=yes",
    "singers": [
        {"id": "lead", "name": "Elin Marlowe", "backing": False},
        {"id": "echo", "name": "Jonas Reed", "backing": True},
    ],
    "sections": [
        {"start": 0, "end": 7.385, "name": "intro", "lines": []},
        {
            "start": 7.385,
            "end": 22.154,
            "name": "verse",
            "lines": [
                {
                    "start": 7.4,
                    "end": 8.9,
                    "text": "The snow is gone",
                    "singers": ["lead"],
                    "language": "en",
                    "words": [
                        {"start": 7.4, "end": 7.7, "text": "The"},
                        {"start": 7.7, "end": 8.2, "text": "snow"},
                        {"start": 8.2, "end": 8.4, "text": "is"},
                        {"start": 8.4, "end": 8.9, "text": "gone"},
                    ],
                },
                {
                    "start": 9.1,
                    "end": 9.8,
                    "text": "(is gone)",
                    "singers": ["echo"],
                    "language": "en",
                    "words": [{"start": 9.1, "end": 9.4, "text": "is"}, {"start": 9.4, "end": 9.8, "text": "gone"}],
                },
            ],
        },
    ],
}


class LyricsWord(TypedDict):
    """A word as it is heard, from its first sound to its last."""

    start: float
    end: float
    text: str


class LyricsLine(TypedDict):
    """A line: what is shown, who sings it (ids of `singers`), its language (BCP 47) and its words in order."""

    start: float
    end: float
    text: str
    singers: list[str]
    language: str
    words: list[LyricsWord]


class LyricsSection(TypedDict):
    """A section of the form with the lines that belong to it, by time; a pick-up may begin before it."""

    start: float
    end: float
    name: str
    lines: list[LyricsLine]


class LyricsSinger(TypedDict):
    """Who sings: `id` is the part's name, `name` the artist's; `backing` voices stand behind the lead."""

    id: str
    name: str
    backing: bool


@with_config(ConfigDict(json_schema_extra={"example": EXAMPLE}))
class TimedLyrics(TypedDict):
    """The lyrics of a song as they are sung: sections, lines and words with their times."""

    version: int
    title: str
    artist: str
    language: str
    seconds: float
    generated_by: str
    singers: list[LyricsSinger]
    sections: list[LyricsSection]
