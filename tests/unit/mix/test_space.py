import numpy as np

from tonewright.mix.space import space_of
from tonewright.render.stems import SAMPLE_RATE


def click(seconds: float = 4.0) -> np.ndarray:
    samples = np.zeros((2, round(seconds * SAMPLE_RATE)), dtype=np.float32)
    samples[:, 100:140] = 0.5
    return samples


def test_what_comes_in_is_kept_and_the_room_added_after_it() -> None:
    samples = click()
    space_of("pop", 120.0).return_into(samples, 0.3, 0.0)
    np.testing.assert_allclose(samples[:, 100:140], 0.5, atol=0.02)
    assert np.abs(samples[:, 4000:]).max() > 1e-4


def test_without_sends_nothing_changes() -> None:
    samples = click()
    space_of("pop", 120.0).return_into(samples, 0.0, 0.0)
    np.testing.assert_array_equal(samples, click())


def test_the_echo_comes_in_time_with_the_beat() -> None:
    samples = click()
    space_of("pop", 90.0).return_into(samples, 0.0, 0.5)
    samples[:, :2000] = 0.0
    first = np.flatnonzero(np.abs(samples[0]) > 0.3 * np.abs(samples).max())[0]
    assert abs((first - 100) / SAMPLE_RATE - 0.75 * 60.0 / 90.0) < 0.005


def test_cinema_rings_longer_than_lofi() -> None:
    def late_energy(style: str) -> float:
        samples = click()
        space_of(style, 100.0).return_into(samples, 0.3, 0.0)
        return float(np.square(samples[:, 2 * SAMPLE_RATE :]).sum())

    assert late_energy("cinematic") > 20.0 * late_energy("lofi")


def test_the_lows_of_the_room_are_mono() -> None:
    samples = np.zeros((2, 3 * SAMPLE_RATE), dtype=np.float32)
    burst = np.sin(2 * np.pi * 50.0 * np.arange(SAMPLE_RATE // 2) / SAMPLE_RATE)
    samples[:, : len(burst)] = burst.astype(np.float32)
    space_of("cinematic", 90.0).return_into(samples, 0.8, 0.0)
    tail = samples[:, SAMPLE_RATE:]
    assert np.square(tail).sum() > 1e-3
    # A second-order slope at 120 Hz takes some 15 dB at 50 Hz.
    assert np.square(tail[0] - tail[1]).sum() < 0.1 * np.square(tail[0] + tail[1]).sum()
