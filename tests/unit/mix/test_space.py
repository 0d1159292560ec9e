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
