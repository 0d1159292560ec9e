"""The languages that can be sung, and the speaking voice that serves a singer in each."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from tonewright.errors import SpeechError


@dataclass(frozen=True)
class Language:
    """A language that can be sung; the fields are those of languages.toml, `tag` its BCP 47 primary subtag."""

    tag: str
    name: str
    voice: str
    script: str
    la: str
    stress: bool = True
    joined: bool = False
    undivided: tuple[str, ...] = ()
    spoken: Mapping[str, str] = field(default_factory=dict, hash=False)


def sung_languages() -> tuple[str, ...]:
    """The primary subtags of all languages that can be sung, English first."""
    return tuple(_languages())


def language_of(tag: str) -> Language:
    """The language of a BCP 47 tag such as `pt` or `pt-BR`. Raises SpeechError if it cannot be sung."""
    language = _languages().get(primary(tag))
    if language is None:
        raise SpeechError(f"the language {tag!r} cannot be sung, these can: {', '.join(_languages())}")
    return language


def primary(tag: str) -> str:
    """A BCP 47 tag's first part, in lower case."""
    return tag.replace("_", "-").split("-", maxsplit=1)[0].lower()


@cache
def _languages() -> Mapping[str, Language]:
    tables = tomllib.loads(resources.files("tonewright.speech").joinpath("languages.toml").read_text("utf-8"))
    return MappingProxyType({tag: _read(tag, table) for tag, table in tables.items()})


def _read(tag: str, table: dict[str, Any]) -> Language:
    return Language(tag, **{**table, "undivided": tuple(table.get("undivided", ()))})
