import numpy as np
import pytest

from tonewright.performance.performed import PlayedNote
from tonewright.render.voice.alignment import Nucleus
from tonewright.render.voice.timing import CONSONANT_LENGTH, VOWEL_LEAD_S, Piece, source_times, steady_part, time_map
from tonewright.speech.utterance import Phone


def phone(symbol, length_s, start_s=0.0):
    kind = "vowel" if symbol[0] in "aeiou" else "unvoiced" if symbol in ("s", "t") else "voiced"
    return Phone(symbol, kind, start_s, start_s + length_s, symbol in ("ay", "ow"), symbol in ("t", "k", "b", "d"))


def nucleus(onset, vowel, coda, word, start_s, length_s):
    notes = (PlayedNote(start_s, length_s, 60, 90),)
    return Nucleus(tuple(onset), vowel, tuple(coda), word, 1, notes)


def test_vowels_start_on_their_notes_and_consonants_before_them():
    first = nucleus([phone("m", 0.08)], phone("aa", 0.1), [], 0, 1.0, 0.5)
    second = nucleus([phone("l", 0.06)], phone("iy", 0.1), [phone("n", 0.05)], 0, 1.5, 1.0)
    pieces = time_map((first, second), 0.0, 1.0)
    assert [piece.phone.symbol for piece in pieces] == ["m", "aa", "l", "iy", "n"]
    m, aa, ell, iy, n = pieces
    assert (m.start_s, m.end_s) == pytest.approx((1.0 - 0.08 * CONSONANT_LENGTH, 1.0))
    assert (aa.start_s, aa.end_s) == pytest.approx((1.0, 1.5 - 0.06 * CONSONANT_LENGTH))
    assert (ell.start_s, ell.end_s) == pytest.approx((1.5 - 0.06 * CONSONANT_LENGTH, 1.5))
    assert (iy.start_s, iy.end_s) == pytest.approx((1.5, 2.5 - 0.05 * CONSONANT_LENGTH))
    assert n.end_s == pytest.approx(2.5)


def test_words_are_parted_by_the_gap_unless_a_stop_does_it():
    lonely = nucleus([], phone("aa", 0.1), [], 0, 1.0, 0.5)
    hum = nucleus([phone("m", 0.1)], phone("aa", 0.1), [], 1, 1.5, 0.5)
    tea = nucleus([phone("t", 0.1)], phone("iy", 0.1), [], 1, 1.5, 0.5)
    vowel, m, _ = time_map((lonely, hum), 0.02, 1.0)
    assert m.start_s - vowel.end_s == pytest.approx(0.02)
    vowel, t, _ = time_map((lonely, tea), 0.02, 1.0)
    assert t.start_s == pytest.approx(vowel.end_s)


def test_a_vowel_that_begins_a_phrase_sets_in_before_its_note_and_others_do_not():
    lonely = nucleus([], phone("aa", 0.1), [], 0, 1.0, 0.5)
    joined = nucleus([], phone("iy", 0.1), [], 1, 1.5, 0.5)
    rested = nucleus([], phone("eh", 0.1), [], 2, 3.0, 0.5)
    starts = [piece.start_s for piece in time_map((lonely, joined, rested), 0.0, 1.0)]
    assert starts == pytest.approx([1.0 - VOWEL_LEAD_S, 1.5, 3.0 - VOWEL_LEAD_S])


def test_a_crowd_of_consonants_leaves_room_for_the_vowel():
    crowd = [phone("s", 0.2), phone("t", 0.2)]
    first = nucleus([], phone("aa", 0.1), crowd, 0, 0.0, 0.2)
    second = nucleus(crowd, phone("aa", 0.1), [], 1, 0.2, 0.2)
    vowel = time_map((first, second), 0.02, 1.0)[0]
    assert vowel.end_s - vowel.start_s >= 0.07


def test_before_a_rest_the_coda_ends_with_the_note():
    first = nucleus([], phone("aa", 0.1), [phone("n", 0.05)], 0, 0.0, 0.5)
    second = nucleus([phone("m", 0.1)], phone("aa", 0.1), [], 1, 1.5, 0.5)
    _, n, m, _ = time_map((first, second), 0.02, 1.0)
    assert n.end_s == pytest.approx(0.5)
    assert m.end_s == pytest.approx(1.5)


@pytest.mark.parametrize("symbol", ["aa", "ay"])
def test_a_held_vowel_stays_inside_what_was_spoken_and_glides_only_at_its_ends(symbol):
    vowel = phone(symbol, 0.2, start_s=3.0)
    piece = Piece(10.0, 12.0, vowel, 0, 0)
    times = np.arange(10.0, 12.0, 0.005)
    steady = steady_part(vowel, np.zeros(1000), 0.005)
    heard = source_times(piece, times, steady, np.random.default_rng(1))
    assert heard[0] == pytest.approx(3.0)
    assert heard[-1] == pytest.approx(3.2, abs=0.006)
    assert heard.min() >= 3.0
    assert heard.max() <= 3.2
    # Transitions are not slower than spoken at the very end: the last 30 ms sound the last 30 ms.
    assert heard[-7] == pytest.approx(3.2 - 0.035, abs=0.002)


def test_a_vowel_sung_shorter_than_spoken_is_sung_whole():
    piece = Piece(0.0, 0.1, phone("aa", 0.2), 0, 0)
    heard = source_times(piece, np.array([0.0, 0.05, 0.1]), (0.05, 0.15), np.random.default_rng(1))
    assert heard == pytest.approx([0.0, 0.1, 0.2])


def test_a_vowel_that_dies_away_is_held_where_it_is_loud():
    vowel = phone("iy", 0.3, start_s=1.0)
    levels = np.zeros(400)
    levels[230:] = -2.0
    low, high = steady_part(vowel, levels, 0.005)
    assert 0.0 < low < high <= 0.151


def test_a_lengthened_consonant_changes_into_its_vowel_at_natural_speed():
    piece = Piece(1.0, 1.13, phone("n", 0.1, start_s=0.5), 0, 0)  # 100 ms spoken, 130 ms sung
    at_s = np.array([1.0, 1.045, 1.09, 1.11, 1.13])
    source_s = source_times(piece, at_s, (0.0, 0.0), np.random.default_rng(0))
    # The last 40 ms are those of speech; the first 60 are spread over the first 90.
    assert source_s == pytest.approx([0.5, 0.53, 0.56, 0.58, 0.6])
