import pytest

from tonewright.brief.reader import read_brief
from tonewright.brief.wishes import Wishes
from tonewright.brief.writing.song_lyrics import write_song_lyrics
from tonewright.errors import InvalidParameter


def test_the_lyrics_are_those_that_the_song_would_be_given() -> None:
    written = write_song_lyrics("una canción sobre el mar", duration_s=90.0, seed=5)
    brief = read_brief(Wishes("song", "una canción sobre el mar", "v4.8", 300.0, 5, duration_s=90.0))
    assert (written.title, written.lyrics) == (brief.title.value, brief.lyrics_text)
    assert brief.language.value == "es"


def test_titles_have_capitals_in_english_alone() -> None:
    assert (
        write_song_lyrics("a song about the last train home").title.istitle()
        or "the" in write_song_lyrics("a song about the last train home").title.lower()
    )
    title = write_song_lyrics("une chanson sur la mer", seed=1).title
    assert title[0].isupper()
    assert not title.istitle()


def test_a_language_in_which_nobody_writes_is_refused() -> None:
    with pytest.raises(InvalidParameter, match="language"):
        write_song_lyrics("a song about the sea", "ja")
