"""Title and lyrics of a song that is not made yet: what a request without lyrics would sing."""

from typing import NamedTuple

from tonewright.brief.reader import read_brief
from tonewright.brief.wishes import Wishes
from tonewright.brief.writing.lyrics_model import LyricsModel

_MODEL, _MAXIMUM_S = "v4.8", 300.0


class SongLyrics(NamedTuple):
    """A song's title and its lyrics with section tags."""

    title: str
    lyrics: str


def write_song_lyrics(
    prompt: str,
    language: str | None = None,
    duration_s: float | None = None,
    seed: int = 0,
    model: LyricsModel | None = None,
) -> SongLyrics:
    """The lyrics that a song with these wishes would be given.

    Parameters
    ----------
    language: a BCP 47 tag, None to read it in the prompt. duration_s: the song's length, None to read it there too.
    model: the language model that writes, None for our own writing alone.

    Raises InvalidParameter for a language in which nobody here can write or sing.
    """
    wishes = Wishes("song", prompt, _MODEL, _MAXIMUM_S, seed, duration_s=duration_s, language=language)
    brief = read_brief(wishes, writer=model)
    return SongLyrics(brief.title.value, brief.lyrics_text)
