import numpy as np
import pytest
from signals import RATE, sung, times, tone

from tonewright.separation.bassline import bass_mask, bass_pitches
from tonewright.separation.melody import melody_mask, melody_pitches
from tonewright.separation.pitch_track import Pitches, comb
from tonewright.separation.spectrum import Frames

FRAMES = Frames(RATE)


@pytest.mark.parametrize("hz", [110.0, 196.0, 440.0, 880.0])
def test_a_tone_with_harmonics_has_the_pitch_of_its_fundamental(hz: float) -> None:
    pitches = melody_pitches(np.abs(FRAMES.analyse(tone(hz, 2.0, harmonics=8))), FRAMES)
    assert np.abs(1200 * np.log2(np.median(pitches.hz) / hz)) < 50


def test_a_gliding_tone_is_followed() -> None:
    t = times(3.0)
    hz = 200.0 * 2 ** (t / 3.0)
    phase = 2 * np.pi * np.cumsum(hz) / RATE
    glide = sum(np.sin(h * phase) / h for h in range(1, 7)).astype(np.float32)
    pitches = melody_pitches(np.abs(FRAMES.analyse(glide)), FRAMES)
    at = (np.arange(len(pitches.hz)) - 1.5) / FRAMES.rate_hz
    inside = (at > 0.2) & (at < 2.8)
    assert np.abs(1200 * np.log2(pitches.hz / (200 * 2 ** (at / 3.0))))[inside].max() < 100


def test_noise_has_less_of_a_pitch_than_a_voice() -> None:
    noise = np.random.default_rng(1).standard_normal(3 * RATE).astype(np.float32)
    of_noise = melody_pitches(np.abs(FRAMES.analyse(noise)), FRAMES).sureness
    of_voice = melody_pitches(np.abs(FRAMES.analyse(sung(3.0))), FRAMES).sureness
    assert np.median(of_voice) > 3 * np.median(of_noise)


@pytest.mark.parametrize("hz", [41.2, 55.0, 98.0])
def test_a_bass_under_chords_is_found_and_keeps_its_fundamental(hz: float) -> None:
    chord = sum(tone(f, 2.0, 0.05, 4) for f in (330.0, 415.3, 493.9))
    magnitudes = np.abs(FRAMES.analyse(chord + tone(hz, 2.0, 0.4, 5)))
    pitches = bass_pitches(magnitudes, FRAMES)
    assert np.abs(1200 * np.log2(np.median(pitches.hz) / hz)) < 60
    mask = bass_mask(pitches, FRAMES)
    middle = len(mask) // 2
    assert mask[middle, round(hz * FRAMES.size / RATE)] > 0.8
    assert mask[middle, round(5000 * FRAMES.size / RATE)] < 0.01


def test_teeth_stand_on_the_harmonics_and_end_where_told() -> None:
    pitches = Pitches(np.array([500.0], np.float32), np.array([1.0], np.float32))
    teeth = comb(pitches, FRAMES, 2000.0, 10.0)[0]
    hz = FRAMES.frequencies_hz
    for harmonic in (500, 1000, 1500):
        assert teeth[np.abs(hz - harmonic).argmin()] > 0.8
        assert teeth[np.abs(hz - harmonic - 250).argmin()] < 0.01
    assert not teeth[hz > 2000].any()


def test_a_pause_is_not_sung() -> None:
    voice = sung(3.0)
    voice[RATE : 2 * RATE] = 0.0
    mask = melody_mask(melody_pitches(np.abs(FRAMES.analyse(voice)), FRAMES), FRAMES)
    middle = round(1.5 * FRAMES.rate_hz)
    assert not mask[middle - 5 : middle + 5].any()
