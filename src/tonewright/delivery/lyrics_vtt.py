"""Timed lyrics as WebVTT, which every browser shows beside an `<audio>` or `<video>`, word by word.

Source: W3C, WebVTT: The Web Video Text Tracks Format (Candidate Recommendation, 4 April 2019), sections 4.1 (files),
4.2.2 (cue text: timestamps, voice and language spans, character references) and 4.3 (cue identifiers).
"""

from tonewright.contract.timed_lyrics import LyricsLine, TimedLyrics
from tonewright.delivery.timed_lyrics import lines_of
from tonewright.delivery.word_cuts import cut_at_words

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_SHORTEST_CUE_S = 0.001


def vtt_text(lyrics: TimedLyrics) -> str:
    """A cue for every line; where several sing, each cue says who in a voice span."""
    blocks = ["WEBVTT", f"NOTE {_comment(lyrics['title'])}: {_comment(lyrics['generated_by'])}"]
    names = {singer["id"]: singer["name"] for singer in lyrics["singers"]}
    for number, line in enumerate(lines_of(lyrics), 1):
        end_s = max(line["end"], line["start"] + _SHORTEST_CUE_S)
        text = _timed_words(line, end_s)
        if line["language"] != lyrics["language"]:
            text = f"<lang {_escaped(line['language'])}>{text}</lang>"
        if len(names) > 1:
            who = " & ".join(dict.fromkeys(names[singer] for singer in line["singers"]))
            text = f"<v {_escaped(who)}>{text}</v>"
        blocks.append(f"line-{number}\n{_time(line['start'])} --> {_time(end_s)}\n{text}")
    return "\n\n".join(blocks) + "\n"


def _timed_words(line: LyricsLine, end_s: float) -> str:
    """The line with a timestamp before each word that starts within the cue: strictly rising, as section 4.2.2 asks."""
    words = line["words"]
    if not words:
        return _escaped(line["text"])
    latest = line["start"]
    timed = []
    for word, piece in zip(words, cut_at_words(line["text"], [word["text"] for word in words]), strict=True):
        if latest < word["start"] < end_s:
            latest = word["start"]
            timed.append(f"<{_time(latest)}>")
        timed.append(_escaped(piece))
    return "".join(timed)


def _time(time_s: float) -> str:
    milliseconds = round(time_s * 1000)
    minutes, milliseconds = divmod(milliseconds, 60_000)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{milliseconds // 1000:02d}.{milliseconds % 1000:03d}"


def _escaped(text: str) -> str:
    """The text on one line with what would begin a tag or a reference escaped; runs of spaces are one."""
    kept = f"{' ' if text[:1].isspace() else ''}{' '.join(text.split())}{' ' if text[-1:].isspace() else ''}"
    return kept.translate(_ESCAPES)


def _comment(text: str) -> str:
    """The text on one line, without the arrow that only timings may have."""
    return " ".join(text.replace("-->", "→").split())
