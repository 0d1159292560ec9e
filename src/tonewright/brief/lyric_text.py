"""Lyrics as they are pasted, made plain: no markup, addresses, symbols or half-width letters."""

import html
import re
import unicodedata
from collections.abc import Sequence

from tonewright.brief.prompt import clean
from tonewright.brief.script import script_of

MOST_MARKS = 3
"""Combining marks on one letter; a Devanagari syllable has up to three."""
_UNSEEN = re.compile(r"<(script|style)\b[^<>]*>.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.IGNORECASE | re.DOTALL)
_BREAKS = re.compile(r"<(?:br|hr)\s*/?>|</(?:p|div|li|tr|h[1-6]|blockquote)\s*>", re.IGNORECASE)
_ELEMENTS = (
    "a|abbr|article|b|big|blockquote|body|br|button|center|cite|code|dd|del|div|dl|dt|em|figure|font|footer|form|h[1-6]|"
    "head|header|hr|html|i|iframe|img|input|ins|label|li|link|main|mark|meta|nav|ol|option|p|pre|q|s|script|section|"
    "select|small|span|strike|strong|style|sub|sup|svg|table|tbody|td|textarea|th|thead|title|tr|tt|u|ul|video"
)
_TAGS = re.compile(rf"</?(?:{_ELEMENTS})(?:\s[^<>]*)?/?>|<![^<>]*>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8}\d?);", re.IGNORECASE)
_ADDRESS = re.compile(r"\b(?:[a-z][a-z0-9+.-]{1,9}://|www\.)[^\s()\[\]<>\"“”]*", re.IGNORECASE)
_HOST = re.compile(r"(?:[a-z][a-z0-9+.-]*://)?(?:[^/?#@]*@)?(?:www\.)?([^/?#:]*)", re.IGNORECASE)
_APOSTROPHES = dict.fromkeys(map(ord, "´`ʼʻʹ′＇"), "'")
_SPACED = dict.fromkeys(map(ord, "⁄∕・･·"), "/")
_KEPT_WIDE = "，！？；"
"""Full-width punctuation stays as wide as the characters that it stands between."""
_WIDE = re.compile(f"([{_KEPT_WIDE}])")
_CHORD = re.compile(r"[A-G](?:maj|min|dim|aug|sus|add|no|[mM#b0-9+°()])*(?:/[A-G][#b]?)?|N\.C\.")
_BETWEEN_CHORDS = re.compile(r"[\s|-]+")
_CHORD_QUALITY = re.compile(r"\b[A-G](?:#|b|m\b|m?[0-9]|maj|min|dim|sus|/[A-G])")
_NUMBERED = re.compile(r"(\d{1,2})[.)]\s+(?=\S)")
_TATWEEL = "\u0640"


def plain_lines(text: str) -> list[str]:
    """The lines of lyrics in composed, full-width Unicode (NFKC), with brackets and punctuation as they were.

    HTML is left out and its entities are read, of an address the host is kept, symbols and emoji are spaces, digits
    of all scripts are 0…9, and letters carry no more combining marks than writing has.
    """
    text = _ADDRESS.sub(lambda match: _host(match.group()), _without_html(text))
    text = clean(text).translate(_APOSTROPHES)
    text = "".join(" " if unicodedata.category(char) in ("So", "Sk", "Co") else char for char in text)
    parts = (part if part in _KEPT_WIDE else unicodedata.normalize("NFKC", part) for part in _WIDE.split(text))
    composed = "".join(_letter(char) for char in "".join(parts)).translate(_SPACED)
    return [" ".join(_with_few_marks(line).split()) for line in composed.split("\n")]


def without_sheet(lines: Sequence[str]) -> list[str]:
    """The lines without what a song sheet has besides words: lines of chord symbols, and stanzas' numbers.

    Letters alone are chords only where other lines show that chords are written; numbers only where they count on.
    """
    chords = any(_is_chords(line) and _CHORD_QUALITY.search(line) for line in lines)
    kept = [line for line in lines if not (chords and _is_chords(line))]
    numbers = [int(match.group(1)) for match in map(_NUMBERED.match, kept) if match]
    if len(numbers) < 2 or numbers != list(range(1, len(numbers) + 1)):
        return kept
    return [_NUMBERED.sub("", line) for line in kept]


def label_words(text: str) -> tuple[str, ...]:
    """The words of a tag or role for looking them up: folded, letters and digits parted, no punctuation."""
    words: list[str] = []
    before = ""
    for char in unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).casefold()):
        kind = "digit" if char.isdigit() else "letter" if char.isalnum() or unicodedata.combining(char) else ""
        kind = kind or ("letter" if unicodedata.category(char) in ("Mn", "Mc") else "")
        kind = kind or ("letter" if char in "'’&+" else "")
        if kind and kind == before:
            words[-1] += char
        elif kind:
            words.append(char)
        before = kind
    return tuple(word.replace("’", "'") for word in words if word.strip("'’"))


def _without_html(text: str) -> str:
    if "<" in text:
        text = _TAGS.sub("", _BREAKS.sub("\n", _UNSEEN.sub("", text)))
    return _ENTITY.sub(lambda match: html.unescape(match.group()), text)


def _is_chords(line: str) -> bool:
    """True for a line of nothing but chord symbols and bar lines."""
    return all(_CHORD.fullmatch(symbol) for symbol in _BETWEEN_CHORDS.split(line.strip("| ")))


def _host(address: str) -> str:
    match = _HOST.match(address)
    return match.group(1) if match else address


def _letter(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Nd" and not char.isascii():
        return str(unicodedata.digit(char))
    return "" if category == "Cf" or char == _TATWEEL else char


def _with_few_marks(line: str) -> str:
    """Without marks that stand on nothing or are heaped up; a Latin letter has none that are not part of it."""
    kept: list[str] = []
    room = 0
    for char in line:
        if unicodedata.category(char) in ("Mn", "Mc", "Me"):
            if room:
                kept.append(char)
                room -= 1
            continue
        script = script_of(char)
        room = 0 if script in ("", "latin") else MOST_MARKS
        kept.append(char)
    return "".join(kept)
