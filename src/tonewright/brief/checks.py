"""What of a request can be refused before it is accepted, so that nobody waits for a job that must fail."""

from collections.abc import Mapping
from typing import Any

from tonewright.brief.language import check_language, read_language
from tonewright.brief.lyrics_reader import check_lyrics
from tonewright.brief.prompt import Prompt, clean
from tonewright.brief.writing.choice import check_written, lyrics_language
from tonewright.errors import InvalidParameter, TheoryError
from tonewright.theory.progression import ProgressionBar, parse_progression


def check_request(kind: str, request: Mapping[str, Any], *, any_language: bool = False) -> None:
    """Check what only a musician can: lyrics, chords and the language, also that of lyrics that are to be written.

    Parameters
    ----------
    kind: `song` or `instrumental`.
    request: the wire's parameters in the names of `EngineRequest`; absent ones None or missing.
    any_language: whether a language model is configured, which writes lyrics in languages in which we cannot.

    Raises InvalidParameter that names the parameter, what it got and what is allowed.
    """
    if kind == "song" and request.get("lyrics"):
        check_lyrics(request["lyrics"])
    if request.get("language"):
        check_language(request["language"], kind)
    if kind == "song" and not request.get("lyrics"):
        prompt = Prompt(clean(request.get("prompt") or ""))
        check_written(lyrics_language(read_language(request.get("language"), kind, prompt), prompt).value, any_language)
    if request.get("chords"):
        parse_chords(request["chords"])


def parse_chords(text: str) -> tuple[ProgressionBar, ...]:
    """The progression of the parameter `chords`. Raises InvalidParameter that says which symbol is unknown."""
    try:
        return parse_progression(text)
    except TheoryError as error:
        allowed = f"chord symbols such as C F G Am or Cm7 | F7 | %, text of at most 200 characters ({error})"
        raise InvalidParameter("chords", text, allowed) from error
