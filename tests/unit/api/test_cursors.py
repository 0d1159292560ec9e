"""Opaque cursors."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonewright.api.cursors import decode_cursor, encode_cursor
from tonewright.errors import InvalidParameter


@given(st.integers(0, 2**60), st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=60))
def test_a_cursor_comes_back_as_the_place_it_was_made_of(number, text):
    assert decode_cursor(encode_cursor(number, text), int, str) == (number, text)


def test_a_cursor_needs_no_escaping_in_a_url():
    assert encode_cursor("?>~ü", 1).replace("-", "").replace("_", "").isalnum()


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "é",
        "!!!!",
        "W10",
        "WzEsMl0",
        encode_cursor("1", 1),
        encode_cursor(1),
        "a" * 600,
        encode_cursor(1, "\x00"),
    ],
)
def test_what_is_no_cursor_is_refused_by_name(text):
    with pytest.raises(InvalidParameter, match=r"^Parameter cursor has value"):
        decode_cursor(text, int, str)


@given(st.text(max_size=100))
def test_no_text_breaks_it(text):
    try:
        decode_cursor(text, int, str)
    except InvalidParameter:
        return
