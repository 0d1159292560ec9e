"""Timed lyrics as an LRC file, the form that music players read beside a song.

Source: the LRC format as players agree on it: ID tags, then `[mm:ss.xx]` and a line.
"""

from tonewright.delivery.label import Label
from tonewright.delivery.timeline import lines
from tonewright.performance.performed import Performance

# A line that is over for so long is taken off the screen instead of staying lit through a solo.
_CLEARED_AFTER_S = 4.0


def lrc_text(performance: Performance, label: Label) -> str:
    """The lead's lines with their start times, in order."""
    sung = lines(performance)
    rows = [
        f"[ti:{_tag(label.title)}]",
        f"[ar:{_tag(label.artist)}]",
        f"[la:{_tag(label.language)}]",
        f"[length:{_minutes(performance.seconds)}]",
        f"[re:{_tag(label.software)}]",
        f"[by:{_tag(label.mark_text)}]",
        "",
    ]
    for line, following in zip(sung, [*sung[1:], None], strict=True):
        rows.append(f"[{_minutes(line['start'])}]{line['text']}")
        next_start = performance.seconds if following is None else following["start"]
        if next_start - line["end"] > _CLEARED_AFTER_S:
            rows.append(f"[{_minutes(line['end'])}]")
    return "\n".join(rows) + "\n"


def _minutes(time_s: float) -> str:
    hundredths = round(time_s * 100)
    return f"{hundredths // 6000:02d}:{hundredths % 6000 // 100:02d}.{hundredths % 100:02d}"


def _tag(text: str) -> str:
    return " ".join(text.replace("[", "(").replace("]", ")").split())
