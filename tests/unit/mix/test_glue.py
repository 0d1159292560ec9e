import numpy as np
import pytest

from tonewright.mix.glue import RATIOS, glue_db

QUIET_THEN_LOUD = np.concatenate([np.full(200, 1e-4), np.full(200, 1e-2)])


def test_a_ratio_of_one_does_nothing() -> None:
    assert not glue_db(QUIET_THEN_LOUD, 1.0).any()


@pytest.mark.parametrize("ratio", RATIOS[1:])
def test_quiet_and_loud_come_nearer_by_the_ratio(ratio: float) -> None:
    curve = glue_db(QUIET_THEN_LOUD, ratio)
    assert curve[100] - curve[300] == pytest.approx(min(20.0 * (1.0 - 1.0 / ratio), 7.0), abs=2.0)
    assert curve[100] > curve[300]


def test_it_is_too_slow_to_pump() -> None:
    pulsing = np.where(np.arange(400) % 5 == 0, 1e-1, 1e-3)
    assert np.abs(np.diff(glue_db(pulsing, 3.0))).max() < 0.25


def test_silence_is_not_raised_without_end() -> None:
    curve = glue_db(np.concatenate([np.zeros(200), np.full(200, 1e-2)]), 3.0)
    assert curve.max() <= 7.0


def test_nothing_at_all_needs_no_glue() -> None:
    assert not glue_db(np.zeros(50), 3.0).any()
    assert len(glue_db(np.zeros(0), 3.0)) == 0
