"""Times as the wire has them."""

from datetime import UTC, datetime, timedelta, timezone

from tonewright.api.times import elapsed, iso_utc, unix_ms

WHEN = datetime(2024, 5, 24, 15, 43, 45, 250_999, tzinfo=UTC)


def test_iso_times_have_milliseconds_and_z():
    assert iso_utc(WHEN) == "2024-05-24T15:43:45.250Z"
    assert iso_utc(WHEN.astimezone(timezone(timedelta(hours=5)))) == "2024-05-24T15:43:45.250Z"


def test_unix_times_are_milliseconds():
    assert unix_ms(datetime(1970, 1, 1, 0, 0, 1, 500_000, tzinfo=UTC)) == 1500


def test_elapsed_is_minutes_and_seconds():
    assert elapsed(WHEN, WHEN + timedelta(seconds=83)) == "01:23"
    assert elapsed(WHEN, WHEN + timedelta(minutes=75, seconds=4.9)) == "75:04"
    assert elapsed(WHEN, WHEN - timedelta(seconds=1)) == "00:00"
