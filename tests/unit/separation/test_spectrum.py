import numpy as np
import pytest

from tonewright.separation.spectrum import Frames


@pytest.mark.parametrize("sample_rate", [8000, 11_025, 16_000, 22_050, 32_000, 44_100, 48_000])
def test_windows_last_93_ms_at_every_rate_within_a_tenth(sample_rate: int) -> None:
    frames = Frames(sample_rate)
    assert frames.size / sample_rate == pytest.approx(0.093, rel=0.1)
    assert frames.hop * 4 == frames.size
    assert Frames(44_100).size == 4096


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
    assert abs(frames.frequencies_hz[spectrum.argmax()] - 1000.0) <= 8000 / frames.size / 2
