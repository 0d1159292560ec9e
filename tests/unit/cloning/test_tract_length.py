"""The length of the vocal tract, on speech whose formants were moved by a known factor."""

import numpy as np
import pytest
import pyworld
from numpy.typing import NDArray

from tonewright.cloning.cepstra import voiced_envelopes
from tonewright.cloning.tract_length import FORMANTS, formant_factor, speaker_sample
from tonewright.cloning.voicing import RATE_HZ, find_voicing


def moved(formants: float, pitch: float) -> NDArray[np.float32]:
    """The speaker's first ten seconds, analysed and said again by WORLD with other formants and another pitch."""
    samples = speaker_sample()[: 10 * RATE_HZ].astype(np.float64)
    f0, times = pyworld.harvest(samples, RATE_HZ)
    envelope = pyworld.cheaptrick(samples, f0, times, RATE_HZ)
    noise = pyworld.d4c(samples, f0, times, RATE_HZ)
    bins = np.arange(envelope.shape[1])
    warped = np.ascontiguousarray([np.interp(bins / formants, bins, row) for row in envelope])
    return pyworld.synthesize(pitch * f0, warped, noise, RATE_HZ).astype(np.float32)


@pytest.mark.parametrize(("formants", "pitch"), [(0.9, 1.0), (1.0, 1.0), (1.06, 1.5), (1.12, 1.8)])
def test_the_factor_by_which_formants_were_moved_is_found_at_any_pitch(formants: float, pitch: float) -> None:
    samples = moved(formants, pitch)
    assert formant_factor(voiced_envelopes(samples, find_voicing(samples))) == pytest.approx(formants, abs=0.015)


def test_a_womans_formants_lie_above_a_mans(woman: NDArray[np.float32]) -> None:
    samples = woman[::2][: 12 * 22_050]
    heard = np.interp(np.arange(0, len(samples), 22_050 / RATE_HZ), np.arange(len(samples)), samples)
    voicing = find_voicing(heard.astype(np.float32))
    assert formant_factor(voiced_envelopes(heard.astype(np.float32), voicing)) >= 1.1


def test_factors_cover_what_is_promised() -> None:
    assert (FORMANTS[0], FORMANTS[-1]) == (0.88, 1.16)
