"""Conditional and partial requests. Source: RFC 9110, sections 13 and 14."""

import re

_RANGE = re.compile(r"bytes=[ \t]*([0-9]{0,19})-([0-9]{0,19})[ \t]*", re.IGNORECASE | re.ASCII)
_ENTITY_TAG = re.compile(r'(?:W/)?("[\x21\x23-\x7e\x80-\xff]*")')


class RangeNotSatisfiableError(Exception):
    """The range asked for lies outside the file."""


def parse_range(header: str | None, size: int) -> tuple[int, int] | None:
    """The first byte and the one after the last that a Range header asks for, or None for the whole file.

    A header that is malformed, of another unit or of several ranges may be ignored (section 14.2), and is.
    Raises RangeNotSatisfiableError if the range lies outside the file's `size` bytes.
    """
    match = _RANGE.fullmatch(header or "")
    if match is None or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:
        length = int(last)
        if length == 0 or size == 0:
            raise RangeNotSatisfiableError
        return max(size - length, 0), size
    start = int(first)
    if last and int(last) < start:
        return None
    if start >= size:
        raise RangeNotSatisfiableError
    return start, min(int(last) + 1, size) if last else size


def if_range_allows(header: str | None, etag: str) -> bool:
    """Whether a range may be answered: without If-Range, or with one that is our strong entity tag."""
    return header is None or header.strip() == etag


def none_match_hits(header: str | None, etag: str) -> bool:
    """Whether If-None-Match names what we have, compared weakly, so that 304 says it all."""
    if header is None:
        return False
    return header.strip() == "*" or etag in _ENTITY_TAG.findall(header)
