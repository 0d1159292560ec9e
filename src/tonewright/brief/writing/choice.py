"""Which language lyrics are written in, and in which they can be."""

from functools import cache

from tonewright.brief.brief import Wish
from tonewright.brief.lexicon import table
from tonewright.brief.prompt import Prompt, words_of
from tonewright.brief.theme import written_languages
from tonewright.errors import InvalidParameter
from tonewright.speech.languages import primary


def lyrics_language(language: Wish[str], prompt: Prompt) -> Wish[str]:
    """The language to write in: as it was read, and where nothing asked for one that of the prompt itself."""
    if language.source != "default":
        return language
    for match in prompt.find(_prompts()):
        return Wish(match.value, "prompt")
    return language


def check_written(language: str, any_language: bool) -> None:
    """Raise InvalidParameter unless lyrics can be written in a language.

    Parameters
    ----------
    language: a BCP 47 tag. any_language: whether a language model is there that writes what we cannot.
    """
    if not any_language and primary(language) not in written_languages():
        known = ", ".join(written_languages())
        raise InvalidParameter("language", language, f"one that lyrics are written in here ({known}), or give lyrics")


@cache
def _prompts() -> dict[tuple[str, ...], str]:
    return {
        words_of(phrase): language
        for language in written_languages()
        for phrase in table(f"lyrics/{language}/language")["prompts"]
    }
