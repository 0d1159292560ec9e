"""Range, If-Range and If-None-Match, against the examples and rules of RFC 9110."""

import pytest

from tonewright.api.ranges import RangeNotSatisfiableError, if_range_allows, none_match_hits, parse_range


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        # RFC 9110, section 14.1.2, for a representation of 10000 bytes.
        ("bytes=0-499", (0, 500)),
        ("bytes=500-999", (500, 1000)),
        ("bytes=-500", (9500, 10000)),
        ("bytes=9500-", (9500, 10000)),
        ("bytes=0-0", (0, 1)),
        ("bytes=9999-99999", (9999, 10000)),
        ("bytes=-99999", (0, 10000)),
        ("Bytes=0-", (0, 10000)),
    ],
)
def test_a_range_is_first_byte_and_the_one_after_the_last(header, expected):
    assert parse_range(header, 10000) == expected


@pytest.mark.parametrize(
    "header",
    [None, "", "bytes", "bytes=", "bytes=-", "bytes=5-4", "bytes=a-b", "items=0-4", "bytes=0-1,3-4"],
)  # fmt: skip
def test_a_header_that_may_be_ignored_gives_the_whole_file(header):
    assert parse_range(header, 10000) is None


@pytest.mark.parametrize(
    ("header", "size"),
    [
        ("bytes=10000-", 10000),
        ("bytes=99999-100000", 10000),
        ("bytes=-0", 10000),
        ("bytes=0-", 0),
        ("bytes=-5", 0),
    ],
)
def test_a_range_outside_the_file_cannot_be_satisfied(header, size):
    with pytest.raises(RangeNotSatisfiableError):
        parse_range(header, size)


def test_if_range_holds_only_for_our_strong_tag():
    assert if_range_allows(None, '"abc"')
    assert if_range_allows('"abc"', '"abc"')
    assert not if_range_allows('W/"abc"', '"abc"')
    assert not if_range_allows('"abd"', '"abc"')
    assert not if_range_allows("Sat, 29 Oct 1994 19:43:31 GMT", '"abc"')


def test_if_none_match_is_compared_weakly_over_a_list():
    assert none_match_hits('"x", W/"abc"', '"abc"')
    assert none_match_hits("*", '"abc"')
    assert not none_match_hits('"x", "abcd"', '"abc"')
    assert not none_match_hits(None, '"abc"')
