import numpy as np

from tonewright.render.voice.formants import BINS, make_tract, sung_envelope
from tonewright.speech.roster import VoiceSound


def sung(sound, spoken, voiced=True, f0_hz=120.0, effort_db=0.0):
    tract = make_tract(sound, len(spoken), 8_000.0, 22_050.0)
    rows = np.tile(np.asarray(spoken, np.float32), (4, 1))
    shape = sung_envelope(
        rows, np.array([1.5]), np.array([voiced]), tract, np.array([f0_hz]), np.array([effort_db]), 8_000.0
    )
    return tract.frequency_hz, shape[0]


def plain(**changes):
    values = {"formants": 1.0, "breath": 0.0, "tilt_db": 0.0, "ring_db": 0.0}
    return VoiceSound(**{**values, **changes}, vibrato_cents=0.0, vibrato_hz=5.0, word_gap_s=0.0)


def bump(centre_hz):
    frequency = np.linspace(0, 8_000, 513)
    return 4.0 * np.exp(-0.5 * ((frequency - centre_hz) / 120.0) ** 2)


def test_a_shorter_tract_moves_formants_up_by_its_factor():
    for factor in (0.9, 1.0, 1.15):
        frequency, shape = sung(plain(formants=factor), bump(1_000.0))
        assert abs(frequency[np.argmax(shape)] - 1_000.0 * factor) < 25


def test_the_singers_formant_lifts_the_voice_near_2900_hz_by_its_decibels():
    frequency, without = sung(plain(), np.zeros(513))
    _, ringing = sung(plain(ring_db=6.0), np.zeros(513))
    lift_db = (ringing - without) * 20 / np.log(10)
    assert abs(lift_db.max() - 6.0) < 0.05
    assert abs(frequency[np.argmax(lift_db)] - 2_900.0) < 25


def test_tilt_is_counted_in_decibels_an_octave():
    frequency, without = sung(plain(), np.zeros(513))
    _, tilted = sung(plain(tilt_db=3.0), np.zeros(513))
    lift_db = (tilted - without) * 20 / np.log(10)
    octave = np.interp(2_000.0, frequency, lift_db) - np.interp(500.0, frequency, lift_db)
    assert abs(octave - 6.0) < 0.1


def test_the_envelope_goes_on_falling_above_the_spoken_band():
    frequency, shape = sung(plain(), np.zeros(513))
    top = shape[frequency > 8_500]
    assert len(shape) == BINS
    assert np.all(np.diff(top) < 0)
