"""Habits, on tones whose vibrato, noise and notes are known."""

import numpy as np
import pytest
from numpy.typing import NDArray

from tonewright.cloning.habits import find_vibrato, is_sung, noise_share, sung_range
from tonewright.cloning.tract_length import speaker_sample
from tonewright.cloning.voicing import RATE_HZ, find_voicing


def tone(cents: NDArray[np.float64], partials: int = 26) -> NDArray[np.float32]:
    """Partials over 150 Hz, moved by so many cents at each sample."""
    phase = 2 * np.pi * np.cumsum(150.0 * 2.0 ** (cents / 1200)) / RATE_HZ
    return (0.05 * sum(np.cos(k * phase) for k in range(1, partials + 1))).astype(np.float32)


def notes(semitones: tuple[int, ...], cents: float, rate_hz: float, length_s: float = 1.0) -> NDArray[np.float64]:
    times_s = np.arange(round(length_s * RATE_HZ)) / RATE_HZ
    return np.concatenate([100.0 * note + cents * np.sin(2 * np.pi * rate_hz * times_s) for note in semitones])


@pytest.mark.parametrize(("cents", "rate_hz"), [(30.0, 5.0), (60.0, 6.0)])
def test_the_depth_and_rate_of_a_vibrato_are_found(cents: float, rate_hz: float) -> None:
    vibrato = find_vibrato(find_voicing(tone(notes((0, 4, 7, 2, 5), cents, rate_hz))))
    assert vibrato is not None
    assert vibrato.cents == pytest.approx(cents, rel=0.2)
    assert vibrato.rate_hz == pytest.approx(rate_hz, abs=0.4)


def test_straight_notes_have_next_to_no_vibrato() -> None:
    vibrato = find_vibrato(find_voicing(tone(notes((0, 4, 7, 2, 5), 0.0, 5.0))))
    assert vibrato is not None
    assert vibrato.cents < 5.0


def test_notes_are_sung_and_sentences_are_spoken() -> None:
    assert is_sung(find_voicing(tone(notes((0, 4, 7, 2, 5), 20.0, 5.0))))
    speech = find_voicing(speaker_sample())
    assert not is_sung(speech)
    assert find_vibrato(speech) is None


@pytest.mark.parametrize("share", [0.2, 0.5])
def test_the_share_of_noise_is_found(share: float) -> None:
    clean = tone(notes((0,), 0.0, 5.0, 3.0))
    noise = np.random.default_rng(0).standard_normal(len(clean))
    # Between 1.5 and 4 kHz are 17 partials, and 2.5 of the 8 kHz over which the noise is spread.
    noise *= np.sqrt(17 * 0.05**2 / 2 / (2_500 / 8_000) * share**2 / (1 - share**2))
    assert noise_share((clean + noise).astype(np.float32), find_voicing(clean)) == pytest.approx(share, abs=0.06)


def test_the_range_is_that_of_the_notes() -> None:
    low, usual_low, usual_high, high = sung_range(find_voicing(tone(notes((-5, 0, 7, 12), 0.0, 5.0))))
    lowest = 69 + 12 * np.log2(150 / 440)
    assert (low, high) == pytest.approx((lowest - 5, lowest + 12), abs=0.2)
    assert low <= usual_low <= usual_high <= high
