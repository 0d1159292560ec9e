"""Themes that lyrics can be about: words that call them, and couplets that speak of them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np

from tonewright.brief.lexicon import table
from tonewright.brief.mood import Mood
from tonewright.brief.prompt import Prompt, words_of

Couplet = tuple[str, str]
_SAD = -0.25


@dataclass(frozen=True)
class Theme:
    """A theme of `lexicon/themes/`: `hooks` are chorus lines, the others rhymed couplets.

    `scene` shows a place and a moment, `turn` says what it means, `bridge` steps back from it.
    """

    name: str
    words: tuple[str, ...]
    hooks: tuple[str, ...]
    scene: tuple[Couplet, ...]
    turn: tuple[Couplet, ...]
    chorus: tuple[Couplet, ...]
    bridge: tuple[Couplet, ...]


@cache
def themes() -> Mapping[str, Theme]:
    """All themes by name."""
    folder = resources.files("tonewright.brief").joinpath("lexicon", "themes")
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda f: f.name)
    found = (_read(file.name.removesuffix(".toml"), file.read_text("utf-8")) for file in files)
    return {theme.name: theme for theme in found}


def choose_themes(
    prompt: Prompt, mood: Mood, rng: np.random.Generator, has_subject: bool = False
) -> tuple[Theme, Theme]:
    """The theme that the prompt speaks of most, and the second; the same twice where there is only one.

    Where the prompt says what the song is about, only that counts, and of equals the first that it names.
    Without a word for any theme the mood decides, and without a mood the generator, among themes that
    can be sung of anything where there is a subject (`has_subject`).
    """
    weights = _weights(prompt)
    is_sad = any(table("moods")[name]["valence"] < _SAD for name in mood.moods)
    if is_sad and "love" in weights:
        weights = {"heartbreak" if name == "love" else name: weight for name, weight in weights.items()}
    named = sorted(weights, key=lambda name: -weights[name])
    if not named:
        fallback = table("hooks")["fallback"]
        anything = fallback["neutral" if has_subject else "any"]
        pool = next((fallback[name] for name in mood.moods if name in fallback), anything)
        named = [pool[int(rng.integers(len(pool)))]]
    return themes()[named[0]], themes()[named[1 if len(named) > 1 else 0]]


def _weights(prompt: Prompt) -> dict[str, float]:
    """How much the prompt speaks of each theme, in the order of first mention."""
    found = [match for match in prompt.find(_phrases()) if not match.negated]
    subject = next((at for at, token in enumerate(prompt.tokens) if token.text == "about"), len(prompt.tokens))
    told = [match for match in found if match.first > subject]
    weights: dict[str, float] = {}
    for match in told or found:
        for name in match.value:
            share = (1.0 + 0.5 * (match.last - match.first)) / len(match.value)
            weights[name] = weights.get(name, 0.0) + share
    return weights


@cache
def _phrases() -> dict[tuple[str, ...], tuple[str, ...]]:
    phrases: dict[tuple[str, ...], tuple[str, ...]] = {}
    for theme in themes().values():
        for phrase in theme.words:
            key = words_of(phrase)
            phrases[key] = (*phrases.get(key, ()), theme.name)
    return phrases


def _read(name: str, text: str) -> Theme:
    data: dict[str, Any] = tomllib.loads(text)
    couplets = {kind: tuple(_couplet(line) for line in data.pop(kind)) for kind in _KINDS}
    return Theme(name, tuple(data["words"]), tuple(data["hooks"]), **couplets)


_KINDS = ("scene", "turn", "chorus", "bridge")


def _couplet(text: str) -> Couplet:
    first, _, second = text.partition(" / ")
    return first, second
