"""Loudness is checked by pyloudnorm and true peak by sixteen-fold resampling, both independent of the
code.
"""

from itertools import pairwise

import numpy as np
import pyloudnorm
import pytest
from scipy.signal import resample_poly

from tonewright.mix.balance import balance
from tonewright.mix.master import FULL_SCALE_24_BIT, Master, master
from tonewright.render.stems import SAMPLE_RATE, Stem


def mixed(mastered: Master) -> np.ndarray:
    frames = len(mastered.gain)
    total = sum(mastered.quantised(stem, 0, frames).astype(np.int64) for stem in mastered.stems)
    return np.asarray(total) / FULL_SCALE_24_BIT


def lufs(mix: np.ndarray) -> float:
    return float(pyloudnorm.Meter(SAMPLE_RATE).integrated_loudness(mix))


def true_peak_db(mix: np.ndarray) -> float:
    return float(20.0 * np.log10(np.abs(resample_poly(mix, 16, 1, axis=0)).max()))


def stem(name: str, samples: np.ndarray) -> Stem:
    stereo = samples if samples.ndim == 2 else np.stack([samples, samples])
    return Stem(name, stereo.astype(np.float32), (name,), (0,))


def plucks(seconds: float, every_s: float, level: float) -> np.ndarray:
    """Single decaying tones with rests between them."""
    time = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    return level * np.sin(2.0 * np.pi * 330.0 * time) * np.exp(-(time % every_s) / 0.25)


def noise(seconds: float, level: float, seed: int = 1) -> np.ndarray:
    return level * np.random.default_rng(seed).standard_normal((2, round(seconds * SAMPLE_RATE)))


def swelling(seconds: float) -> np.ndarray:
    """From very soft to very loud: 30 dB of range."""
    curve = 10.0 ** (np.linspace(-30.0, 0.0, round(seconds * SAMPLE_RATE)) / 20.0)
    return 0.2 * curve * noise(seconds, 1.0, 2)


@pytest.mark.parametrize(
    "samples",
    [noise(12.0, 0.2), plucks(20.0, 1.0, 0.5), noise(10.0, 1e-4), swelling(30.0), plucks(10.0, 2.5, 0.01)],
    ids=["dense", "sparse", "very quiet", "wide range", "sparse and quiet"],
)
def test_any_material_comes_to_minus_14_lufs_under_minus_1_dbtp(samples: np.ndarray) -> None:
    mix = mixed(master([stem("keys", samples)]))
    assert lufs(mix) == pytest.approx(-14.0, abs=0.5)
    assert true_peak_db(mix) <= -1.0


def test_a_band_comes_to_the_target_and_says_what_it_measures(band: list[Stem]) -> None:
    mastered = master(balance(band, "pop", 120.0))
    mix = mixed(mastered)
    assert lufs(mix) == pytest.approx(-14.0, abs=0.5)
    assert true_peak_db(mix) <= -1.0
    assert mastered.loudness_lufs == pytest.approx(lufs(mix), abs=0.1)
    assert mastered.true_peak_dbtp == pytest.approx(true_peak_db(mix), abs=0.3)


@pytest.mark.parametrize("target_lufs", [-23.0, -16.0])
def test_another_target_is_met_too(band: list[Stem], target_lufs: float) -> None:
    assert lufs(mixed(master(band, target_lufs=target_lufs))) == pytest.approx(target_lufs, abs=0.3)


def test_stems_that_cancel_in_the_mix_stay_below_full_scale_themselves() -> None:
    loud, quiet = 3.0 * np.sin(np.arange(4 * SAMPLE_RATE) / 9.0), noise(4.0, 0.001)
    mastered = master([stem("one", loud), stem("other", -loud + quiet[0])])
    for index in range(2):
        integers = mastered.quantised(index, 0, len(mastered.gain))
        assert np.abs(integers).max() < FULL_SCALE_24_BIT


def test_quantised_stems_are_their_samples_times_the_gain(band: list[Stem]) -> None:
    mastered = master(band)
    for one in mastered.stems:
        integers = mastered.quantised(one, 1000, 3000)
        assert integers.dtype == np.int32
        assert integers.shape == (2000, 2)
        exact = one.samples[:, 1000:3000].T.astype(np.float64) * mastered.gain[1000:3000, None].astype(np.float64)
        assert np.abs(integers - exact * FULL_SCALE_24_BIT).max() <= 0.5


def test_blocks_are_the_same_as_the_whole(band: list[Stem]) -> None:
    mastered = master(band)
    frames = len(mastered.gain)
    blocks = [mastered.quantised(0, start, min(start + 5000, frames)) for start in range(0, frames, 5000)]
    np.testing.assert_array_equal(np.concatenate(blocks), mastered.quantised(mastered.stems[0], 0, frames))


def test_the_end_is_faded() -> None:
    mastered = master([stem("keys", noise(6.0, 0.2))])
    integers = mastered.quantised(0, 0, len(mastered.gain))
    assert np.abs(integers[-200:]).max() < 1e-4 * np.abs(integers).max()


def test_steady_music_is_not_pumped() -> None:
    mastered = master([stem("keys", noise(10.0, 0.05))])
    steady = 20.0 * np.log10(mastered.gain[:-SAMPLE_RATE].astype(np.float64))
    assert np.ptp(steady) < 3.0


def test_music_that_fits_keeps_its_range() -> None:
    verse, chorus = noise(8.0, 0.05, 3), noise(8.0, 0.1, 4)
    mastered = master([stem("keys", np.concatenate([verse, chorus], axis=1))])
    middle_of = [mastered.gain[second * SAMPLE_RATE] for second in (4, 12)]
    assert 20.0 * np.log10(middle_of[0] / middle_of[1]) < 1.5


def test_silence_is_mastered_to_silence() -> None:
    mastered = master([stem("keys", np.zeros(SAMPLE_RATE))])
    assert not mastered.quantised(0, 0, SAMPLE_RATE).any()
    assert np.isfinite(mastered.gain).all()


def test_a_fade_falls_all_the_way_over_its_last_seconds_and_keeps_the_loudness() -> None:
    mastered = master([stem("keys", noise(20.0, 0.1))], fade_s=8.0)
    mix = mixed(mastered)
    level = [
        20.0 * np.log10(np.sqrt(np.mean(mix[round(at * SAMPLE_RATE) : round((at + 0.5) * SAMPLE_RATE)] ** 2)) + 1e-9)
        for at in (10.0, 13.75, 15.75, 17.75, 19.4)
    ]
    assert all(later < sooner - 0.2 for sooner, later in pairwise(level))
    # Half way through a squared sine the gain is a half, 6 dB down.
    assert level[2] - level[0] == pytest.approx(-6.0, abs=1.0)
    assert level[-1] < level[0] - 25.0
    assert lufs(mix) == pytest.approx(-14.0, abs=0.3)
