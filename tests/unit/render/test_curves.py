import numpy as np
import pytest

from tonewright.performance.performed import Controller
from tonewright.render.curves import CONTROL_FRAMES, bend_curve, cutoff_curve, expression_curve, pedal_spans

RATE = 44_100


def test_without_expression_the_gain_is_one() -> None:
    np.testing.assert_array_equal(expression_curve((), RATE), 1.0)


def test_expression_follows_general_midis_square_law() -> None:
    curve = expression_curve((Controller(0.0, 11, 64),), RATE)
    assert 20.0 * np.log10(curve[100]) == pytest.approx(40.0 * np.log10(64 / 127), abs=1e-3)


def test_a_step_of_expression_is_smoothed() -> None:
    curve = expression_curve((Controller(0.0, 11, 127), Controller(0.5, 11, 60)), RATE)
    assert np.abs(np.diff(curve)).max() < 0.05
    assert curve[-1] == pytest.approx((60 / 127) ** 2, abs=1e-3)


def test_a_full_bend_is_two_semitones() -> None:
    curve = bend_curve((Controller(0.0, -1, 8191),), RATE)
    assert curve is not None
    assert curve[10] == pytest.approx(2.0, abs=1e-3)


def test_registered_parameter_zero_widens_the_bend() -> None:
    wide = (Controller(0.0, 101, 0), Controller(0.0, 100, 0), Controller(0.0, 6, 12))
    curve = bend_curve((*wide, Controller(0.0, -1, -8192)), RATE)
    assert curve is not None
    assert curve[10] == pytest.approx(-12.0, abs=1e-3)


def test_brightness_is_a_cutoff_of_sixteen_controller_steps_an_octave() -> None:
    assert cutoff_curve((Controller(0.0, 11, 90),), RATE) is None
    curve = cutoff_curve((Controller(0.0, 74, 0), Controller(0.5, 74, 127)), RATE)
    assert curve is not None
    assert curve[0] == pytest.approx(80, rel=1e-3)
    assert curve[-1] == pytest.approx(80 * 2**8, rel=1e-3)


def test_full_modulation_is_a_vibrato_of_fifty_cents_five_times_a_second() -> None:
    curve = bend_curve((Controller(0.0, 1, 127),), 4 * RATE)
    assert curve is not None
    assert np.abs(curve).max() == pytest.approx(0.5, abs=0.01)
    crossings = np.count_nonzero(np.diff(np.sign(curve)) > 0)
    assert 4.5 < crossings / (len(curve) * CONTROL_FRAMES / RATE) < 6.5


def test_a_part_without_either_is_not_bent() -> None:
    assert bend_curve((Controller(0.0, 11, 90), Controller(0.0, 64, 127)), RATE) is None


def test_the_pedal_is_down_between_its_changes() -> None:
    changes = [(0.1, 127), (0.5, 10), (0.7, 64), (0.8, 100), (0.9, 63), (1.5, 127)]
    spans = pedal_spans([Controller(time_s, 64, value) for time_s, value in changes])
    assert spans == ((0.1, 0.5), (0.7, 0.9), (1.5, float("inf")))
