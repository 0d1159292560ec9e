"""Lyrics where none are given: a language model's, or our own."""

from dataclasses import dataclass

from tonewright.brief.casting import read_duet
from tonewright.brief.lyrics_writer import form_lines, write_lyrics
from tonewright.brief.mood import Mood
from tonewright.brief.prompt import Prompt
from tonewright.brief.writing.choice import check_written
from tonewright.brief.writing.lyrics_model import LyricsModel, Written
from tonewright.speech.languages import primary

_SYLLABLES_PER_S = 2.2
"""How many syllables a line of the model's may have for each second that it lasts."""
_FEWEST_SYLLABLES, _MOST_SYLLABLES = 6, 12


@dataclass(frozen=True)
class LyricsWish:
    """What lyrics are wanted.

    Attributes
    ----------
    prompt, mood: as read. language: a BCP 47 tag. seconds: how long the song is. line_s: how long a line lasts.
    title: as given, or None.
    """

    prompt: Prompt
    mood: Mood
    language: str
    seconds: float
    line_s: float
    seed: int
    title: str | None = None


def lyrics_for(wish: LyricsWish, model: LyricsModel | None = None) -> Written:
    """Lyrics for a wish: the model's where there is one and it succeeds, else our own.

    Raises InvalidParameter for a language that we do not write, without a model or after it has failed.
    """
    check_written(wish.language, model is not None)
    duet = read_duet(wish.prompt)
    if model is not None:
        syllables = min(max(round(_SYLLABLES_PER_S * wish.line_s), _FEWEST_SYLLABLES), _MOST_SYLLABLES)
        lines = form_lines(wish.seconds, wish.line_s)
        written = model.write(wish.prompt.text, wish.language, lines, syllables, duet, wish.title)
        if written is not None:
            return written
    check_written(wish.language, any_language=False)
    lyrics = write_lyrics(
        wish.prompt,
        wish.mood,
        wish.seconds,
        wish.line_s,
        seed=wish.seed,
        title=wish.title,
        language=primary(wish.language),
        duet=duet,
    )
    return Written(lyrics)
