import pytest
from bench.song_file import Song, coverage, lines_to_sing, plain_words, songs, words_to_sing


def song(lyrics: str, language: str = "en") -> Song:
    return Song("a", "A", language, "a song", 100.0, 60.0, lyrics)


def test_tags_of_all_forms_and_roles_are_not_to_be_sung() -> None:
    lyrics = "**Verse 1**\none\n[Verse 2 - female]\ntwo\n(Bridge)\nthree\nChorus:\nFemale: four\n(Both) five\n[Ela] six"
    assert lines_to_sing(song(lyrics)) == ["one", "two", "three", "four", "five", "six"]


def test_repeats_are_to_be_sung_as_often_as_they_are_asked_for() -> None:
    assert lines_to_sing(song("[Chorus x2]\na\nb\n[Solo]\n\n[Chorus]")) == ["a", "b", "a", "b", "a", "b"]


def test_echoes_are_told_from_the_singers_words() -> None:
    assert words_to_sing(song("[Verse]\nHold me (hold me) now\n(so long)")) == (
        ["hold", "me", "now"],
        ["hold", "me", "so", "long"],
    )


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("Don't, twenty-one!", "en", ["dont", "twenty", "one"]),
        ("¿Dónde estás?", "es", ["dónde", "estás"]),
        ("回家吧，", "zh", ["回", "家", "吧"]),
        ("भीग गई", "hi", ["भीग", "गई"]),
    ],
)
def test_words_are_compared_by_their_letters(text: str, language: str, words: list[str]) -> None:
    assert plain_words(text, language) == words


def test_what_is_missing_what_is_extra_and_what_is_out_of_order_is_told() -> None:
    found = coverage(["a", "b", "c", "d"], ["a", "male", "c", "b", "d"])
    assert (found.share, found.missing, found.extra) == (0.75, ("b",), ("male", "b"))
    assert coverage([], []).share == 1.0
    assert coverage(["a"], []).missing == ("a",)


def test_the_suite_is_as_large_as_the_figures_need() -> None:
    suite = songs()
    assert len(suite) >= 30
    assert len({song.language for song in suite.values()}) >= 12
    assert sum(song.language == "en" for song in suite.values()) >= 8
    assert sum(song.singers == 2 for song in suite.values()) >= 3
    assert sum(song.echoes for song in suite.values()) >= 3
    for one in suite.values():
        lead, echoes = words_to_sing(one)
        assert 8 <= len(lines_to_sing(one)) <= 20
        assert len(lead) > 20
        assert bool(echoes) == one.echoes
        assert len(one.lyrics) < 3000
