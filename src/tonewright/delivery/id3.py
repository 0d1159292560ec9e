"""ID3v2.3 tags, written by hand.

Source: M. Nilsson, "ID3 tag version 2.3.0" (1999), sections 3.1 (header), 3.3 and 4 (frames).
"""

import re
import struct
from collections.abc import Mapping, Sequence

_LATIN_1 = b"\x00"
_UTF_16 = b"\x01"
_MILLISECONDS = b"\x02"
_LYRICS = b"\x01"
_FRONT_COVER = b"\x03"
_THREE_LETTERS = re.compile(r"[a-z]{3}")

# ISO 639-2/B codes of the languages that BCP 47 has two letters for and that are sung most, and of those whose three
# letters there are of ISO 639-3 alone; section 3.3.3 asks for ISO 639-2.
_LANGUAGES = {
    "ar": "ara", "bg": "bul", "ca": "cat", "cs": "cze", "da": "dan", "de": "ger", "el": "gre", "en": "eng",
    "es": "spa", "et": "est", "fa": "per", "fi": "fin", "fr": "fre", "ga": "gle", "he": "heb", "hi": "hin",
    "hr": "hrv", "hu": "hun", "id": "ind", "is": "ice", "it": "ita", "ja": "jpn", "ko": "kor", "la": "lat",
    "lt": "lit", "lv": "lav", "ms": "may", "nb": "nob", "nl": "dut", "no": "nor", "pl": "pol", "pt": "por",
    "ro": "rum", "ru": "rus", "sk": "slo", "sl": "slv", "sr": "srp", "sv": "swe", "sw": "swa", "ta": "tam",
    "tr": "tur", "uk": "ukr", "ur": "urd", "vi": "vie", "yue": "chi", "cmn": "chi", "zh": "chi",
}  # fmt: skip


def text_frame(name: str, text: str) -> bytes:
    """A text information frame, such as TIT2 (section 4.2)."""
    encoding, content = _encoded(text)
    return _frame(name, encoding + content)


def user_frame(description: str, text: str) -> bytes:
    """A user-defined text frame, TXXX (section 4.2.2)."""
    encoding, (head, content) = _encoded_together(description, text)
    return _frame("TXXX", encoding + head + _end(encoding) + content)


def lyrics_frame(text: str, language: str) -> bytes:
    """The lyrics as text, USLT (section 4.9); `language` is a BCP 47 tag."""
    encoding, (head, content) = _encoded_together("", text)
    return _frame("USLT", encoding + _language(language) + head + _end(encoding) + content)


def timed_lyrics_frame(lines: Sequence[tuple[float, str]], language: str) -> bytes:
    """The lyrics with times, SYLT (section 4.10): (start in seconds, text) of each line, in order."""
    encoding, (head, *texts) = _encoded_together("", *(text for _, text in lines))
    timed = b"".join(
        text + _end(encoding) + struct.pack(">I", round(start_s * 1000))
        for (start_s, _), text in zip(lines, texts, strict=True)
    )
    return _frame(
        "SYLT",
        encoding + _language(language) + _MILLISECONDS + _LYRICS + head + _end(encoding) + timed,
    )


def picture_frame(media_type: str, content: bytes) -> bytes:
    """The front cover, APIC (section 4.15)."""
    return _frame("APIC", _LATIN_1 + media_type.encode("ascii") + b"\0" + _FRONT_COVER + b"\0" + content)


def tag(frames: Sequence[bytes]) -> bytes:
    """The tag of these frames, to stand before the first MPEG frame (section 3.1).

    The size is synchsafe (7 bits a byte), the frames' own sizes are not. No unsynchronisation: players of
    this century skip the tag by its size.
    """
    body = b"".join(frames)
    size = bytes(len(body) >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x03\x00\x00" + size + body


def user_frames(entries: Mapping[str, str]) -> list[bytes]:
    """A TXXX frame for each name and value."""
    return [user_frame(name, value) for name, value in entries.items()]


def _frame(name: str, content: bytes) -> bytes:
    return name.encode("ascii") + struct.pack(">I", len(content)) + b"\0\0" + content


def _encoded(text: str) -> tuple[bytes, bytes]:
    encoding, (content,) = _encoded_together(text)
    return encoding, content


def _encoded_together(*texts: str) -> tuple[bytes, list[bytes]]:
    """The texts in Latin-1 where that holds them all, else each in UTF-16 with its byte order mark."""
    plain = [text.replace("\0", " ") for text in texts]
    try:
        return _LATIN_1, [text.encode("latin-1") for text in plain]
    except UnicodeEncodeError:
        return _UTF_16, [b"\xff\xfe" + text.encode("utf-16-le") for text in plain]


def _end(encoding: bytes) -> bytes:
    return b"\0" if encoding == _LATIN_1 else b"\0\0"


def _language(tag_text: str) -> bytes:
    """Three letters for a BCP 47 tag, whose own three letters are those of ISO 639-2; XXX where it is not known."""
    language = tag_text.partition("-")[0].lower()
    own = language if _THREE_LETTERS.fullmatch(language) else "XXX"
    return _LANGUAGES.get(language, own).encode("ascii")
