import numpy as np
import pytest

from tonewright.render.voice.onsets import LONGEST_SOFT_S, place_vowels
from tonewright.speech.utterance import Phone, SpokenSyllable, SpokenWord, Utterance

FRAME_S = 0.005
RATE = 16_000
BINS = 257


def colour(formants_hz, gain_db=0.0):
    """The log magnitude of a spectrum with resonances."""
    hz = np.linspace(0.0, RATE / 2, BINS)
    power = sum(1.0 / (1.0 + ((hz - formant) / 100.0) ** 2) for formant in formants_hz)
    return 0.5 * np.log(power + 1e-3) + gain_db * np.log(10.0) / 20.0


NASAL, VOWEL, LIQUID = colour((250.0,), -3.0), colour((700.0, 1200.0, 2500.0)), colour((300.0, 900.0, 3000.0), -3.0)


def said(*phones):
    word = SpokenWord("x", (SpokenSyllable(tuple(phones), 1),))
    return Utterance(np.zeros(round(phones[-1].end_s * RATE)), RATE, (word,))


def placed(utterance, envelope, level=None):
    level = np.zeros(len(envelope)) if level is None else level
    return place_vowels(utterance, envelope, level, FRAME_S).words[0].syllables[0].phones


def test_a_vowel_that_is_named_too_late_begins_where_the_nasal_opens():
    envelope = np.array([NASAL] * 20 + [VOWEL] * 30)
    utterance = said(Phone("m", "voiced", 0.0, 0.135), Phone("a", "vowel", 0.135, 0.25))
    nasal, vowel = placed(utterance, envelope)
    assert vowel.start_s == pytest.approx(0.1, abs=FRAME_S)
    assert nasal.end_s == vowel.start_s


def test_a_liquids_slow_change_lies_before_its_vowel():
    share = np.clip((np.arange(60) - 16) / 16.0, 0.0, 1.0)[:, None]
    envelope = (1.0 - share) * LIQUID + share * VOWEL
    # The change lasts from 80 to 160 ms and the engine calls its middle the border.
    utterance = said(Phone("l", "voiced", 0.0, 0.12), Phone("a", "vowel", 0.12, 0.3))
    _, vowel = placed(utterance, envelope)
    assert 0.13 < vowel.start_s <= 0.16


def test_sounds_of_one_colour_keep_their_border():
    utterance = said(Phone("j", "voiced", 0.0, 0.1), Phone("i", "vowel", 0.1, 0.25))
    _, vowel = placed(utterance, np.array([VOWEL] * 50))
    assert vowel.start_s == 0.1


def test_no_consonant_is_taken_away_whole():
    utterance = said(Phone("n", "voiced", 0.05, 0.15), Phone("a", "vowel", 0.15, 0.3))
    nasal, vowel = placed(utterance, np.array([NASAL] * 12 + [VOWEL] * 48))
    assert nasal.end_s - nasal.start_s >= 0.04 - 1e-9
    assert vowel.start_s == nasal.end_s


def test_aspiration_behind_a_stop_belongs_to_the_stop():
    level = np.where(np.arange(50) < 24, -2.0, 0.0)
    utterance = said(Phone("k", "unvoiced", 0.0, 0.1, closed=True), Phone("a", "vowel", 0.1, 0.25))
    stop, vowel = placed(utterance, np.array([VOWEL] * 50), level)
    assert vowel.start_s == pytest.approx(0.12, abs=FRAME_S)
    assert stop.end_s == vowel.start_s


def test_a_vowel_that_grows_slowly_loses_little_of_itself():
    level = np.linspace(-6.0, 0.0, 60)
    (vowel,) = placed(said(Phone("a", "vowel", 0.0, 0.3)), np.array([VOWEL] * 60), level)
    assert vowel.start_s == pytest.approx(LONGEST_SOFT_S)
