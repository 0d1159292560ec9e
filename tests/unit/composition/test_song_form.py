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


def test_an_instrumental_tag_becomes_a_section_without_voice():
    piece, sung = plan(brief("pop", 1, lyrics=VERSE + "[instrumental]\n" + CHORUS))
    middle = next(s for s in piece.sections if s.kind == "instrumental")
    assert middle.lyrics is None and middle.bars >= 2
    assert len(sung) == 2


def test_time_to_spare_becomes_breaks_and_the_last_chorus_again():
    piece, _ = plan(brief("pop", 1, lyrics=SONG, seconds=200))
    assert piece.seconds == 200
    assert sum(s.lyrics is None for s in piece.sections) >= 4
    assert max(s.bars for s in piece.sections) <= 20
    sung_order = [s.lyrics for s in piece.sections if s.lyrics is not None]
    assert sung_order[:4] == [0, 1, 2, 3] and set(sung_order[4:]) <= {3}


def test_short_of_time_the_instruments_shrink_before_the_words_do():
    needed = plan(brief("pop", 1, lyrics=SONG, bpm=100))[0].seconds
    piece, sung = plan(brief("pop", 1, lyrics=SONG, bpm=100, seconds=round(needed * 0.75)))
    assert sum(len(section.lines) for section in sung) == 8
    assert sum(s.bars for s in piece.sections if s.lyrics is None) < 8


@pytest.mark.parametrize("maximum", [60.0, 120.0])
def test_a_song_never_exceeds_the_maximum(maximum):
    piece, sung = plan(brief("pop", 1, lyrics=SONG * 4, maximum_s=maximum))
    assert piece.seconds <= maximum
    texts = [line.text for section in sung for line in section.lines]
    written = [line.text for section in brief(lyrics=SONG * 4).lyrics for line in section.lines]
    assert texts == written[: len(texts)]


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
