"""Lines whose metre and rhyme their literature has settled: poems out of copyright."""

import pytest

from tonewright.brief.writing.scansion import lines_rhyme, rhyme_of, scan


@pytest.mark.parametrize(
    ("language", "measure", "line"),
    [
        # Espronceda, "Canción del pirata": octosílabos, the last stress on the seventh.
        ("es", 7, "Con diez cañones por banda"),
        ("es", 7, "viento en popa a toda vela"),
        ("es", 7, "no corta el mar, sino vuela"),
        ("es", 7, "un velero bergantín"),
        # Bécquer, Rima LIII: endecasílabo.
        ("es", 10, "Volverán las oscuras golondrinas"),
        # Hugo, "Demain, dès l'aube": alexandrins.
        ("fr", 12, "Demain, dès l'aube, à l'heure où blanchit la campagne"),
        ("fr", 12, "Je partirai. Vois-tu, je sais que tu m'attends"),
        ("fr", 12, "J'irai par la forêt, j'irai par la montagne"),
        ("fr", 12, "Je ne puis demeurer loin de toi plus longtemps"),
        # Apollinaire, "Le pont Mirabeau": décasyllabes.
        ("fr", 10, "Sous le pont Mirabeau coule la Seine"),
        ("fr", 10, "La joie venait toujours après la peine"),
        # Clément, "Le temps des cerises".
        ("fr", 10, "Quand nous chanterons le temps des cerises"),
        # Dante, Inferno I: endecasillabi, the last stress on the tenth.
        ("it", 10, "Nel mezzo del cammin di nostra vita"),
        ("it", 10, "mi ritrovai per una selva oscura"),
        ("it", 10, "che la diritta via era smarrita"),
        # Leopardi, "L'infinito" and "A Silvia".
        ("it", 10, "Sempre caro mi fu quest'ermo colle"),
        ("it", 6, "Silvia, rimembri ancora"),
        # Gonçalves Dias, "Canção do exílio": redondilha maior.
        ("pt", 7, "Minha terra tem palmeiras"),
        ("pt", 7, "Onde canta o sabiá"),
        ("pt", 7, "Não gorjeiam como lá"),
        ("pt", 7, "Nosso céu tem mais estrelas"),
        # Claudius, "Abendlied"; Eichendorff, "Mondnacht".
        ("de", 6, "Der Mond ist aufgegangen"),
        ("de", 6, "Die goldnen Sternlein prangen"),
        ("de", 6, "Es war, als hätt der Himmel"),
        ("de", 6, "Die Erde still geküsst"),
        # Marlowe, "The Passionate Shepherd": iambic tetrameter.
        ("en", 8, "Come live with me and be my love"),
    ],
)
def test_a_line_is_counted_as_its_literature_counts_it(language: str, measure: int, line: str) -> None:
    assert scan(line, language).measure == measure


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        ("es", "a toda vela", "sino vuela"),
        ("es", "por la mañana", "la campana"),
        ("es", "en la ventana", "por la montaña"),  # assonance in a-a
        ("es", "el camino", "le dijo"),  # assonance in i-o
        ("es", "el cántaro", "el mato"),  # what stands between is passed over
        ("es", "el corazón", "la canción"),
        ("fr", "la campagne", "la montagne"),
        ("fr", "tu m'attends", "plus longtemps"),
        ("fr", "la mer", "l'hiver"),
        ("fr", "les yeux", "deux"),
        ("fr", "le matin", "le chemin"),
        ("fr", "l'eau", "le bateau"),
        ("fr", "chanter", "l'été"),
        ("it", "selva oscura", "cosa dura"),
        ("it", "la via", "poesia"),
        ("pt", "o sabiá", "como lá"),
        ("pt", "o coração", "a mão"),
        ("de", "traurig bin", "dem Sinn"),
        ("de", "aufgegangen", "Sternlein prangen"),
        ("de", "zu mir", "ist hier"),
        ("en", "the night", "a light"),
    ],
)
def test_lines_rhyme_by_the_rules_of_their_language(language: str, first: str, second: str) -> None:
    assert lines_rhyme(first, second, language)
    assert rhyme_of(first, language) == rhyme_of(second, language)


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        ("es", "la casa", "la mesa"),
        ("es", "la casa", "mi casa"),
        ("es", "cantar", "la cara"),
        ("fr", "la ville", "la fille"),  # an eye rhyme
        ("fr", "la mer", "aimer"),  # spelled alike
        ("fr", "il vient", "souvent"),
        ("it", "la notte", "la luce"),
        ("it", "il mare", "il cane"),  # assonance is no rhyme in Italian
        ("pt", "o mar", "a flor"),
        ("de", "das Haus", "die Maus lief"),
        ("de", "die Nacht", "das Licht"),
        ("en", "home", "alone"),
    ],
)
def test_what_only_looks_alike_is_no_rhyme(language: str, first: str, second: str) -> None:
    assert not lines_rhyme(first, second, language)


def test_vowels_that_meet_are_one_syllable_where_the_language_has_it_so() -> None:
    assert scan("la agua", "es").syllables == 2
    assert scan("una alma", "it").syllables == 3
    assert scan("die alte", "de").syllables == 3


def test_a_mute_e_is_sung_before_a_consonant_and_nowhere_else() -> None:
    assert [scan(line, "fr").syllables for line in ("une table verte", "une table ouverte", "la table")] == [5, 5, 2]


@pytest.mark.parametrize("language", ["es", "fr", "it", "pt", "de", "en"])
def test_a_word_without_a_vowel_rhymes_on_nothing_that_has_one(language: str) -> None:
    assert rhyme_of("mi TV", language)
    assert not lines_rhyme("mi TV", "la canción", language)
