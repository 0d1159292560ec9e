import numpy as np
import pyloudnorm
import pytest
from numpy.typing import NDArray

from tonewright.sheet.band_meter import BandMeter
from tonewright.sheet.sound import BLOCK_FRAMES, Sound, measure

RATE = 44_100


def test_a_silent_stem_is_at_the_floor(sound: Sound) -> None:
    drums = sound.stems[0]
    assert drums.loudness.integrated_lufs == -120.0
    assert drums.loudness.loudness_lufs(4).max() < -119.0
    assert drums.peak_db == -120.0
    assert not drums.bands.powers(np.array([1000.0]), 1.0).any()


def test_peaks_are_those_of_the_sines(sound: Sound) -> None:
    # 20 log10 0.5 = −6.02 and 20 log10 0.1 = −20; their sum peaks below 0.6, which is −4.44.
    assert sound.stems[1].peak_db == pytest.approx(-6.02, abs=0.01)
    assert sound.stems[2].peak_db == pytest.approx(-20.0, abs=0.01)
    assert -4.6 < sound.mix.peak_db <= -4.43


def test_a_stem_is_heard_where_it_plays(sound: Sound) -> None:
    lead = sound.stems[2].loudness
    curve = lead.loudness_lufs(4)
    assert len(curve) == 120
    # One channel of a sine of peak 0.1 has a mean square of 0.005: −0.69 − 23.01 = −23.7 LUFS. K-weighting's high-pass
    # is over at 440 Hz and its shelf not yet begun.
    assert curve[70:115] == pytest.approx(-23.7, abs=0.1)
    assert curve[:57].max() < -100.0
    assert lead.mean_lufs(6.0, 12.0) == pytest.approx(-23.7, abs=0.1)
    assert lead.mean_lufs(0.0, 5.9) < -100.0


def test_loudness_is_that_of_another_meter_also_across_blocks() -> None:
    random = np.random.default_rng(3)
    frames = BLOCK_FRAMES * 5 + 30_000
    envelope = np.linspace(0.02, 0.3, frames)
    samples = random.uniform(-1, 1, (2, frames)) * envelope
    integers = np.rint(samples * 2**23).astype(np.int32)
    blocks = [integers[None, :, at : at + BLOCK_FRAMES] for at in range(0, frames, BLOCK_FRAMES)]
    sound = measure(blocks, 1, frames)
    expected = pyloudnorm.Meter(RATE).integrated_loudness(samples.T)
    assert sound.mix.loudness.integrated_lufs == pytest.approx(expected, abs=0.05)


def test_sines_land_at_their_frequency_and_time(sound: Sound) -> None:
    early = sound.levels_db[:, np.searchsorted(sound.times_s, 3.0)]
    late = sound.levels_db[:, np.searchsorted(sound.times_s, 9.0)]
    # Rows are 3.6 % apart, less than a semitone.
    assert sound.rows_hz[early.argmax()] == pytest.approx(55.0, rel=0.04)
    above = sound.rows_hz > 200.0
    assert sound.rows_hz[above][late[above].argmax()] == pytest.approx(440.0, rel=0.04)
    assert late[above].max() - early[above].max() > 60.0
    # The mono mix has the bass at its peak of 0.5; a row may lie half a bin beside it.
    assert early.max() == pytest.approx(-6.0, abs=2.0)


def heard(left: NDArray[np.float64], right: NDArray[np.float64]) -> BandMeter:
    meter = BandMeter(12_288)
    meter.hear(np.stack([left, right]).astype(np.float32))
    return meter


def test_a_sine_has_the_power_of_its_channels_in_its_band_and_none_elsewhere() -> None:
    sine = np.sin(2 * np.pi * 1000.0 * np.arange(RATE * 4) / RATE)
    middle, side = heard(sine, sine).powers(np.array([250.0, 1000.0, 4000.0]), 1.0)
    # Silence before and after the four seconds takes part of a window at either end.
    assert middle[1] == pytest.approx(1.0, abs=0.08)
    assert max(middle[0], middle[2], *side) < 1e-4


def test_what_is_on_one_side_alone_is_half_middle_and_half_side() -> None:
    sine = np.sin(2 * np.pi * 1000.0 * np.arange(RATE * 4) / RATE)
    middle, side = heard(sine, 0.0 * sine).powers(np.array([1000.0]), 1.0)
    assert middle[0] == pytest.approx(side[0], rel=1e-4)


def test_a_piece_shorter_than_a_window_is_measured() -> None:
    sound = measure([np.full((1, 2, 300), 2**22, np.int32)], 1, 300)
    assert sound.mix.peak_db > -6.1
    assert sound.levels_db.shape == (256, 1)
