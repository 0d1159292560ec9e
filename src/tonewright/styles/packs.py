"""Packs: the style files there are, and what stands in them, unjudged."""

import tomllib
from collections.abc import Collection
from functools import cache
from importlib import resources
from typing import Any

from tonewright.errors import StyleError


@cache
def pack_names() -> tuple[str, ...]:
    """The styles there are, in alphabetical order."""
    folder = resources.files(__package__)
    return tuple(sorted(f.name.removesuffix(".toml") for f in folder.iterdir() if f.name.endswith(".toml")))


@cache
def pack(name: str) -> dict[str, Any]:
    """The tables of the pack `name`, read once. Raises StyleError if there is none, or if its file is not TOML."""
    if name not in pack_names():
        raise StyleError(f"unknown style {name!r}, there are {', '.join(pack_names())}")
    try:
        return tomllib.loads(resources.files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise StyleError(f"{name}.toml: not valid TOML: {error}") from error


def pack_table(name: str, path: str, allowed: Collection[str]) -> dict[str, Any]:
    """One table of a pack, such as `strips.bass`; empty where the pack leaves it out, or no pack has that name.

    Rooms that only colour the sound ask this way: a style that is not known sounds as any. Raises StyleError for a
    field that is not `allowed`.
    """
    table = pack(name) if name in pack_names() else {}
    for key in path.split("."):
        table = table.get(key, {})
    for field in table.keys() - allowed:
        raise StyleError(f"{name}.toml: {path}.{field} is unknown, allowed: {', '.join(sorted(allowed))}")
    return table


@cache
def pack_titled(title: str) -> str | None:
    """The pack that has this name or title, however its letters are cased, None if there is none."""
    folded = title.casefold()
    named = (name for name in pack_names() if folded in (name.casefold(), str(pack(name)["title"]).casefold()))
    return next(named, None)
