import pytest

from tonewright.performance.clock import Clock
from tonewright.theory.tempo_map import TempoMap


def test_a_beat_lasts_sixty_seconds_over_the_tempo() -> None:
    assert Clock(120.0).seconds(7.0) == pytest.approx(3.5)


def test_the_tempo_does_not_drift_over_five_minutes() -> None:
    clock = Clock(123.0, swing=0.6, swing_unit=0.25)
    assert clock.seconds(615.0) == pytest.approx(300.0, abs=1e-9)


def test_full_swing_plays_a_pair_of_eighths_two_to_one() -> None:
    clock = Clock(60.0, swing=1.0, swing_unit=0.5)
    assert clock.seconds(0.5) == pytest.approx(2.0 / 3.0)
    assert clock.seconds(1.0) == pytest.approx(1.0)


def test_swung_sixteenths_leave_the_eighths_where_they_are() -> None:
    clock = Clock(60.0, swing=1.0, swing_unit=0.25)
    assert clock.seconds(0.25) == pytest.approx(1.0 / 3.0)
    assert clock.seconds(0.5) == pytest.approx(0.5)


def test_time_never_runs_backwards_under_swing() -> None:
    clock = Clock(97.0, swing=0.8, swing_unit=0.5)
    times = [clock.seconds(step / 48) for step in range(480)]
    assert times == sorted(times)


def test_a_map_of_tempos_goes_before_the_one_tempo() -> None:
    clock = Clock(60.0, swing=1.0, swing_unit=0.5, tempo=TempoMap(((0.0, 60.0), (2.0, 120.0))))
    assert clock.straight_s(3.0) == pytest.approx(2.5)
    assert clock.seconds(2.5) == pytest.approx(2.0 + 1.0 / 3.0)
