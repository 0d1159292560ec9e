"""A performance's sections, chords, lines and words, as the record and the manifest list them.

Times are seconds from the start of the file, to the millisecond, within the piece.
"""

from typing import Any

from tonewright.delivery.sung_lines import sung_lines
from tonewright.performance.performed import Performance

Entry = dict[str, Any]


def sections(performance: Performance) -> list[Entry]:
    """`[{"start", "end", "name"}]`, in order."""
    return [{**_span(performance, span.start_s, span.end_s), "name": span.text} for span in performance.sections]


def chords(performance: Performance) -> list[Entry]:
    """`[{"start", "end", "text"}]` with chord symbols, in order."""
    return [{**_span(performance, span.start_s, span.end_s), "text": span.text} for span in performance.chords]


def words(performance: Performance) -> list[Entry]:
    """`[{"start", "end", "text", "voice"}]` of the lyrics, by time; `voice` is the (first) singer's part."""
    found = [
        {**_span(performance, word.start_s, word.end_s), "text": word.text, "voice": line.singers[0]}
        for line in sung_lines(performance)
        for word in line.words
    ]
    return sorted(found, key=lambda word: (word["start"], word["end"]))


def lines(performance: Performance) -> list[Entry]:
    """`[{"start", "end", "text"}]`, the lyrics' lines by time, as they are sung."""
    return [{**_span(performance, line.start_s, line.end_s), "text": line.text} for line in sung_lines(performance)]


def lyrics_sections(performance: Performance) -> list[Entry]:
    """The lines, and before them a tag such as `[Chorus]` for every section; [] where nobody sings."""
    sung = lines(performance)
    if not sung:
        return []
    tags = [
        {**_span(performance, span.start_s, span.end_s), "text": f"[{span.text.title()}]"}
        for span in performance.sections
    ]
    return sorted(tags + sung, key=lambda entry: entry["start"])


def _span(performance: Performance, start_s: float, end_s: float) -> Entry:
    start, end = (round(min(max(time_s, 0.0), performance.seconds), 3) for time_s in (start_s, end_s))
    return {"start": start, "end": end}
