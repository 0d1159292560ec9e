"""Chinese characters read aloud: as pinyin, by the words that they stand in."""

import re
from collections.abc import Sequence

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")


def pinyin(words: Sequence[str]) -> tuple[str, ...]:
    """How the words of a line are said, in pinyin with tone numbers; what is no Chinese character stays.

    A character is read as its neighbours ask, also where each is a word: 乐 is yue4 in 音乐 and le4 in 快乐.
    """
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415  (its dictionaries hold 80 MB and serve one language)

    text = "".join(words)
    readings = list(text)
    for run in _HAN.finditer(text):
        said = lazy_pinyin(run.group(), style=Style.TONE3, neutral_tone_with_five=True)
        # Unknown characters come back in one piece.
        said = said if len(said) == len(run.group()) else list(run.group())
        readings[run.start() : run.end()] = [f" {one} " for one in said]
    found: list[str] = []
    for word in words:
        own, readings = readings[: len(word)], readings[len(word) :]
        found.append(" ".join("".join(own).split()))
    return tuple(found)
