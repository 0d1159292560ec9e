import pytest

from tonewright.brief.theme import written_languages
from tonewright.brief.writing.phonology import STRESS, phonology


@pytest.mark.parametrize(
    ("language", "word", "stressed"),
    [
        # Which vowel from the end is stressed, by the dictionaries.
        ("es", "canción", 1), ("es", "árbol", 2), ("es", "reloj", 1), ("es", "casa", 2), ("es", "jóvenes", 3),
        ("es", "amor", 1), ("es", "todavía", 2),
        ("fr", "maison", 1), ("fr", "fenêtre", 1), ("fr", "rivière", 1),
        ("it", "città", 1), ("it", "casa", 2), ("it", "amor", 1), ("it", "anima", 3), ("it", "nostalgia", 2),
        ("pt", "coração", 1), ("pt", "casa", 2), ("pt", "azul", 1), ("pt", "também", 1), ("pt", "música", 3),
        ("de", "blume", 1), ("de", "vergessen", 1), ("de", "allein", 1), ("de", "arbeit", 2),
    ],
)  # fmt: skip
def test_words_are_stressed_where_dictionaries_have_it(language: str, word: str, stressed: int) -> None:
    table = phonology(language)
    _, _, tail = table.sounds(word).rpartition(STRESS)
    assert sum(sound in table.vowels and sound not in table.weak for sound in tail) == stressed


@pytest.mark.parametrize("language", [one for one in written_languages() if one != "en"])
def test_exceptions_hold_a_stress_or_no_full_vowel(language: str) -> None:
    table = phonology(language)
    for word, sounds in {**table.words, **table.inside}.items():
        full = [sound for sound in sounds if sound in table.vowels and sound not in table.weak]
        assert sounds.count(STRESS) == 1 or not full or word == "e" or word == "die", word
