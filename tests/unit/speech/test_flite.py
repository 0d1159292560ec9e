from concurrent.futures import ThreadPoolExecutor
from threading import Event

import numpy as np
import pytest

from tonewright.errors import SpeechError
from tonewright.speech import flite
from tonewright.speech.flite import FliteSpeech, kind_of
from tonewright.speech.syllables import syllabify

LINE = ("Twinkle", "twinkle", "little", "star,", "1999", "🎵", "DON'T", "go!")


@pytest.fixture(scope="module")
def utterance():
    return FliteSpeech().speak(LINE, "rms")


def test_the_words_come_back_exactly_as_given(utterance):
    assert tuple(word.text for word in utterance.words) == LINE


def test_a_line_sounds_the_same_whatever_was_said_before(utterance):
    FliteSpeech().speak(("something", "else"), "rms")
    assert np.array_equal(FliteSpeech().speak(LINE, "rms").samples, utterance.samples)


def test_every_syllable_has_exactly_one_vowel(utterance):
    for word in utterance.words:
        assert word.syllables
        for syllable in word.syllables:
            assert [phone.kind for phone in syllable.phones].count("vowel") == 1


def test_phones_follow_each_other_within_the_sound(utterance):
    phones = [phone for word in utterance.words for syllable in word.syllables for phone in syllable.phones]
    ends = [0.0, *(phone.end_s for phone in phones)]
    for phone, end_before in zip(phones, ends, strict=False):
        assert phone.start_s >= end_before - 1e-6
        assert phone.end_s > phone.start_s
    assert ends[-1] <= len(utterance.samples) / utterance.sample_rate


def test_the_pronunciation_is_that_of_a_dictionary(utterance):
    # CMUdict: TWINKLE  T W IH1 NG K AH0 L; flite writes the unstressed AH as ax.
    symbols = [phone.symbol for syllable in utterance.words[0].syllables for phone in syllable.phones]
    assert symbols == ["t", "w", "ih", "ng", "k", "ax", "l"]
    assert [syllable.stress for syllable in utterance.words[0].syllables] == [1, 0]


def test_several_spoken_words_belong_to_the_one_that_was_written(utterance):
    # Nineteen ninety nine.
    assert len(utterance.words[4].syllables) == 5


def test_vowels_are_louder_than_the_silence_before_the_line(utterance):
    first = utterance.words[0].syllables[0]
    vowel = next(phone for phone in first.phones if phone.kind == "vowel")
    rate = utterance.sample_rate
    sound = utterance.samples[int(vowel.start_s * rate) : int(vowel.end_s * rate)]
    silence = utterance.samples[: int(0.08 * rate)]
    assert np.sqrt(np.mean(sound**2)) > 20 * np.sqrt(np.mean(silence**2))


def test_speaking_and_counting_agree_on_syllables():
    line = "Every fire in the quiet hour burns 90's rhythm, Dr. St. hmm shh rock'n'roll U.S.A. read"
    words = tuple(line.split())
    spoken = FliteSpeech().speak(words, "rms").words
    assert [len(word.syllables) for word in spoken] == [len(syllabify(word)) for word in words]


def test_a_line_longer_than_one_breath_is_said_whole():
    words = ("love",) * 60
    spoken = FliteSpeech().speak(words, "rms")
    starts = [word.syllables[0].phones[0].start_s for word in spoken.words]
    assert len(starts) == 60
    assert starts == sorted(starts)


def test_a_word_without_a_break_of_three_thousand_letters_is_said():
    spoken = FliteSpeech().speak(("xkcd" * 750,), "rms")
    assert 1 <= len(spoken.words[0].syllables) <= 80


def test_an_unknown_voice_is_named_in_the_error():
    with pytest.raises(SpeechError, match="nobody"):
        FliteSpeech().speak(("hello",), "nobody")


def test_there_must_be_a_word_to_say():
    with pytest.raises(SpeechError, match="no word"):
        FliteSpeech().speak((), "rms")


def test_phones_are_known_by_kind():
    assert [kind_of(symbol) for symbol in ("aa", "z", "s", "pau")] == ["vowel", "voiced", "unvoiced", "pause"]


def test_threads_that_need_it_first_share_one_library(monkeypatch):
    loading, loaded = Event(), []

    class Library:
        def __init__(self):
            loaded.append(self)
            loading.wait(0.3)

    monkeypatch.setattr(flite, "FliteLibrary", Library)
    flite._loaded.cache_clear()
    try:
        with ThreadPoolExecutor(4) as threads:
            found = list(threads.map(lambda _: flite._library(), range(4)))
    finally:
        flite._loaded.cache_clear()
    assert found == loaded * 4
