import numpy as np
import pytest

from tonewright.speech.boundaries import settled
from tonewright.speech.utterance import Phone

RATE = 22_050


def tone(seconds, hz=200.0):
    """A vowel-like sound: harmonics up to 3 kHz."""
    times = np.arange(round(seconds * RATE)) / RATE
    return 0.1 * sum(np.sin(2 * np.pi * hz * k * times) for k in range(1, 16))


def noise(seconds):
    """A fricative-like sound above 5 kHz."""
    spectrum = np.fft.rfft(np.random.default_rng(1).standard_normal(round(seconds * RATE)))
    spectrum[: round(5_000 * seconds)] = 0.0
    return 0.3 * np.fft.irfft(spectrum, round(seconds * RATE))


def silence(seconds):
    return np.zeros(round(seconds * RATE))


def test_a_closure_at_the_tail_of_a_vowel_is_given_to_the_stop():
    samples = np.concatenate([tone(0.15), silence(0.05), noise(0.02), tone(0.1)])
    vowel = Phone("a", "vowel", 0.0, 0.2)
    stop = Phone("t", "unvoiced", 0.2, 0.22, closed=True)
    (_, vowel), (_, stop) = settled([(0, vowel), (1, stop)], samples, RATE)
    assert vowel.end_s == pytest.approx(0.15, abs=0.006)
    assert stop.start_s == vowel.end_s
    assert stop.end_s == 0.22


def test_hiss_that_reaches_into_a_vowel_goes_to_the_fricatives_beside_it():
    samples = np.concatenate([noise(0.12), tone(0.16), noise(0.12)])
    phones = [("s", "unvoiced", 0.0, 0.1), ("a", "vowel", 0.1, 0.3), ("s", "unvoiced", 0.3, 0.4)]
    before, vowel, after = (phone for _, phone in settled([(0, Phone(*one)) for one in phones], samples, RATE))
    assert vowel.start_s == before.end_s == pytest.approx(0.12, abs=0.006)
    assert vowel.end_s == after.start_s == pytest.approx(0.28, abs=0.006)


def test_a_vowel_that_is_hardly_there_begins_within_the_voiced_consonant_before_it():
    phones = [(0, Phone("r", "voiced", 0.0, 0.1)), (0, Phone("i", "vowel", 0.1, 0.12))]
    (_, consonant), (_, vowel) = settled(phones, tone(0.12), RATE)
    assert vowel.start_s == consonant.end_s
    assert vowel.end_s - vowel.start_s == pytest.approx(0.05)


def test_boundaries_between_voiced_sounds_stay():
    samples = np.concatenate([tone(0.1), tone(0.1, 150.0)])
    phones = [(0, Phone("m", "voiced", 0.0, 0.1)), (0, Phone("a", "vowel", 0.1, 0.2))]
    assert settled(phones, samples, RATE) == phones


def test_without_phones_there_is_nothing_to_move():
    assert settled([], silence(0.0), RATE) == []
