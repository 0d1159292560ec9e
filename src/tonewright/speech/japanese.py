"""Japanese writing read aloud: kanji, kana, numbers and Latin words as kana.

The readings are those of Open JTalk's dictionary (NAIST Japanese Dictionary) through pyopenjtalk-plus.
"""

import io
import re
import warnings
from contextlib import redirect_stdout
from functools import cache, lru_cache
from types import ModuleType
from typing import Any

from tonewright.errors import SpeechEngineMissing

_NOT_KANA = re.compile(r"[^ァ-ヺー]")
_TO_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}


@lru_cache(maxsize=10_000)
def kana(text: str) -> str:
    """How a text is said, in hiragana with ー for long vowels: 私は is わたしわ; empty if nothing is said.

    Raises SpeechEngineMissing if the dictionary is not installed.
    """
    said = "".join(node["pron"] for node in _read(text))
    return _NOT_KANA.sub("", said).translate(_TO_HIRAGANA)


@lru_cache(maxsize=2_000)
def phrases(text: str) -> tuple[str, ...]:
    """A text without spaces cut where a reader would draw breath: before each accent phrase.

    Raises SpeechEngineMissing if the dictionary is not installed.
    """
    cut: list[str] = []
    for node in _read(text):
        if not cut or node["chain_flag"] != 1:
            cut.append("")
        cut[-1] += node["string"]
    return tuple(cut) if "".join(cut) == text else (text,)


def _read(text: str) -> list[dict[str, Any]]:
    # Without the second dictionary: it settles a few homographs, and takes a second to load.
    reader = _reader()
    with warnings.catch_warnings():
        # A character unknown to it sends the reader to that dictionary all the same, by a call that is deprecated.
        warnings.simplefilter("ignore", DeprecationWarning)
        return list(reader.run_frontend(text, use_sudachi_kanji_yomi=False, predict_nani=False))


@cache
def _reader() -> ModuleType:
    try:
        # Loading says on standard output what optional parts are missing; none is used here.
        with redirect_stdout(io.StringIO()):
            import pyopenjtalk  # noqa: PLC0415  (its dictionary takes long to load and serves one language)
    except ImportError as cause:
        raise SpeechEngineMissing("Japanese is not installed (Python package pyopenjtalk-plus)") from cause
    return pyopenjtalk
