"""A performance's sections, chords, lines and words, as the record and the manifest list them.

Times are seconds from the start of the file, to the millisecond, within the piece.
"""

from typing import Any

from tonewright.performance.performed import Performance, SungPart, TimedLine, TimedSpan

Entry = dict[str, Any]
LEAD_STEM = "vocals"


def sections(performance: Performance) -> list[Entry]:
    """`[{"start", "end", "name"}]`, in order."""
    return [{**_span(performance, span.start_s, span.end_s), "name": span.text} for span in performance.sections]


def chords(performance: Performance) -> list[Entry]:
    """`[{"start", "end", "text"}]` with chord symbols, in order."""
    return [{**_span(performance, span.start_s, span.end_s), "text": span.text} for span in performance.chords]


def words(performance: Performance) -> list[Entry]:
    """`[{"start", "end", "text", "voice"}]` of every singer, by time; `voice` is the sung part's name."""
    found = [
        {**_span(performance, word.start_s, word.end_s), "text": word.text, "voice": part.name}
        for part in performance.vocals
        for line in part.lines
        for word in line.heard or _words_by_notes(line)
    ]
    return sorted(found, key=lambda word: (word["start"], word["end"]))


def lines(performance: Performance) -> list[Entry]:
    """`[{"start", "end", "text"}]`, the lead's lines by time; the lyrics as they are sung."""
    found = [
        {**_span(performance, *_heard_span(line)), "text": line.text}
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
    tags = [
        {**_span(performance, span.start_s, span.end_s), "text": f"[{span.text.title()}]"}
        for span in performance.sections
    ]
    return sorted(tags + sung, key=lambda entry: entry["start"])


def lead_parts(performance: Performance) -> list[SungPart]:
    """The singers of the lead stem, or all of them where there is none."""
    return [part for part in performance.vocals if part.stem == LEAD_STEM] or list(performance.vocals)


def _words_by_notes(line: TimedLine) -> list[TimedSpan]:
    """Each word of which a syllable is sung, from its first note to its last."""
    spans: dict[int, tuple[float, float]] = {}
    for syllable in line.syllables:
        first, last = syllable.notes[0], syllable.notes[-1]
        start_s, _ = spans.get(syllable.word, (first.start_s, 0.0))
        spans[syllable.word] = (start_s, last.start_s + last.duration_s)
    return [TimedSpan(*span, line.words[word]) for word, span in spans.items()]


def _heard_span(line: TimedLine) -> tuple[float, float]:
    """From the line's first consonant, where that is known, to its end."""
    if not line.heard:
        return line.start_s, line.end_s
    return min(line.start_s, line.heard[0].start_s), max(line.end_s, line.heard[-1].end_s)


def _span(performance: Performance, start_s: float, end_s: float) -> Entry:
    start, end = (round(min(max(time_s, 0.0), performance.seconds), 3) for time_s in (start_s, end_s))
    return {"start": start, "end": end}
