import numpy as np

from tonewright.performance.performed import PlayedNote, TimedLine, TimedSyllable
from tonewright.render.voice.alignment import SHORTEST_NOTE_S, align, sung_words
from tonewright.speech.utterance import Phone, SpokenSyllable, SpokenWord, Utterance


def spoken(*counts):
    """An utterance of words with so many syllables, each one vowel after one consonant."""
    words = []
    for number, count in enumerate(counts):
        syllable = SpokenSyllable((Phone("m", "voiced", 0, 0.1), Phone("aa", "vowel", 0.1, 0.2)), 1)
        words.append(SpokenWord(f"w{number}", (syllable,) * count))
    return Utterance(np.zeros(1), 16_000, tuple(words))


def line(*notes_of_syllables):
    """A line of (word, notes…) with notes as (start, length)."""
    syllables = tuple(
        TimedSyllable("x", word, tuple(PlayedNote(start, length, 60, 90) for start, length in notes))
        for word, *notes in notes_of_syllables
    )
    words = tuple(f"w{i}" for i in range(1 + max(word for word, *_ in notes_of_syllables)))
    return TimedLine(" ".join(words), words, 0, syllables)


def spans(nuclei):
    return [[(round(n.start_s, 6), round(n.duration_s, 6)) for n in nucleus.notes] for nucleus in nuclei]


def test_as_many_syllables_meet_one_to_one():
    nuclei = align(line((0, (0.0, 0.5)), (0, (0.5, 0.5)), (1, (1.0, 1.0))), spoken(2, 1))
    assert spans(nuclei) == [[(0.0, 0.5)], [(0.5, 0.5)], [(1.0, 1.0)]]
    assert [nucleus.word for nucleus in nuclei] == [0, 0, 1]


def test_syllables_without_a_note_share_the_last_one():
    nuclei = align(line((0, (0.0, 0.6))), spoken(3))
    assert spans(nuclei) == [[(0.0, 0.2)], [(0.2, 0.2)], [(0.4, 0.2)]]


def test_notes_without_a_syllable_prolong_the_last_one():
    nuclei = align(line((0, (0.0, 0.5)), (0, (0.5, 0.5)), (0, (1.0, 0.5))), spoken(1))
    assert spans(nuclei) == [[(0.0, 0.5), (0.5, 0.5), (1.0, 0.5)]]


def test_a_melisma_keeps_its_notes():
    nuclei = align(line((0, (0.0, 0.5), (0.5, 0.25), (0.75, 0.25)), (1, (1.0, 1.0))), spoken(1, 1))
    assert spans(nuclei) == [[(0.0, 0.5), (0.5, 0.25), (0.75, 0.25)], [(1.0, 1.0)]]


def test_overlapping_and_empty_notes_are_put_in_time():
    nuclei = align(line((0, (0.0, 2.0)), (1, (1.0, 0.0)), (2, (1.0, 1.0))), spoken(1, 1, 1))
    (first,), (second,), (third,) = spans(nuclei)
    assert first == (0.0, 1.0)
    assert second == (1.0, SHORTEST_NOTE_S)
    assert third[0] == 1.0 + SHORTEST_NOTE_S


def test_words_without_notes_are_not_sung():
    timed = line((0, (0.0, 0.5)), (1,), (2, (1.0, 0.5)))
    assert sung_words(timed) == ((0, "w0"), (2, "w2"))


def test_a_syllable_of_an_unknown_word_is_sung_by_its_own_text():
    timed = TimedLine("", (), 0, (TimedSyllable("oh", 7, (PlayedNote(0, 1, 60, 90),)),))
    assert sung_words(timed) == ((7, "oh"),)
