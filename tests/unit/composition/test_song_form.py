import pytest
from briefs import brief

from tonewright.composition.compose import plan
from tonewright.composition.song_form import whole_choruses

VERSE = "[verse]\n'sil-ver rain up-'on the glass\nI watch the 'slow-ly 'turn-ing cars\n"
CHORUS = "[chorus]\nOh come home, come home to me\nThe night is long and I can see\n"
SONG = VERSE + CHORUS + VERSE + CHORUS


def kinds(**more):
    return [s.kind for s in plan(brief("pop", 1, **more))[0].sections]


def test_a_song_has_an_intro_its_sections_in_order_and_an_outro():
    found = kinds(lyrics=SONG)
    assert found[0] == "intro" and found[-1] == "outro"
    assert [k for k in found if k in ("verse", "chorus")] == ["verse", "chorus", "verse", "chorus"]


def test_an_intro_that_the_lyrics_ask_for_is_not_added_twice():
    assert kinds(lyrics="[intro]\n" + SONG + "[outro]\n").count("intro") == 1


def test_verses_are_set_closer_where_an_intro_would_not_find_time():
    line = "We 'nev-er thought you would go a-'way\n"
    lyrics = "".join(f"[{kind}]\n{line * 4}" for kind in ("verse", "chorus", "verse"))
    # Bars of 3 s: 12 lines of two bars take 72 of 75 s, lines of one bar are 2.9 s long.
    piece, sung = plan(brief("pop", 1, bpm=80, lyrics=lyrics, seconds=75))
    assert piece.sections[0].kind == "intro"
    assert [section.bars for section in sung] == [(1, 1, 1, 1), (2, 2, 2, 2), (1, 1, 1, 1)]
    assert all(section.pace <= 3.8 for section in sung)


def test_a_very_short_song_may_begin_with_its_words():
    assert kinds(lyrics=CHORUS, seconds=14)[0] == "chorus"


def test_an_instrumental_tag_becomes_a_section_without_voice():
    piece, sung = plan(brief("pop", 1, lyrics=VERSE + "[instrumental]\n" + CHORUS))
    middle = next(s for s in piece.sections if s.kind == "instrumental")
    assert middle.lyrics is None and middle.bars >= 2
    assert len(sung) == 2


def sung_texts(piece, sung):
    """The sung lines of each section of the piece that has some."""
    return [tuple(line.text for line in sung[s.lyrics].lines) for s in piece.sections if s.lyrics is not None]


def test_time_to_spare_becomes_breaks_and_the_last_chorus_again():
    piece, sung = plan(brief("pop", 1, lyrics=SONG, seconds=100))
    assert piece.seconds == 100 and not piece.notes
    assert sum(s.lyrics is None for s in piece.sections) >= 3
    assert max(s.bars for s in piece.sections) <= 20
    found = sung_texts(piece, sung)
    assert found[:4] == [found[0], found[1], found[0], found[1]] and set(found[4:]) <= {found[1]}


def test_lyrics_that_are_much_too_short_are_sung_again():
    piece, sung = plan(brief("pop", 1, lyrics=SONG, seconds=200))
    found = sung_texts(piece, sung)
    assert found[:8] == [found[0], found[1]] * 4
    assert piece.notes == ("The lyrics are short for 200 seconds: they are sung twice.",)
    assert max(s.bars for s in piece.sections) <= 20


def test_one_line_is_not_lost_in_five_minutes():
    piece, sung = plan(brief("pop", 1, lyrics="[verse]\nCome home to me\n", seconds=300))
    assert piece.seconds == 300
    assert len(sung_texts(piece, sung)) >= 10


def test_an_intro_and_an_outro_are_played_once_however_often_the_lyrics_are_sung():
    found = kinds(lyrics="[intro]\n" + VERSE + CHORUS + "[outro]\n", seconds=240)
    assert (found.count("intro"), found.count("outro"), found[0], found[-1]) == (1, 1, "intro", "outro")
    assert found.count("verse") >= 2


def test_short_of_time_the_instruments_shrink_before_the_words_do():
    needed = plan(brief("pop", 1, lyrics=SONG, bpm=100))[0].seconds
    piece, sung = plan(brief("pop", 1, lyrics=SONG, bpm=100, seconds=round(needed * 0.75)))
    assert sum(len(section.lines) for section in sung) == 8
    assert sum(s.bars for s in piece.sections if s.lyrics is None) < 8


@pytest.mark.parametrize(("maximum", "times"), [(60.0, 4), (120.0, 10)])
def test_a_song_never_exceeds_the_maximum_and_loses_repeats_before_words(maximum, times):
    piece, sung = plan(brief("pop", 1, lyrics=SONG * times, maximum_s=maximum))
    assert piece.seconds <= maximum
    found = sung_texts(piece, sung)
    written = [tuple(line.text for line in s.lines) for s in brief(lyrics=SONG).lyrics]
    assert set(found) == set(written)
    assert found[:2] == written[:2] and len(found) < 4 * times
    (note,) = piece.notes
    assert note.startswith(f"The lyrics are long for {maximum:g} seconds: ")
    verses, choruses = (2 * times - sum(text == written[index] for text in found) for index in (0, 1))
    assert f"{choruses} repeats of the chorus and {verses} of the verse are left out" in note


def test_words_that_no_repeat_makes_room_for_are_left_out_at_the_end_and_the_record_says_so():
    lines = "".join(
        f"[verse]\nWe walk a-long the wind-ing road num-ber {n}\nAnd no-bo-dy knows our names\n" for n in range(40)
    )
    piece, sung = plan(brief("pop", 1, lyrics=lines, seconds=60))
    texts = [text for section in sung_texts(piece, sung) for text in section]
    written = [line.text for section in brief(lyrics=lines).lyrics for line in section.lines]
    assert 8 < len(texts) < 80 and texts == written[: len(texts)]
    assert piece.notes[0].endswith(f"the last {80 - len(texts)} of 80 lines are left out.")
    assert "syllables a second" in piece.notes[0]


def test_lyrics_that_fit_leave_no_note():
    assert plan(brief("pop", 1, lyrics=SONG))[0].notes == ()


def test_lyrics_without_a_line_leave_an_instrumental_form():
    piece, sung = plan(brief("pop", 1, lyrics="[verse]\n[chorus]\n", seconds=60))
    assert not sung and piece.seconds == 60 and len(piece.sections) >= 2


def test_a_solo_never_delays_the_only_chorus():
    found = kinds(lyrics=VERSE + CHORUS, seconds=75)
    assert found.index("chorus") == found.index("verse") + 1


@pytest.mark.parametrize(
    ("bars", "filled"),
    [
        ([2, 2, 2], [4, 4, 4]),  # line, line again, answer: each with two bars for the reply
        ([2, 2, 2, 2], [2, 2, 4, 4]),  # two lines in the first phrase
        ([2] * 6, [2] * 6),
        ([4, 4, 4, 4], [4, 4, 4, 4]),  # the band plays on to the end of the second chorus
    ],
)
def test_lines_fill_choruses_of_twelve_bars(bars, filled):
    assert whole_choruses(bars, 12) == filled
