"""What of a request can be refused before it is accepted, so that nobody waits for a job that must fail."""

from collections.abc import Mapping
from typing import Any

from tonewright.brief.language import check_language
from tonewright.brief.lyrics_reader import check_lyrics
from tonewright.errors import InvalidParameter, TheoryError
from tonewright.theory.progression import ProgressionBar, parse_progression


def check_request(kind: str, request: Mapping[str, Any]) -> None:
    """Check what only a musician can: lyrics, chords and the language.

    Parameters
    ----------
    kind: `song` or `instrumental`.
    request: the wire's parameters in the names of `EngineRequest`; absent ones None or missing.

    Raises InvalidParameter that names the parameter, what it got and what is allowed.
    """
    if kind == "song" and request.get("lyrics"):
        check_lyrics(request["lyrics"])
    if request.get("language"):
        check_language(request["language"], kind)
    if request.get("chords"):
        parse_chords(request["chords"])


def parse_chords(text: str) -> tuple[ProgressionBar, ...]:
    """The progression of the parameter `chords`. Raises InvalidParameter that says which symbol is unknown."""
    try:
        return parse_progression(text)
    except TheoryError as error:
        allowed = f"chord symbols such as C F G Am or Cm7 | F7 | %, text of at most 200 characters ({error})"
        raise InvalidParameter("chords", text, allowed) from error
