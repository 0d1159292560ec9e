"""The language that is sung."""

import re
from collections.abc import Mapping
from functools import cache

from tonewright.brief.brief import Wish
from tonewright.brief.lexicon import table
from tonewright.brief.lyric_language import DEFAULT_LANGUAGE, language_of
from tonewright.brief.prompt import Prompt
from tonewright.errors import InvalidParameter
from tonewright.speech.languages import primary, sung_languages

_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,8}")


def check_language(tag: str, kind: str) -> None:
    """Raise InvalidParameter unless `tag` is a BCP 47 tag, and for a song one that can be sung."""
    if not _TAG.fullmatch(tag):
        raise InvalidParameter("language", tag, "a BCP 47 tag such as en or en-GB")
    if kind == "song" and primary(tag) not in sung_languages():
        raise InvalidParameter("language", tag, f"a language that can be sung: {', '.join(sung_languages())}")


def read_language(given: str | None, kind: str, prompt: Prompt, lyrics: str = "") -> Wish[str]:
    """The language's BCP 47 tag: as given, as the lyrics show it, as the prompt asks for it, else English.

    `lyrics` is what is sung of them. Raises InvalidParameter as check_language does.
    """
    if given:
        check_language(given, kind)
        return Wish(given, "parameter")
    shown = language_of(lyrics)
    if shown:
        return Wish(shown, "lyrics")
    asked = asked_language(prompt)
    return Wish(asked, "prompt") if asked else Wish(DEFAULT_LANGUAGE, "default")


def asked_language(prompt: Prompt) -> str:
    """The language that can be sung that a prompt asks for ("in French", "Spanish vocals"), or ""."""
    names, data = _asked_names(), table("languages")["unsung"]
    for index, token in enumerate(prompt.tokens):
        if token.text in names and _is_asked(prompt, index, data):
            return names[token.text]
    return ""


def unsung_languages(prompt: Prompt) -> tuple[str, ...]:
    """The languages that a prompt asks for ("in Swedish", "Thai vocals") and that cannot be sung."""
    data = table("languages")["unsung"]
    asked = (
        token.text
        for index, token in enumerate(prompt.tokens)
        if token.text in data["names"] and _is_asked(prompt, index, data)
    )
    return tuple(dict.fromkeys(asked))


def _is_asked(prompt: Prompt, index: int, data: Mapping[str, list[str]]) -> bool:
    following = prompt.word(index + 1)
    if following in data["after"]:
        return True
    ends = not following or following in data["goes_on"] or prompt.tokens[index + 1].after_pause
    return prompt.word(index - 1) == "in" and ends


@cache
def _asked_names() -> dict[str, str]:
    known = table("languages")["known"]
    return {name: tag for tag in sung_languages() if tag in known for name in known[tag]["asked"]}
