import numpy as np

from tonewright.render.voice.formants import BINS, make_tract, sung_envelope, without_fundamental
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


def test_spread_draws_formants_away_from_1400_hz_by_its_power():
    # 1400 (2800 / 1400)^1.05 = 2898.7 and 1400 (700 / 1400)^1.05 = 676.2.
    for spoken_hz, sung_hz in ((2_800.0, 2_898.7), (700.0, 676.2)):
        frequency, shape = sung(plain(spread=1.05), bump(spoken_hz))
        assert abs(frequency[np.argmax(shape)] - sung_hz) < 25


def test_a_first_formant_below_a_high_note_is_tuned_towards_it():
    # Joliveau, Smith & Wolfe (2004): sopranos raise the first resonance to the fundamental, and leave the second.
    frequency, low = sung(plain(), bump(350.0), f0_hz=120.0)
    _, high = sung(plain(), bump(350.0), f0_hz=700.0)
    assert abs(frequency[np.argmax(low)] - 350.0) < 25
    assert 560 < frequency[np.argmax(high)] < 720
    _, second = sung(plain(), bump(2_300.0), f0_hz=700.0)
    assert abs(frequency[np.argmax(second)] - 2_300.0) < 40


def test_effort_adds_six_tenths_above_two_kilohertz_and_nothing_to_the_low_partials():
    # Nordenberg & Sundberg (2004): 1.6 dB for each decibel of the whole.
    frequency, usual = sung(plain(), np.zeros(513))
    _, loud = sung(plain(), np.zeros(513), effort_db=5.0)
    added_db = (loud - usual) * 20 / np.log(10)
    assert abs(np.interp(3_000.0, frequency, added_db) - 3.0) < 0.1
    assert abs(np.interp(450.0, frequency, added_db)) < 0.1


def test_the_lowest_partial_is_lifted_alone():
    frequency, without = sung(plain(), np.zeros(513), f0_hz=250.0)
    _, soft = sung(plain(fundamental_db=6.0), np.zeros(513), f0_hz=250.0)
    added_db = (soft - without) * 20 / np.log(10)
    assert abs(np.interp(250.0, frequency, added_db) - 6.0) < 0.3
    assert abs(np.interp(500.0, frequency, added_db)) < 0.3


def test_the_speakers_own_fundamental_is_taken_out_of_the_envelope():
    # A hump of 12 dB at 150 Hz over a flat vowel comes down to 3 dB under it; above 330 Hz nothing changes.
    hz = np.linspace(0, 8_000, 513)
    hump_db = np.where((hz >= 90) & (hz < 210), 12.0, 0.0)
    rows = np.tile((hump_db * np.log(10) / 20).astype(np.float32), (20, 1))
    evened_db = without_fundamental(rows, 8_000.0)[0] * 20 / np.log(10)
    assert abs(np.interp(150.0, hz, evened_db) + 3.0) < 0.2
    assert np.abs((evened_db - hump_db)[hz > 330]).max() < 1e-4


def test_a_high_notes_envelope_is_smooth_over_its_partials():
    # Ripple of 100 Hz period is no formant where partials are 900 Hz apart.
    ripple = 0.5 * np.sin(2 * np.pi * np.linspace(0, 8_000, 513) / 100.0)
    frequency, low = sung(plain(), ripple, f0_hz=150.0)
    _, high = sung(plain(), ripple, f0_hz=900.0)
    band = (frequency > 3_000) & (frequency < 5_000)
    assert np.ptp(high[band]) < 0.25 * np.ptp(low[band])


def test_an_equaliser_adds_its_decibels_with_and_without_voice():
    points = ((500.0, 6.0), (2_000.0, -6.0))
    for voiced in (True, False):
        frequency, shape = sung(plain(equaliser=points), np.zeros(513), voiced)
        _, without = sung(plain(), np.zeros(513), voiced)
        added_db = np.interp((100, 500, 1_000, 2_000, 9_000), frequency, (shape - without) * 20 / np.log(10))
        np.testing.assert_allclose(added_db, (6, 6, 0, -6, -6), atol=0.15)
