import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tonewright.brief.brief import LyricSection
from tonewright.brief.lyrics_reader import MOST_LINES, MOST_SECTIONS, check_lyrics, read_lyrics
from tonewright.errors import InvalidParameter

SONG = """
[Intro]

[Verse 1]
I walk along the river
(oh yeah) I walk alone

[Pre-Chorus]
And then I hear

[Chorus x2]
Sing it loud, sing it proud

[Verse 2: Male]
[Male] The water's cold
♥♥♥
(Both) But I am bold

[Chorus]

[Guitar Solo]

[Bridge]
Hold on (x2)

[Outro]
"""


def form(sections: tuple[LyricSection, ...]) -> list[tuple[str, int]]:
    return [(section.kind, len(section.lines)) for section in sections]


def texts(sections: tuple[LyricSection, ...]) -> list[str]:
    return [line.text for section in sections for line in section.lines]


def test_tagged_lyrics_keep_their_form() -> None:
    assert form(read_lyrics(SONG)) == [
        ("intro", 0), ("verse", 3), ("prechorus", 1), ("chorus", 1), ("chorus", 1), ("verse", 2),
        ("chorus", 1),
        ("instrumental", 0), ("bridge", 2), ("outro", 0),
    ]  # fmt: skip


def test_tags_roles_and_symbols_are_not_sung() -> None:
    assert texts(read_lyrics(SONG)) == [
        "I walk along the river", "oh yeah", "I walk alone", "And then I hear", "Sing it loud, sing it proud",
        "Sing it loud, sing it proud", "The water's cold", "But I am bold", "Sing it loud, sing it proud",
        "Hold on", "Hold on",
    ]  # fmt: skip


def test_an_empty_chorus_comes_again_as_before() -> None:
    sections = read_lyrics("[Chorus]\nOne\n[Verse]\nTwo\n[Chorus]")
    assert sections[2].lines == sections[0].lines


def test_lines_before_the_first_tag_are_a_verse() -> None:
    assert form(read_lyrics("Hello\n[Chorus]\nWorld")) == [("verse", 1), ("chorus", 1)]


def test_lines_under_an_instrumental_tag_are_sung_as_a_verse() -> None:
    assert form(read_lyrics("[Instrumental]\nHello there")) == [("verse", 1)]


def test_lyrics_without_tags_get_their_form_from_what_returns() -> None:
    sections = read_lyrics("I go\n\nOh love\nOh me\n\nI stay\n\nOh love\nOh me")
    assert [section.kind for section in sections] == ["verse", "chorus", "verse", "chorus"]
    assert {section.tag for section in sections} == {""}


def test_a_lyric_of_one_small_word_over_and_over_is_sung() -> None:
    assert sum(line.syllable_count for line in read_lyrics("a " * 1500)[0].lines) == 1500


def test_directions_inside_a_line_are_not_sung() -> None:
    assert texts(read_lyrics("Hello [softly] my [louder] friend")) == ["Hello my friend"]


@pytest.mark.parametrize("text", ["", " \n ", "[Verse]\n[Chorus]", "♥♥♥\n***", "....",
                                  "[Male]\n(Both)", "[a] [b]", "(x2)", "\x00\x01", "[Chorus]"])  # fmt: skip
def test_lyrics_without_a_word_to_sing_are_refused(text: str) -> None:
    with pytest.raises(InvalidParameter, match="at least one word that can be sung"):
        check_lyrics(text)
    with pytest.raises(InvalidParameter, match="Parameter lyrics"):
        read_lyrics(text)


def test_3000_characters_without_a_break_are_sung_in_phrases() -> None:
    text = ("love is all we need tonight " * 120)[:3000]
    sections = read_lyrics(text)
    words = [word.text for section in sections for line in section.lines for word in line.words]
    assert words == text.split()


def test_the_longest_lyrics_stay_within_bounds() -> None:
    sections = read_lyrics("[Chorus x4]\na\n" * 190)
    assert len(sections) == MOST_SECTIONS
    assert sum(len(section.lines) for section in read_lyrics("[Verse x4]\n" + "a\n" * 1400)) <= MOST_LINES


SCRAPS = [
    "[Verse]",
    "[Chorus x2]",
    "hello my love",
    "♥",
    "",
    "Both: yes",
    "a" * 80,
    "24/7 — now",
    "(x2)",
    "[",
    "愛",
    "x2",
]


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(SCRAPS), max_size=20).map("\n".join)))
def test_any_text_is_lyrics_or_refused(text: str) -> None:
    try:
        check_lyrics(text)
    except InvalidParameter:
        with pytest.raises(InvalidParameter):
            read_lyrics(text)
        return
    sections = read_lyrics(text)
    assert any(section.lines for section in sections)
    for section in sections:
        for line in section.lines:
            assert line.words
            assert all(word.syllables for word in line.words)
