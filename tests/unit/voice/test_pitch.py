from dataclasses import replace

import numpy as np

from tonewright.performance.performed import PlayedNote
from tonewright.render.voice.alignment import Nucleus
from tonewright.render.voice.pitch import pitch_curve
from tonewright.speech.roster import VoiceSound
from tonewright.speech.utterance import Phone

SOUND = VoiceSound(1.0, 0.0, 0.0, 0.0, vibrato_cents=40.0, vibrato_hz=5.5, word_gap_s=0.0)
TIMES = np.arange(0.0, 5.0, 0.005)


VOWEL = Phone("aa", "vowel", 0.0, 0.1)


def curve(*notes):
    nuclei = [Nucleus((), VOWEL, (), 0, 1, (PlayedNote(start, length, pitch, 90),)) for start, length, pitch in notes]
    return pitch_curve(nuclei, TIMES, SOUND, np.random.default_rng(2))


def cents(hz, reference_hz):
    return 1200 * np.log2(hz / reference_hz)


def between(values, start_s, end_s):
    return values[(start_s <= TIMES) & (end_s > TIMES)]


def test_a_note_is_sung_at_its_equal_tempered_frequency():
    # A4 = 440 Hz; the middle of a short note, after the scoop and without vibrato.
    middle = between(curve((1.0, 0.4, 69)), 1.12, 1.38)
    assert abs(np.median(cents(middle, 440.0))) < 10


def test_a_glide_is_over_soon_after_the_next_note_starts():
    hz = curve((1.0, 0.4, 57), (1.4, 0.4, 69))
    assert np.all(np.abs(cents(between(hz, 1.43, 1.75), 440.0)) < 25)
    assert np.all(np.abs(cents(between(hz, 1.15, 1.33), 220.0)) < 25)


def test_vibrato_comes_late_at_the_voices_rate_and_depth():
    held = cents(curve((1.0, 3.0, 69)), 440.0)
    assert np.ptp(between(held, 1.1, 1.2)) < 25
    late = between(held, 2.0, 3.6)
    swing = late - np.mean(late)
    spectrum = np.abs(np.fft.rfft(swing * np.hanning(len(swing)), 4096))
    rate_hz = np.argmax(spectrum) / (4096 * 0.005)
    assert abs(rate_hz - 5.5) < 0.6
    assert 50 < np.ptp(late) < 130


def test_the_curve_is_defined_everywhere():
    hz = curve((1.0, 0.4, 69))
    assert np.all((hz > 50) & (hz < 1300))


def test_notes_on_one_syllable_are_joined_by_a_glide_and_all_reached():
    notes = tuple(PlayedNote(1.0 + 0.25 * k, 0.25, pitch, 90) for k, pitch in enumerate((69, 71, 72, 71, 69)))
    steady = replace(SOUND, drift_cents=0.0)
    hz = pitch_curve([Nucleus((), VOWEL, (), 0, 1, notes)], TIMES, steady, np.random.default_rng(2))
    for note in notes:
        held = between(hz, note.start_s + 0.08, note.start_s + 0.14)
        assert np.abs(cents(held, 440.0 * 2 ** ((note.pitch - 69) / 12))).max() < 10
    # A whole tone in 5 ms steps: no step is more than a third of it.
    assert np.abs(np.diff(cents(between(hz, 1.1, 2.2), 440.0))).max() < 66


def test_within_a_syllable_the_pitch_moves_more_slowly_than_from_one_to_the_next():
    def rise_s(*nuclei):
        hz = pitch_curve(list(nuclei), TIMES, replace(SOUND, drift_cents=0.0), np.random.default_rng(2))
        moving = cents(between(hz, 1.2, 1.8), 440.0)
        return 0.005 * np.sum((moving > 20) & (moving < 180))

    first, second = PlayedNote(1.0, 0.5, 69, 90), PlayedNote(1.5, 0.5, 71, 90)
    melisma = rise_s(Nucleus((), VOWEL, (), 0, 1, (first, second)))
    syllables = rise_s(Nucleus((), VOWEL, (), 0, 1, (first,)), Nucleus((), VOWEL, (), 1, 1, (second,)))
    assert melisma > 1.2 * syllables


def test_a_machine_sings_its_notes_exactly():
    machine = replace(SOUND, vibrato_cents=0.0, drift_cents=0.0, scoop_cents=0.0, glide_s=0.012)
    nucleus = Nucleus((), VOWEL, (), 0, 1, (PlayedNote(1.0, 2.0, 69, 90),))
    assert np.allclose(between(pitch_curve([nucleus], TIMES, machine, np.random.default_rng(2)), 1.0, 3.0), 440.0)
