import numpy as np

from tonewright.performance.performed import PlayedNote
from tonewright.render.voice.alignment import Nucleus
from tonewright.render.voice.pitch import pitch_curve
from tonewright.speech.roster import VoiceSound
from tonewright.speech.utterance import Phone

SOUND = VoiceSound(1.0, 0.0, 0.0, 0.0, vibrato_cents=40.0, vibrato_hz=5.5, word_gap_s=0.0)
TIMES = np.arange(0.0, 5.0, 0.005)


def curve(*notes):
    vowel = Phone("aa", "vowel", 0.0, 0.1)
    nuclei = [Nucleus((), vowel, (), 0, 1, (PlayedNote(start, length, pitch, 90),)) for start, length, pitch in notes]
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
