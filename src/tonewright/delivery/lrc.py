"""Timed lyrics as an LRC file, the form that music players read beside a song, with a time before every word.

Source: the LRC format as players agree on it: ID tags, then `[mm:ss.xx]` and a line; and its "enhanced" extension
(A2), where `<mm:ss.xx>` stands before each word and after the last.
"""

from tonewright.contract.timed_lyrics import LyricsLine, TimedLyrics
from tonewright.delivery.timed_lyrics import lines_of
from tonewright.delivery.word_cuts import cut_at_words

# A line that is over for so long is taken off the screen instead of staying lit through a solo.
_CLEARED_AFTER_S = 4.0
# What begins and ends a time; LRC knows no escape.
_PLAIN = str.maketrans("[]<>", "()()")


def lrc_text(lyrics: TimedLyrics) -> str:
    """The lines with the times of their words, in order."""
    sung = lines_of(lyrics)
    rows = [
        f"[ti:{_plain(lyrics['title'])}]",
        f"[ar:{_plain(lyrics['artist'])}]",
        f"[la:{_plain(lyrics['language'])}]",
        f"[length:{_minutes(lyrics['seconds'])}]",
        f"[by:{_plain(lyrics['generated_by'])}]",
        "",
    ]
    for line, following in zip(sung, [*sung[1:], None], strict=True):
        rows.append(f"[{_minutes(line['start'])}]{_with_times(line)}")
        next_start = lyrics["seconds"] if following is None else following["start"]
        if next_start - line["end"] > _CLEARED_AFTER_S:
            rows.append(f"[{_minutes(line['end'])}]")
    return "\n".join(rows) + "\n"


def _with_times(line: LyricsLine) -> str:
    words = line["words"]
    if not words:
        return _plain(line["text"])
    pieces = cut_at_words(_plain(line["text"]), [_plain(word["text"]) for word in words])
    timed = [f"<{_minutes(word['start'])}>{piece}" for word, piece in zip(words, pieces, strict=True)]
    return f"{''.join(timed)}<{_minutes(words[-1]['end'])}>"


def _minutes(time_s: float) -> str:
    hundredths = round(time_s * 100)
    return f"{hundredths // 6000:02d}:{hundredths % 6000 // 100:02d}.{hundredths % 100:02d}"


def _plain(text: str) -> str:
    return " ".join(text.translate(_PLAIN).split())
