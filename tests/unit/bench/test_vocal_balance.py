from pathlib import Path

import numpy as np
import pytest
from bench.delivered import RATE, Delivered
from bench.notes import Notes
from bench.vocal_balance import balance

SECONDS = np.arange(20 * RATE) / RATE
SINGS = (SECONDS >= 2.0) & (SECONDS < 18.0)


def noise(seed: int, level: float | np.ndarray) -> np.ndarray:
    return (level * np.random.default_rng(seed).normal(size=(2, len(SECONDS)))).astype(np.float32)


def piece(words: list[dict[str, float]], **stems: np.ndarray) -> Delivered:
    """Ten seconds of verse, ten of chorus."""
    facts = {
        "sections": [{"start": 0.0, "end": 10.0, "text": "verse"}, {"start": 10.0, "end": 20.0, "text": "chorus"}],
        "words": words,
    }
    mix = sum(stems.values(), np.zeros((2, len(SECONDS)), np.float32))
    return Delivered(Path(), mix, stems, Notes((), 0.5, 2.0), facts, 0, "")


def test_a_lead_of_twice_the_amplitude_stands_six_decibels_above_the_band_while_it_sings() -> None:
    found = balance(piece([], vocals=noise(1, 0.2 * SINGS), keys=noise(2, 0.1)))
    assert found["lead, dB"] == pytest.approx(6.0, abs=0.4)


def test_verse_and_chorus_are_told_apart() -> None:
    band = noise(2, np.where(SECONDS < 10.0, 0.05, 0.2))
    found = balance(piece([], vocals=noise(1, 0.1 * SINGS), drums=band))
    assert found["most, dB"] == pytest.approx(6.0, abs=0.7)
    assert found["least, dB"] == pytest.approx(-6.0, abs=0.7)


def test_what_rings_after_the_words_is_not_counted_against_them() -> None:
    """Eight seconds sung at +6 dB, eight that ring out at −10 dB against the band."""
    voice = noise(1, np.where(SECONDS < 10.0, 0.2, 0.0316) * SINGS)
    found = balance(piece([{"start": 2.2, "end": 9.8}], vocals=voice, keys=noise(2, 0.1)))
    assert found["covered, %"] == pytest.approx(50.0, abs=4.0)
    assert found["in words, %"] == 0.0


def test_backing_voices_are_measured_against_the_lead_and_are_no_band() -> None:
    lead, backing, keys = noise(1, 0.2 * SINGS), noise(3, 0.1 * SINGS), noise(2, 0.1)
    found = balance(piece([], vocals=lead, backing_vocals=backing, keys=keys))
    assert found["backing, dB"] == pytest.approx(-6.0, abs=0.4)
    assert found["lead, dB"] == pytest.approx(6.0, abs=0.4)
