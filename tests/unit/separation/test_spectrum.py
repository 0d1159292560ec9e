import numpy as np
import pytest

from tonewright.separation.spectrum import Frames


@pytest.mark.parametrize(
    ("sample_rate", "size"), [(8000, 512 * 2), (22_050, 2048), (44_100, 4096), (48_000, 4096), (11_025, 1024)]
)
def test_windows_last_93_ms_at_every_rate_as_nearly_as_powers_of_two_can(sample_rate: int, size: int) -> None:
    assert Frames(sample_rate).size == size


@pytest.mark.parametrize("length", [1, 100, 4096, 10_001])
def test_samples_come_back_from_their_spectrum(length: int) -> None:
    samples = np.random.default_rng(length).standard_normal(length).astype(np.float32)
    frames = Frames(44_100)
    back = frames.synthesise(frames.analyse(samples), length)
    assert np.abs(back - samples).max() < 1e-5


def test_a_tone_stands_in_its_bin() -> None:
    frames = Frames(8000)
    tone = np.sin(2 * np.pi * 1000 * np.arange(8000) / 8000).astype(np.float32)
    spectrum = np.abs(frames.analyse(tone))[4]
    assert frames.frequencies_hz[spectrum.argmax()] == 1000.0
