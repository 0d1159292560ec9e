"""Cursors of lists that are newest first: the time and the item of the last row of a page."""

import base64
import binascii
from datetime import UTC, datetime, timedelta

from tonewright.errors import InvalidParameter

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def write_cursor(created_at: datetime, item: str) -> str:
    """The cursor that leads to what comes after that row."""
    microseconds = (created_at - _EPOCH) // timedelta(microseconds=1)
    return base64.urlsafe_b64encode(f"{microseconds}.{item}".encode()).decode().rstrip("=")


def read_cursor(cursor: str) -> tuple[datetime, str]:
    """The time and the item of a cursor. Raises InvalidParameter for one that no page gave."""
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
        microseconds, item = text.split(".")
        if not (item.isalnum() and len(microseconds) <= 17):
            raise ValueError(cursor)
        return _EPOCH + timedelta(microseconds=int(microseconds)), item
    except (ValueError, OverflowError, binascii.Error) as error:
        raise InvalidParameter("cursor", cursor, "the cursor of the page before") from error
