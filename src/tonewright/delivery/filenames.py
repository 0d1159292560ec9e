"""File names made from titles, and the header that carries them."""

import re
import unicodedata
from urllib.parse import quote

_LONGEST = 100
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*%]+')
_SPACES = re.compile(r"\s+")
# Names that Windows keeps for devices, with any extension (Microsoft, "Naming Files, Paths, and Namespaces").
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
# RFC 8187, section 3.2.1: attr-char, what a filename* carries unescaped besides letters and digits.
_ATTR_CHARS = "!#$&+-.^_`|~"


def safe_filename(title: str, extension: str) -> str:
    """A file name for `title` that every system takes: `<title>.<extension>`, at most 100 characters.

    Path separators, control characters, what Windows forbids and invisible direction marks are dropped;
    a title of which nothing is left gives `music`.
    """
    text = unicodedata.normalize("NFC", title)
    text = "".join(" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c)[0] != "C")
    text = _SPACES.sub(" ", _FORBIDDEN.sub(" ", text)).strip(" .")
    text = text[: _LONGEST - len(extension) - 1].rstrip(" .")
    if not text:
        text = "music"
    if _DEVICES.fullmatch(text):
        text = f"_{text}"
    return f"{text}.{extension}"


def content_disposition(title: str, extension: str, disposition: str = "attachment") -> str:
    """The Content-Disposition of a download, with `filename` in ASCII and `filename*` in UTF-8.

    Source: RFC 6266, sections 4 and 5 and appendix D; RFC 8187, section 3.2.
    """
    name = safe_filename(title, extension)
    stem = unicodedata.normalize("NFKD", name[: -len(extension) - 1]).encode("ascii", "ignore").decode()
    plain = safe_filename(stem, extension)
    return f"{disposition}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe=_ATTR_CHARS)}"
