"""Fitting a long-term spectrum: what is heard afterwards is what was wanted."""

import numpy as np

from tonewright.cloning.fitting import sung_levels_db, with_spectrum
from tonewright.cloning.spectrum import BANDS_HZ
from tonewright.speech.roster import voice_named

JONAS = voice_named("jonasreedbaritone01")


def test_a_spectrum_with_another_tilt_and_a_hump_is_met_within_two_decibels() -> None:
    hump_db = 6.0 * np.exp(-0.5 * (np.log2(BANDS_HZ / 1_250.0) / 0.6) ** 2)
    wanted = sung_levels_db(JONAS) - 2.0 * np.log2(BANDS_HZ / 1_000.0) + hump_db
    off = sung_levels_db(with_spectrum(JONAS, wanted, 22_050.0)) - wanted
    assert np.std(off) < 2.0
    assert np.std(sung_levels_db(JONAS) - wanted) > 4.0


def test_nothing_is_lifted_above_the_end_of_a_recording() -> None:
    wanted = sung_levels_db(JONAS)
    wanted[BANDS_HZ < 1_000] -= 6.0
    gains = dict(with_spectrum(JONAS, wanted, 4_000.0).sound.equaliser)
    assert all(gains[hz] <= 0.0 for hz in (4_000.0, 5_000.0, 10_000.0))
    assert gains[2_500.0] > 0.0


def test_a_steep_edge_is_the_end_of_a_recording() -> None:
    wanted = sung_levels_db(JONAS)
    wanted[BANDS_HZ > 3_500] -= 60.0
    gains = dict(with_spectrum(JONAS, wanted, 22_050.0).sound.equaliser)
    assert min(gains.values()) > -10.0
