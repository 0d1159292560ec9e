"""The lines of a song's lyrics: what all singers sing, each line once, in order of time."""

from dataclasses import dataclass, replace

from tonewright.performance.performed import Performance, SungPart, TimedLine, TimedSpan

LEAD_STEM = "vocals"
# Two voices that sing the same words sing one line; nobody echoes another's line faster than that.
_TOGETHER_S = 0.25
_OPENING, _CLOSING = "(（", ")）"


@dataclass(frozen=True)
class SungLine:
    """A line of the lyrics.

    `singers` are names of sung parts; `section` indexes the performance's sections; `words` are as heard, in the
    order sung; start and end are seconds, from the first consonant where that is known.
    """

    start_s: float
    end_s: float
    text: str
    singers: tuple[str, ...]
    language: str
    section: int
    words: tuple[TimedSpan, ...]


def sung_lines(performance: Performance) -> list[SungLine]:
    """The lines of every part whose words are shown, by time.

    What several voices sing at once is one line with several singers. What a backing voice sings alone is an echo,
    and stands in parentheses as songbooks print it.
    """
    shown = shown_parts(performance)
    leads = [part for part in shown if part.stem == LEAD_STEM] or shown
    found: list[SungLine] = []
    for part in [*leads, *(part for part in shown if part not in leads)]:
        for line in part.lines:
            if line.syllables:
                _add(found, _line(part, line, is_echo=part not in leads))
    return sorted(found, key=lambda line: (line.start_s, line.end_s))


def shown_parts(performance: Performance) -> list[SungPart]:
    """The parts whose lines stand in the lyrics, in the order of the score."""
    return [part for part in performance.vocals if part.words_shown]


def lines_told(performance: Performance) -> dict[str, list[TimedLine]]:
    """The lines of the lyrics by the part that sings them, by the first where several sing a line at once."""
    told: dict[str, list[TimedLine]] = {}
    for part in shown_parts(performance):
        before = [line for lines in told.values() for line in lines]
        told[part.name] = [line for line in part.lines if not any(_at_once(other, line) for other in before)]
    return told


def words_of(line: TimedLine) -> tuple[TimedSpan, ...]:
    """The line's words as heard, or from first to last note where nobody has sung them yet."""
    return line.heard or _words_by_notes(line)


def _add(found: list[SungLine], line: SungLine) -> None:
    for index, other in enumerate(found):
        if not set(other.singers) & {*line.singers} and _at_once(other, line):
            start_s, end_s = min(other.start_s, line.start_s), max(other.end_s, line.end_s)
            found[index] = replace(other, start_s=start_s, end_s=end_s, singers=(*other.singers, *line.singers))
            return
    found.append(line)


def _at_once(one: SungLine | TimedLine, other: SungLine | TimedLine) -> bool:
    return abs(one.start_s - other.start_s) <= _TOGETHER_S and _bare(one.text) == _bare(other.text)


def _line(part: SungPart, line: TimedLine, is_echo: bool) -> SungLine:
    words = words_of(line)
    start_s = min([line.start_s, *(word.start_s for word in line.heard[:1])])
    end_s = max([line.end_s, *(word.end_s for word in line.heard[-1:])])
    text = _in_parentheses(line.text) if is_echo else line.text
    return SungLine(start_s, end_s, text, (part.name,), line.language, line.section, words)


def _in_parentheses(text: str) -> str:
    text = text.strip()
    return text if text[:1] in _OPENING and text[-1:] in _CLOSING else f"({text})"


def _bare(text: str) -> str:
    return text.strip().strip(_OPENING + _CLOSING).casefold()


def _words_by_notes(line: TimedLine) -> tuple[TimedSpan, ...]:
    """Each word of which a syllable is sung, from its first note to its last."""
    spans: dict[int, tuple[float, float]] = {}
    for syllable in line.syllables:
        first, last = syllable.notes[0], syllable.notes[-1]
        start_s, _ = spans.get(syllable.word, (first.start_s, 0.0))
        spans[syllable.word] = (start_s, last.start_s + last.duration_s)
    return tuple(TimedSpan(*span, line.words[word]) for word, span in spans.items())
