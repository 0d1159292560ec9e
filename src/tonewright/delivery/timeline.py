"""A performance's sections, chords, lines and words, as the record and the manifest list them.

Times are seconds from the start of the file, to the millisecond, within the piece.
"""

from typing import Any

from tonewright.performance.performed import Performance, SungPart, TimedLine

Entry = dict[str, Any]
LEAD_STEM = "vocals"


def sections(performance: Performance) -> list[Entry]:
    """`[{"start", "end", "name"}]`, in order."""
    return [
        {**_span(performance, span.start_s, span.end_s), "name": span.text} for span in performance.sections
    ]


def chords(performance: Performance) -> list[Entry]:
    """`[{"start", "end", "text"}]` with chord symbols, in order."""
    return [
        {**_span(performance, span.start_s, span.end_s), "text": span.text} for span in performance.chords
    ]


def words(performance: Performance) -> list[Entry]:
    """`[{"start", "end", "text", "voice"}]` of every singer, by time; `voice` is the sung part's name."""
    found = [
        {**_span(performance, start_s, end_s), "text": text, "voice": part.name}
        for part in performance.vocals
        for line in part.lines
        for text, start_s, end_s in _timed_words(line)
    ]
    return sorted(found, key=lambda word: (word["start"], word["end"]))


def lines(performance: Performance) -> list[Entry]:
    """`[{"start", "end", "text"}]`, the lead's lines by time; the lyrics as they are sung."""
    found = [
        {**_span(performance, line.start_s, line.end_s), "text": line.text}
        for part in lead_parts(performance)
        for line in part.lines
        if line.syllables
    ]
    return sorted(found, key=lambda line: (line["start"], line["end"]))


def lyrics_sections(performance: Performance) -> list[Entry]:
    """The lines, and before them a tag such as `[Chorus]` for every section; [] where nobody sings."""
    sung = lines(performance)
    if not sung:
        return []
    tags = [{**section, "text": f"[{section.pop('name').title()}]"} for section in sections(performance)]
    return sorted(tags + sung, key=lambda entry: entry["start"])


def lead_parts(performance: Performance) -> list[SungPart]:
    """The singers of the lead stem, or all of them where there is none."""
    return [part for part in performance.vocals if part.stem == LEAD_STEM] or list(performance.vocals)


def _timed_words(line: TimedLine) -> list[tuple[str, float, float]]:
    """The text, start and end of each word of which a syllable is sung: as heard, else as its notes say."""
    if line.heard:
        return [(span.text, span.start_s, span.end_s) for span in line.heard]
    spans: dict[int, tuple[float, float]] = {}
    for syllable in line.syllables:
        first, last = syllable.notes[0], syllable.notes[-1]
        start_s, _ = spans.get(syllable.word, (first.start_s, 0.0))
        spans[syllable.word] = (start_s, last.start_s + last.duration_s)
    return [(line.words[word], *span) for word, span in spans.items()]


def _span(performance: Performance, start_s: float, end_s: float) -> Entry:
    start, end = (round(min(max(time_s, 0.0), performance.seconds), 3) for time_s in (start_s, end_s))
    return {"start": start, "end": end}
