"""The language that is sung."""

import re
from collections.abc import Mapping

from tonewright.brief.brief import Wish
from tonewright.brief.lexicon import table
from tonewright.brief.prompt import Prompt
from tonewright.errors import InvalidParameter

DEFAULT_LANGUAGE = "en"
_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,8}")


def check_language(tag: str, kind: str) -> None:
    """Raise InvalidParameter unless `tag` is a BCP 47 tag, and for a song one that can be sung."""
    if not _TAG.fullmatch(tag):
        raise InvalidParameter("language", tag, "a BCP 47 tag such as en or en-GB")
    sung = table("languages")["sung"]
    if kind == "song" and tag.split("-", maxsplit=1)[0].lower() not in sung:
        raise InvalidParameter("language", tag, f"a language that can be sung: {', '.join(sung)}")


def read_language(given: str | None, kind: str, prompt: Prompt) -> Wish[str]:
    """The language's BCP 47 tag: as given, as the prompt names it where it can be sung, else English.

    Raises InvalidParameter as check_language does.
    """
    if given:
        check_language(given, kind)
        return Wish(given, "parameter")
    for tag, words in table("languages")["sung"].items():
        if any(token.text in words for token in prompt.tokens):
            return Wish(tag, "prompt")
    return Wish(DEFAULT_LANGUAGE, "default")


def unsung_languages(prompt: Prompt) -> tuple[str, ...]:
    """The languages that a prompt asks for ("in French", "Spanish vocals") and that cannot be sung."""
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
