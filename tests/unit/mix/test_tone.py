import numpy as np
import pytest

from tonewright.dsp.biquad import filter_in_place, high_shelf
from tonewright.mix.tone import octave_levels_db, tone_correction
from tonewright.render.stems import SAMPLE_RATE, Stem


def pink(seconds: float, tilt_db: float = 0.0) -> Stem:
    """Noise of equal power per octave, its highs shelved by `tilt_db`."""
    white = np.fft.rfft(np.random.default_rng(8).standard_normal((2, round(seconds * SAMPLE_RATE))))
    bins = np.maximum(np.arange(white.shape[1]), 1)
    samples = np.fft.irfft(white / np.sqrt(bins), axis=1).astype(np.float32)
    if tilt_db:
        filter_in_place(samples, high_shelf(3000.0, tilt_db, 0.7, SAMPLE_RATE))
    return Stem("mix", samples, (), ())


def test_pink_noise_has_equal_octaves() -> None:
    levels = octave_levels_db([pink(10.0)])
    assert levels is not None
    assert np.ptp(levels) < 1.5


@pytest.mark.parametrize("tilt_db", [-9.0, 3.0])
def test_the_correction_brings_a_mix_nearer_to_its_style(tilt_db: float) -> None:
    wanted = np.array([-23.5, -23.5, -25.5, -27.0, -29.0, -30.5, -33.5, -37.0])

    def distance(stem: Stem) -> float:
        levels = octave_levels_db([stem])
        assert levels is not None
        return float(np.std(levels - wanted))

    stem = pink(10.0, tilt_db)
    before = distance(stem)
    filter_in_place(stem.samples, tone_correction([stem], "pop"))
    assert distance(stem) < 0.8 * before


def test_two_halves_of_a_mix_are_measured_as_their_sum() -> None:
    whole = pink(5.0)
    half = Stem("half", whole.samples * np.float32(0.5), (), ())
    np.testing.assert_allclose(octave_levels_db([half, half]), octave_levels_db([whole]), atol=1e-3)


def test_silence_is_not_corrected() -> None:
    silent = Stem("mix", np.zeros((2, SAMPLE_RATE), dtype=np.float32), (), ())
    assert tone_correction([silent], "pop").shape == (0, 5)
