import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonewright.brief.lyric_echoes import split_echoes, with_closed_brackets


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("I walk alone", [("I walk alone", False)]),
        ("I walk alone (alone)", [("I walk alone", False), ("alone", True)]),
        ("(oh yeah) I walk", [("oh yeah", True), ("I walk", False)]),
        ("I (I) walk (walk) alone", [("I walk alone", False), ("I walk", True)]),
        ("(whole line)", [("whole line", True)]),
        ("(one) (two)", [("one two", True)]),
        ("(a (nested) one) here", [("a nested one", True), ("here", False)]),
        ("(s)he is here", [("she is here", False)]),
        ("night(s) gone", [("nights gone", False)]),
        ("walk(ing) on", [("walking on", False)]),
        ("hello(hello) again", [("hello again", False), ("hello", True)]),
        ("你爱我(你爱我)", [("你爱我", False), ("你爱我", True)]),
        ("사랑해(해)", [("사랑해", False), ("해", True)]),
        ("hello (softly) friend", [("hello friend", False)]),
        ("", []),
        ("()", []),
    ],
)  # fmt: skip
def test_what_stands_in_brackets_is_an_echo(line: str, parts: list[tuple[str, bool]]) -> None:
    assert split_echoes(line) == parts


@pytest.mark.parametrize(
    ("lines", "closed"),
    [
        (["(oh yeah", "oh no)"], ["(oh yeah)", "(oh no)"]),
        (["go (one", "two", "three) on"], ["go (one)", "(two)", "(three) on"]),
        (["left (open", "", "closed) late"], ["left open", "", "closed late"]),
        (["left (open", "and (again)"], ["left open", "and (again)"]),
        (["so :) happy", "(((x"], ["so : happy", "x"]),
    ],
)
def test_brackets_over_several_lines_enclose_each_of_them(lines: list[str], closed: list[str]) -> None:
    assert with_closed_brackets(lines) == closed


@given(st.lists(st.text(alphabet="ab ()", max_size=12), max_size=8))
def test_every_letter_stays_and_every_bracket_is_closed(lines: list[str]) -> None:
    closed = with_closed_brackets(lines)
    for before, after in zip(lines, closed, strict=True):
        assert re.sub("[() ]", "", before) == re.sub("[() ]", "", after)
        assert after.count("(") == after.count(")")


@given(st.text(alphabet="ab ()", max_size=30))
def test_no_letter_of_a_line_is_lost(line: str) -> None:
    (closed,) = with_closed_brackets([line])
    parts = split_echoes(closed)
    assert sorted(re.sub("[() ]", "", line)) == sorted("".join(text.replace(" ", "") for text, _ in parts))
