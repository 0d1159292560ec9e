"""The long-term spectrum, on voices of a known slope at several pitches."""

import numpy as np
import pytest

from tonewright.cloning.spectrum import BANDS_HZ, band_levels_db
from tonewright.cloning.voicing import RATE_HZ, find_voicing
from tonewright.render.stems import SAMPLE_RATE


def voice(f0_hz: float, slope_db: float) -> tuple[np.ndarray, np.ndarray]:
    """Two seconds of partials that fall by a slope in decibels an octave, at both sample rates."""

    def at(rate_hz: int) -> np.ndarray:
        times_s = np.arange(2 * rate_hz) / rate_hz
        ks = np.arange(1, int(0.48 * rate_hz / f0_hz))
        levels = 10.0 ** (slope_db * np.log2(ks) / 20)
        wave = sum(level * np.cos(2 * np.pi * k * f0_hz * times_s + k**2) for k, level in zip(ks, levels, strict=True))
        return (0.05 * wave).astype(np.float32)

    return at(SAMPLE_RATE), at(RATE_HZ)


@pytest.mark.parametrize("f0_hz", [110.0, 220.0])
@pytest.mark.parametrize("slope_db", [-6.0, -12.0])
def test_bands_fall_by_the_slope_of_the_partials_and_rise_with_their_width(f0_hz: float, slope_db: float) -> None:
    sound, heard = voice(f0_hz, slope_db)
    levels = band_levels_db(sound, find_voicing(heard))
    inside = (2 * f0_hz <= BANDS_HZ) & (BANDS_HZ <= 4_000)
    # A band is as wide as its frequency is high, which adds 3 dB an octave.
    fitted = np.polyfit(np.log2(BANDS_HZ[inside]), levels[inside], 1)[0]
    assert fitted == pytest.approx(slope_db + 3.0, abs=0.7)


def test_the_pitch_hardly_changes_the_spectrum() -> None:
    low, high = (
        band_levels_db(sound, find_voicing(heard)) for sound, heard in (voice(120.0, -9.0), voice(190.0, -9.0))
    )
    off = (low - high)[(BANDS_HZ >= 400) & (BANDS_HZ <= 4_000)]
    assert off.std() < 1.0
