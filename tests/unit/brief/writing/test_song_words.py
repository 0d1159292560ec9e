import pytest

from tonewright.brief.reader import read_brief
from tonewright.brief.wishes import Wishes
from tonewright.brief.writing.song_words import write_song_words
from tonewright.errors import InvalidParameter


def test_the_words_are_those_that_the_song_would_be_given() -> None:
    words = write_song_words("una canción sobre el mar", duration_s=90.0, seed=5)
    brief = read_brief(Wishes("song", "una canción sobre el mar", "v4.8", 300.0, 5, duration_s=90.0))
    assert (words.title, words.lyrics) == (brief.title.value, brief.lyrics_text)
    assert brief.language.value == "es"


def test_titles_have_capitals_in_english_alone() -> None:
    assert (
        write_song_words("a song about the last train home").title.istitle()
        or "the" in write_song_words("a song about the last train home").title.lower()
    )
    title = write_song_words("une chanson sur la mer", seed=1).title
    assert title[0].isupper()
    assert not title.istitle()


def test_a_language_in_which_nobody_writes_is_refused() -> None:
    with pytest.raises(InvalidParameter, match="language"):
        write_song_words("a song about the sea", "ja")
