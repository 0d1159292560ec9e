"""Times as the wire has them."""

from datetime import UTC, datetime


def unix_ms(time: datetime) -> int:
    """Unix milliseconds."""
    return int(time.timestamp() * 1000)


def iso_utc(time: datetime) -> str:
    """ISO 8601 in UTC with milliseconds and `Z`."""
    return time.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def elapsed(since: datetime, now: datetime) -> str:
    """Minutes and seconds between the two, as `01:23`."""
    minutes, seconds = divmod(max(0, int((now - since).total_seconds())), 60)
    return f"{minutes:02}:{seconds:02}"
