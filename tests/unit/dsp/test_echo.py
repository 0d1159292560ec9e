import numpy as np
import pytest

from tonewright.dsp.echo import Echo

RATE = 22_050.0


def answer(echo: Echo, seconds: float = 2.0) -> np.ndarray:
    samples = np.zeros((2, round(seconds * RATE)), dtype=np.float32)
    samples[:, :200] = np.sin(2.0 * np.pi * 1000.0 * np.arange(200) / RATE)
    echo.answer(samples, RATE)
    return samples


def arrivals(channel: np.ndarray, delay: int) -> list[float]:
    return [float(np.abs(channel[n * delay : n * delay + 400]).max()) for n in range(6)]


def test_repeats_come_on_time_and_swing_from_left_to_right() -> None:
    echo = answer(Echo(0.25, feedback=0.5))
    left, right = arrivals(echo[0], round(0.25 * RATE)), arrivals(echo[1], round(0.25 * RATE))
    assert left[0] < 0.01 and right[0] < 0.01
    assert left[1] > 5 * right[1]
    assert right[2] > 5 * left[2]
    assert left[3] > 5 * right[3]


def test_each_pair_of_repeats_is_softer_by_the_feedback() -> None:
    left = arrivals(answer(Echo(0.25, feedback=0.5, damping_hz=10_000.0))[0], round(0.25 * RATE))
    assert left[3] / left[1] == pytest.approx(0.5, abs=0.1)


def test_without_feedback_there_is_one_repeat_per_side() -> None:
    left = arrivals(answer(Echo(0.25, feedback=0.0))[0], round(0.25 * RATE))
    assert left[3] < 1e-3 < left[1]
