"""Opaque cursors: where the next page of a list begins, as text that callers only hand back."""

import base64
import binascii
import json

from tonewright.errors import InvalidParameter

_LONGEST = 512


def encode_cursor(*place: str | int) -> str:
    """The cursor of a place in a list."""
    return base64.urlsafe_b64encode(json.dumps(place, separators=(",", ":")).encode()).decode().rstrip("=")


def decode_cursor(text: str, *kinds: type) -> tuple[str | int, ...]:
    """The place of a cursor, whose parts are of those types.

    Raises InvalidParameter for anything but a cursor that `encode_cursor` made.
    """
    wrong = InvalidParameter("cursor", text, "a cursor as the list gave it")
    if len(text) > _LONGEST or not text.isascii():
        raise wrong
    try:
        place = json.loads(base64.b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True))
    except (binascii.Error, ValueError, RecursionError) as error:
        raise wrong from error
    if not isinstance(place, list) or [type(part) for part in place] != list(kinds):
        raise wrong
    if not all(str(part).isascii() and str(part).isprintable() for part in place):
        raise wrong
    return tuple(place)
