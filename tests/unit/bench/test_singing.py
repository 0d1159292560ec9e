"""The ears of the singer's figures, on sounds whose pitch and times are known."""

import numpy as np
import pytest
import scipy.signal
from bench.singing import cents_off, onset_errors, phrase_start_errors, word_levels_db

RATE = 44_100


def voice(hz: np.ndarray, level: np.ndarray) -> np.ndarray:
    """A buzz with a vowel's resonances, following a pitch and a level."""
    phase = np.cumsum(hz) / RATE
    buzz = sum(np.sin(2 * np.pi * n * phase) / n for n in range(1, 25))
    sound = sum(
        scipy.signal.sosfiltfilt(scipy.signal.butter(1, (c - 80, c + 80), "band", fs=RATE, output="sos"), buzz)
        for c in (600.0, 1200.0, 2500.0)
    )
    return 0.1 * sound * level


def sung(notes: list[tuple[float, float, float]], seconds: float, off_cents: float = 0.0) -> np.ndarray:
    """Notes (start, end, pitch) with edges of 4 ms, all off by some cents."""
    times = np.arange(round(seconds * RATE)) / RATE
    hz, level = np.full(len(times), 200.0), np.zeros(len(times))
    for start, end, pitch in notes:
        inside = (times >= start) & (times < end)
        hz[inside] = 440.0 * 2 ** ((pitch - 69 + off_cents / 100) / 12)
        edge = np.minimum(times - start + 0.002, end - times) / 0.004
        level[inside] = np.clip(edge[inside], 0.0, 1.0)
    return voice(hz, level)


@pytest.mark.parametrize("off", [0.0, 30.0, -80.0])
def test_the_pitch_of_steady_notes_is_told_in_cents(off: float) -> None:
    notes = [(0.5, 1.0, 57.0), (1.0, 1.5, 60.0), (2.2, 2.8, 64.0)]
    cents = cents_off(sung(notes, 3.2, off), RATE, np.array(notes))
    assert len(cents) > 60
    assert np.median(cents) == pytest.approx(off, abs=6.0)


def test_a_glide_into_a_note_does_not_count() -> None:
    times = np.arange(2 * RATE) / RATE
    pitch = np.interp(times, [0.5, 0.55], [55.0, 60.0])
    sound = voice(440.0 * 2 ** ((pitch - 69) / 12), ((times > 0.45) & (times < 1.5)).astype(float))
    cents = cents_off(sound, RATE, np.array([[0.5, 1.5, 60.0]]))
    assert np.percentile(np.abs(cents), 95) < 12.0


@pytest.mark.parametrize("late_ms", [0.0, 12.0, -25.0])
def test_a_vowels_onset_is_found_to_a_few_milliseconds(late_ms: float) -> None:
    starts = [0.5, 1.0, 1.5]
    notes = [(start + late_ms / 1000, start + 0.42, 60.0) for start in starts]
    noise = 0.003 * np.random.default_rng(1).standard_normal(round(2.2 * RATE))
    errors = onset_errors(sung(notes, 2.2) + noise, RATE, np.array(starts))
    assert errors == pytest.approx([late_ms - 1.5] * 3, abs=2.5)


def test_a_vowel_that_follows_a_vowel_has_no_onset_to_hear() -> None:
    sound = sung([(0.5, 1.5, 60.0)], 2.0)
    errors = onset_errors(sound, RATE, np.array([0.5, 1.0]))
    assert abs(errors[0]) < 3.0
    assert np.isnan(errors[1])


def test_a_vowel_after_a_nasal_has_no_edge_of_its_own() -> None:
    sound = sung([(0.44, 1.2, 60.0)], 1.6)
    murmur = slice(round(0.44 * RATE), round(0.5 * RATE))
    low = scipy.signal.butter(4, 900.0, fs=RATE, output="sos")
    sound[murmur] = scipy.signal.sosfiltfilt(low, sound)[murmur]
    assert np.isnan(onset_errors(sound, RATE, np.array([0.5]))[0])


def test_an_r_as_loud_as_its_vowel_is_not_taken_for_it() -> None:
    sound = sung([(0.42, 1.2, 60.0)], 1.6)
    rhotic = slice(round(0.42 * RATE), round(0.5 * RATE))
    hz = np.full(len(sound), 261.63)
    bright = scipy.signal.butter(4, (1_300.0, 1_900.0), "band", fs=RATE, output="sos")
    low = scipy.signal.butter(4, 1_900.0, fs=RATE, output="sos")
    tone = voice(hz, np.ones(len(sound)))
    sound[rhotic] = (scipy.signal.sosfilt(low, tone) + scipy.signal.sosfilt(bright, tone))[rhotic]
    assert np.isnan(onset_errors(sound, RATE, np.array([0.5]))[0])


def test_a_phrase_that_begins_the_sound_is_heard_at_its_first_moment() -> None:
    errors = phrase_start_errors(sung([(0.0, 0.4, 60.0)], 1.0), RATE, np.array([[0.01, 0.4]]))
    assert errors == pytest.approx([-10.0], abs=6.0)


def test_a_loud_breath_and_the_ring_of_the_phrase_before_are_no_start() -> None:
    random = np.random.default_rng(3)
    sound = sung([(1.0, 1.5, 60.0)], 2.0)
    loud = np.abs(sound).max()
    breath = slice(round(0.8 * RATE), round(0.88 * RATE))
    sound[breath] += 0.2 * loud * random.standard_normal(breath.stop - breath.start)
    assert phrase_start_errors(sound, RATE, np.array([[1.0, 1.5]])) == pytest.approx([0.0], abs=6.0)


def test_a_closure_within_a_word_is_not_its_start() -> None:
    sound = sung([(1.0, 1.08, 60.0), (1.15, 1.6, 60.0)], 2.0)
    assert phrase_start_errors(sound, RATE, np.array([[1.0, 1.6]])) == pytest.approx([0.0], abs=6.0)


def test_where_the_phrase_before_rings_into_the_word_no_start_is_heard() -> None:
    sound = sung([(0.3, 1.0, 60.0), (1.0, 1.5, 62.0)], 2.0)
    sound[round(0.3 * RATE) : round(1.0 * RATE)] *= 0.3
    assert np.isnan(phrase_start_errors(sound, RATE, np.array([[1.0, 1.5]])))[0]


def test_a_phrase_starts_where_it_is_heard_and_not_at_its_breath() -> None:
    random = np.random.default_rng(2)
    sound = sung([(1.0, 1.4, 60.0), (1.4, 1.9, 62.0)], 3.0)
    loud = np.abs(sound).max()
    sound[round(0.5 * RATE) : round(0.9 * RATE)] += 0.01 * loud * random.standard_normal(round(0.4 * RATE))
    errors = phrase_start_errors(sound, RATE, np.array([[1.02, 1.4], [1.4, 1.9]]))
    assert errors == pytest.approx([-20.0], abs=6.0)


def test_a_word_that_is_not_there_is_told_from_one_that_is_soft() -> None:
    sound = sung([(0.5, 0.9, 60.0), (1.5, 1.9, 60.0)], 2.5)
    sound[round(1.4 * RATE) :] *= 0.1
    levels = word_levels_db(sound, RATE, [np.array([[0.5, 0.9], [0.95, 1.3], [1.5, 1.9]])])
    assert levels[0] == 0.0
    assert levels[1] < -40.0
    assert levels[2] == pytest.approx(-20.0, abs=0.5)
