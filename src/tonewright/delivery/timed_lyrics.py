"""Timed lyrics: who sings which line and word when, as one document that every format is written from.

The files of the archive, the MP3's tag, the record and the lyrics route are all written from this document, so that
they say the same.
"""

from operator import itemgetter

from tonewright.contract.timed_lyrics import VERSION, LyricsLine, LyricsSinger, TimedLyrics
from tonewright.delivery.label import Label
from tonewright.delivery.sung_lines import LEAD_STEM, SungLine, shown_parts, sung_lines
from tonewright.performance.performed import Performance


def timed_lyrics(performance: Performance, label: Label) -> TimedLyrics | None:
    """The lyrics as they are sung, or None where nobody sings a word."""
    lines = sung_lines(performance)
    if not lines:
        return None
    seconds = performance.seconds
    named = {name for line in lines for name in line.singers}
    parts = [part for part in shown_parts(performance) if part.name in named]
    has_lead = any(part.stem == LEAD_STEM for part in parts)
    singers: list[LyricsSinger] = [
        {
            "id": part.name,
            "name": label.singers.get(part.name, part.name),
            "backing": has_lead and part.stem != LEAD_STEM,
        }
        for part in parts
    ]
    return {
        "version": VERSION,
        "title": label.title,
        "artist": label.artist,
        "language": label.language,
        "seconds": round(seconds, 3),
        "generated_by": label.mark_text,
        "singers": singers,
        "sections": [
            {
                "start": _within(span.start_s, seconds),
                "end": _within(span.end_s, seconds),
                "name": span.text,
                "lines": [_line(line, seconds) for line in lines if line.section == index],
            }
            for index, span in enumerate(performance.sections)
        ],
    }


def lines_of(lyrics: TimedLyrics) -> list[LyricsLine]:
    """All lines, whatever their section, by time."""
    lines = [line for section in lyrics["sections"] for line in section["lines"]]
    return sorted(lines, key=itemgetter("start", "end"))


def _line(line: SungLine, seconds: float) -> LyricsLine:
    return {
        "start": _within(line.start_s, seconds),
        "end": _within(line.end_s, seconds),
        "text": line.text,
        "singers": list(line.singers),
        "language": line.language,
        "words": [
            {"start": _within(word.start_s, seconds), "end": _within(word.end_s, seconds), "text": word.text}
            for word in line.words
        ],
    }


def _within(time_s: float, seconds: float) -> float:
    return round(min(max(time_s, 0.0), seconds), 3)
