import pytest
from briefs import lyric_sections

from tonewright.composition.lyric_length import (
    again,
    first_lines,
    line_count,
    times_sung,
    told,
    told_again,
    without_repeats,
)

V1, V2, C, B = "[verse]\none\n", "[verse]\ntwo\n", "[chorus]\nhook\nline\n", "[bridge]\nbridge\n"


def letters(sections):
    return "".join(s.lines[0].text[0] if s.lines else "-" for s in sections)


@pytest.mark.parametrize(
    ("text", "dropped"),
    [
        (V1 + C + V2 + C + B + C, ["ohtbh", "ohtb"]),  # the chorus that ends the song stays longest
        (V1 + C + C + V2 + C, ["ohth", "oht"]),  # one that follows its like goes first
        (V1 + C, []),
        (V1 + C + V1 + C, ["ohh", "oh"]),
    ],
)
def test_repeats_are_left_out_one_by_one(text, dropped):
    assert [letters(sections) for sections in without_repeats(lyric_sections(text))] == dropped


def test_the_lyrics_are_sung_so_often_that_a_third_of_the_piece_is_sung():
    assert times_sung(16, 84) == 2
    assert times_sung(40, 84) == 1
    assert times_sung(2, 124) == 12
    assert times_sung(0, 50) == 1
    assert times_sung(60, 50) == 1


def test_what_opens_and_closes_without_words_is_played_once():
    found = again(lyric_sections("[intro]\n" + V1 + C + "[outro]\n"), 2)
    assert letters(found) == "-ohoh-"


def test_the_first_lines_stay_and_empty_sections_go():
    found = first_lines(lyric_sections(V1 + C + V2), 2)
    assert [line_count([section]) for section in found] == [1, 1]


def test_the_record_says_what_was_done():
    given = lyric_sections(V1 + C + V2 + C + B + C)
    kept = lyric_sections(V1 + V2 + B + C)
    (sentence,) = told(given, kept, 5, 45.0, 5.6)
    assert sentence == (
        "The lyrics are long for 45 seconds: they are sung at 5.6 syllables a second, "
        "2 repeats of the chorus are left out."
    )
    assert told(given, given, 9, 45.0, None) == ()
    assert told(given, kept, 4, 45.0, None)[0].endswith(
        "2 repeats of the chorus are left out, the last line is left out."
    )
    assert told(given, lyric_sections(V1 + C + V2 + B + C), 7, 30.5, None) == (
        "The lyrics are long for 30.5 seconds: 1 repeat of the chorus is left out.",
    )
    assert told_again(1, 60.0) == ()
    assert told_again(3, 60.0) == ("The lyrics are short for 60 seconds: they are sung 3 times.",)
