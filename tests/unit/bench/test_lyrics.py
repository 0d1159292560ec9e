"""The judge of written lyrics, on pairs whose rhyme and metre poets and dictionaries have settled."""

import pytest
from bench.lyrics import heard, outside, rhyme, rhymed


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        ("en", "the telephone", "all I own"),
        ("es", "por la ventana", "la montaña"),
        ("fr", "plus longtemps", "tu m'attends"),
        ("de", "die Dunkelheit", "zur rechten Zeit"),
        ("it", "selva oscura", "dura"),
        ("pt", "o sabiá", "como lá"),
    ],
)
def test_rhymes_are_heard(language: str, first: str, second: str) -> None:
    judged = heard({first, second}, language)
    assert rhyme(judged[first], judged[second], language)


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        ("en", "the cough", "although"),
        ("es", "la casa", "la mesa"),
        ("fr", "la ville", "la fille"),
        ("de", "das Haus", "der Hund"),
        ("it", "il mare", "il cane"),
        ("pt", "o mar", "a flor"),
    ],
)
def test_what_does_not_rhyme_is_not_heard_to(language: str, first: str, second: str) -> None:
    judged = heard({first, second}, language)
    assert not rhyme(judged[first], judged[second], language)


@pytest.mark.parametrize(
    ("language", "line", "syllables"),
    [
        ("es", "viento en popa a toda vela", 7),  # Espronceda
        ("it", "Nel mezzo del cammin di nostra vita", 10),  # Dante
        ("pt", "Minha terra tem palmeiras", 7),  # Gonçalves Dias
        ("de", "Der Mond ist aufgegangen", 6),  # Claudius
        ("en", "Come live with me and be my love", 8),  # Marlowe
    ],
)
def test_metre_is_heard_to_the_last_stressed_syllable(language: str, line: str, syllables: int) -> None:
    assert heard({line}, language)[line].measure == syllables


def test_choruses_and_verses_are_asked_for_the_rhymes_they_ought_to_have() -> None:
    assert rhymed("[Chorus]", ["hook", "a", "b", "hook"], "es") == [("a", "b")]
    assert rhymed("[Verse]", ["a", "b", "c", "d"], "es") == [("b", "d")]
    assert rhymed("[Verse]", ["a", "b", "c", "d"], "fr") == [("a", "b"), ("c", "d")]
    assert outside([("[Verse]", ["a"]), ("[Chorus]", ["b"])]) == ["a"]
