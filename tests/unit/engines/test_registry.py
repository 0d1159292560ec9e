"""Engines are found by name."""

import pytest

from tonewright.engines.registry import ENGINE_NAMES, engine_named
from tonewright.errors import InvalidParameter


def test_every_listed_engine_can_be_had_and_knows_its_name():
    assert [engine_named(name, "/usr/share/sounds/sf2/FluidR3_GM.sf2").name for name in ENGINE_NAMES] == list(
        ENGINE_NAMES
    )


def test_an_unknown_engine_is_refused_with_those_that_there_are():
    with pytest.raises(InvalidParameter, match=r"engine.*'orchestra'.*studio"):
        engine_named("orchestra", "x.sf2")
