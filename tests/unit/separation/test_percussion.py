import numpy as np
from signals import RATE, struck, tone

from tonewright.separation.percussion import harmonic_part, percussive_mask, percussive_part
from tonewright.separation.spectrum import Frames

FRAMES = Frames(RATE)


def test_a_tone_is_harmonic_and_a_click_is_percussive() -> None:
    click = np.zeros(3 * RATE, np.float32)
    click[RATE] = 10.0
    magnitudes = np.abs(FRAMES.analyse(click + tone(1000.0, 3.0)))
    mask = percussive_mask(harmonic_part(magnitudes, FRAMES), percussive_part(magnitudes, FRAMES))
    ridge, stroke = round(1000 * FRAMES.size / RATE), round(RATE / FRAMES.hop) + 2
    assert mask[::8, ridge].max() < 0.05
    assert np.median(mask[stroke, 200:800]) > 0.95


def test_drums_are_parted_from_a_chord() -> None:
    chord = sum(tone(hz, 4.0, 0.15, 4) for hz in (220.0, 277.2, 329.6))
    drums = struck(4.0)
    spectrum = FRAMES.analyse(chord + drums)
    magnitudes = np.abs(spectrum)
    mask = percussive_mask(harmonic_part(magnitudes, FRAMES), percussive_part(magnitudes, FRAMES))
    found = FRAMES.synthesise(spectrum * mask, len(drums))
    assert np.corrcoef(found, drums)[0, 1] > 0.9
    assert np.corrcoef(chord + drums - found, chord)[0, 1] > 0.95
