import numpy as np
import pytest

from tonewright.sheet.sound import Sound, measure
from tonewright.sheet.spectrum import away_from_target_db, width_degrees

RATE = 44_100


def noise(left_right: np.ndarray) -> Sound:
    """White noise of two channels, mixed by a matrix."""
    random = np.random.default_rng(5)
    samples = left_right @ random.uniform(-0.2, 0.2, (2, 10 * RATE))
    return measure([np.rint(samples * 2**23).astype(np.int32)[None]], 1, 10 * RATE)


@pytest.mark.parametrize(
    ("matrix", "degrees"),
    [([[1, 0], [1, 0]], 0.0), ([[1, 0], [0, 1]], 45.0), ([[1, 0], [-1, 0]], 90.0), ([[1, 0], [0, 0]], 45.0)],
)
def test_width_is_0_for_mono_45_for_strangers_and_90_out_of_phase(matrix: list[list[int]], degrees: float) -> None:
    angles = width_degrees(noise(np.array(matrix)))
    # Noise in the lowest bands has few windows to settle in.
    assert angles[9:] == pytest.approx(degrees, abs=2.5)


def test_bands_where_nothing_sounds_have_no_width(sound: Sound) -> None:
    angles = width_degrees(sound)
    bands_hz = 1000.0 * 2.0 ** (np.arange(-15, 13) / 3.0)
    at_bass, at_lead = np.abs(bands_hz - 55).argmin(), np.abs(bands_hz - 440).argmin()
    # The bass is in the middle and the lead on one side.
    assert angles[at_bass] == pytest.approx(0.0, abs=0.1)
    assert angles[at_lead] == pytest.approx(45.0, abs=0.5)
    assert np.isnan(angles[-6:]).all()


def test_white_noise_is_too_bright_by_the_slope_of_its_octaves_over_the_target() -> None:
    # White noise rises 3.01 dB per octave: −10.54 … +10.54 around its mean. The general target has −23, −23, −25,
    # −27, −29, −31, −34, −38 with the mean −28.75, so the difference goes from −10.54 − 5.75 to 10.54 + 9.25.
    away = away_from_target_db(noise(np.eye(2)), None)
    assert away[0] == pytest.approx(-16.3, abs=0.8)
    assert away[-1] == pytest.approx(19.8, abs=0.3)
    assert away.sum() == pytest.approx(0.0, abs=1e-9)
