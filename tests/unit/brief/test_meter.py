import pytest

from tonewright.brief.meter import read_meter
from tonewright.brief.prompt import Prompt


@pytest.mark.parametrize(
    ("text", "meter"),
    [
        ("a waltz", "3/4"), ("in 3/4", "3/4"), ("in three", "3/4"), ("in three, slow", "3/4"),
        ("in six time", "6/8"),
        ("6/8 groove", "6/8"), ("12/8 blues", "6/8"), ("a jig", "6/8"), ("4/4", "4/4"),
        ("a waltz in 4/4", "4/4"), ("5/4", "4/4"), ("a 9/8 slip jig", "6/8"),
    ],
)  # fmt: skip
def test_a_meter_is_read(text: str, meter: str) -> None:
    wish = read_meter(Prompt(text))
    assert (wish.value.name, wish.source) == (meter, "prompt")


@pytest.mark.parametrize("text", ["in three minutes", "3 4 5", "no waltz", "three of us", "", "in three parts"])
def test_without_a_meter_it_is_four_four(text: str) -> None:
    wish = read_meter(Prompt(text))
    assert (wish.value.name, wish.source) == ("4/4", "default")
