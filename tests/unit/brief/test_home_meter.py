from collections import Counter

import pytest

from tonewright.brief.home_meter import home_meter
from tonewright.errors import StyleError


def test_a_style_that_names_no_meter_is_at_home_in_four_four() -> None:
    assert home_meter("pop", 1).name == "4/4"


def test_a_waltz_is_at_home_in_three_four() -> None:
    assert {home_meter("waltz", seed).name for seed in range(5)} == {"3/4"}


def test_reels_and_jigs_take_turns_by_the_seed() -> None:
    found = Counter(home_meter("celtic", seed).name for seed in range(60))
    assert set(found) == {"4/4", "6/8"}
    assert min(found.values()) > 15
    assert home_meter("celtic", 7) == home_meter("celtic", 7)


def test_a_meter_that_is_named_twice_comes_twice_as_often() -> None:
    found = Counter(home_meter("folk", seed).name for seed in range(80))
    assert found["4/4"] > found["3/4"] > 0 < found["6/8"]


def test_an_unknown_style_is_an_error() -> None:
    with pytest.raises(StyleError, match="polka"):
        home_meter("polka", 1)
