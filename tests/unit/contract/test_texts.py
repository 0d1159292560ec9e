"""Text and numbers as clients send them."""

import pytest

from tonewright.contract.texts import clean_line, clean_text, number, plain_line


def test_control_characters_are_dropped_and_line_ends_made_one_kind():
    assert clean_text("a\x00b\r\nc\rd\u2028e\x1b[0m\x7f\x9f\tf") == "ab\nc\nd\ne[0m\tf"


def test_emoji_joiners_and_right_to_left_text_stay():
    text = "\U0001f469\u200d\U0001f3a4 \u05e9\u05d9\u05e8 \u200fRTL\u200e and \u00e9"
    assert clean_text(text) == text


@pytest.mark.parametrize("text", ["", "  \n\t ", "\x00\x01\x02"])
def test_text_of_which_nothing_is_left_is_none(text):
    assert clean_text(text) is None
    assert clean_line(text) is None


def test_a_line_has_single_spaces():
    assert clean_line("  My \n  song\t1 ") == "My song 1"


def test_a_number_is_a_line_but_not_a_text():
    assert clean_line(42) == "42"
    with pytest.raises(ValueError, match="not text"):
        clean_text(42)


@pytest.mark.parametrize("read", [clean_text, clean_line, plain_line])
@pytest.mark.parametrize("value", ["\ud83d", "a\udc00b"])
def test_half_a_surrogate_pair_is_refused(read, value):
    with pytest.raises(ValueError, match="half"):
        read(value)


@pytest.mark.parametrize("value", ["a\x00b", "a\x1bb", "a\x7f"])
def test_text_that_must_come_back_as_given_may_not_hold_controls(value):
    with pytest.raises(ValueError, match="control"):
        plain_line(value)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (90, 90),
        (90.5, 90.5),
        ("90", 90),
        (" 90.5 ", 90.5),
        ("-3", -3),
        ("1e2", 100),
        ("9007199254740993", 9007199254740993),
    ],
)
def test_numbers_are_read_from_numbers_and_from_text(given, expected):
    assert number(given) == expected


@pytest.mark.parametrize(
    "value",
    [
        *(True, False, None, [1], {}, "", "x", "1_000", "\u0661\u0662", "0x10"),
        *("nan", "NaN", "inf", "Infinity", "1e999", "-1e999", float("nan"), float("inf"), 10**400),
    ],
)
def test_what_is_no_finite_number_is_refused(value):
    with pytest.raises(ValueError, match=r"."):
        number(value)
