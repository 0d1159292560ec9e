import pytest

from tonewright.speech.ipa import is_closed, is_diphthong, is_noisy, kind_of, rises, sonority


@pytest.mark.parametrize("symbol", ["a", "iː", "ɔ̃", "ẽ", "ɐ̃ʊ̃", "ə-", 'u"', "ɯᵝ", "ä", "ɚ", "n̩", "l̩", "??"])
def test_vowels_and_syllabic_consonants_are_nuclei(symbol):
    assert kind_of(symbol) == "vowel"


@pytest.mark.parametrize("symbol", ["p", "tʃ", "ts", "kʰ", "s̪", "ħ", "ç", "tɕh", "ʔ", "ɸ"])
def test_voiceless_consonants_of_the_chart_are_unvoiced(symbol):
    assert kind_of(symbol) == "unvoiced"


@pytest.mark.parametrize("symbol", ["b", "dʒ", "m", "ŋ", "ʁ", "j", "ʲ", "ɾ", "r.", "dˤ", "ɗ"])
def test_voiced_consonants_of_the_chart_are_voiced(symbol):
    assert kind_of(symbol) == "voiced"


def test_silence_is_a_pause():
    assert kind_of("") == kind_of("_") == kind_of("ː") == "pause"


def test_plosives_and_affricates_begin_with_a_closure_and_fricatives_do_not():
    assert all(map(is_closed, ["p", "b", "t̪", "dʒ", "ts", "q", "ʔ", "ɟ"]))
    assert not any(map(is_closed, ["s", "ç", "v", "m", "l", "a", ""]))


def test_voiced_fricatives_hiss():
    assert all(map(is_noisy, ["z", "v", "ʒ", "dʒ", "ð", "ʁ"]))
    assert not any(map(is_noisy, ["s", "ʃ", "m", "j", "d", "a"]))


def test_rising_diphthongs_open_and_falling_ones_close():
    # French oui, Ukrainian я, Chinese 天 and 多 rise; English price, Portuguese não fall.
    assert all(map(rises, ["wi", "ja", "iɛ", "uo"]))
    assert not any(map(rises, ["aɪ", "ɐ̃ʊ̃", "eɪ", "a", "iː"]))
    assert all(map(is_diphthong, ["aɪ", "œy", "iɛ"]))
    assert not any(map(is_diphthong, ["aː", "ɔ̃", "ə-"]))


def test_sonority_falls_from_glides_to_stops():
    # Selkirk (1984): glides, rhotics, laterals, nasals, voiced fricatives, and obstruents last.
    ranks = [sonority(symbol) for symbol in ("j", "r", "l", "n", "z", "d", "s", "t")]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) == len(ranks)
