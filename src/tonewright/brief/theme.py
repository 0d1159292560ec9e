"""Themes that lyrics can be about: words that call them, and the stanzas that tell of them in each language.

A theme is one file `lexicon/lyrics/<language>/<theme>.toml`. A stanza is its lines parted by ` / `; `{a|b}` in it is a
choice of words that sing alike.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np

from tonewright.brief.lexicon import table
from tonewright.brief.mood import Mood
from tonewright.brief.prompt import Prompt, words_of

ENGLISH = "en"
_SAD = -0.25
_CHOICE = re.compile(r"\{([^{}]*)\}")
_NO_THEMES = ("language", "phonology", "duet")

Stanza = tuple[str, ...]


@dataclass(frozen=True)
class Story:
    """What verses and bridge tell, each stanza whole in itself and in the order of telling."""

    first: tuple[Stanza, ...]
    second: tuple[Stanza, ...]
    bridge: tuple[Stanza, ...]


@dataclass(frozen=True)
class Theme:
    """A theme in one language: `choruses` are four lines of which the first is a hook that names it.

    A song tells one of its `stories`.
    """

    name: str
    words: tuple[str, ...]
    choruses: tuple[Stanza, ...]
    stories: tuple[Story, ...]


@dataclass(frozen=True)
class Dialogue:
    """A story told by two in turns, two lines each: stanzas of four lines, he before her."""

    themes: tuple[str, ...]
    story: Story


@cache
def written_languages() -> tuple[str, ...]:
    """The languages that lyrics are written in here, English first."""
    folder = resources.files("tonewright.brief").joinpath("lexicon", "lyrics")
    found = sorted(entry.name for entry in folder.iterdir() if entry.is_dir() and entry.name.isalpha())
    return (ENGLISH, *(name for name in found if name != ENGLISH))


@cache
def themes(language: str = ENGLISH) -> Mapping[str, Theme]:
    """All themes of a language by name."""
    data = dict(_files(language))
    return {name: _theme(name, data) for name in data}


@cache
def dialogues(language: str) -> tuple[Dialogue, ...]:
    """What duets of a language tell; the first is for every theme that none of the others names."""
    found = table(f"lyrics/{language}/duet")["dialogues"]
    return tuple(Dialogue(tuple(entry.get("themes", ())), _story(entry)) for entry in found)


def choose_themes(
    prompt: Prompt,
    mood: Mood,
    rng: np.random.Generator,
    has_subject: bool = False,
    language: str = ENGLISH,
    title: str | None = None,
) -> tuple[Theme, Theme]:
    """The theme that the prompt speaks of most, and the second; the same twice where there is only one.

    Where the prompt says what the song is about, only that counts, and of equals the first that it names. Where it
    has no word for any theme the given title's count; without one of those the mood decides, and without a mood the
    generator, among themes that can be sung of anything where there is a subject (`has_subject`).
    """
    weights = _weights(prompt, language) or (_weights(Prompt(title), language) if title else {})
    sad_words = table(f"lyrics/{language}/language")["sad"]
    is_sad = any(table("moods")[name]["valence"] < _SAD for name in mood.moods)
    is_sad = is_sad or any(token.text in sad_words for token in prompt.tokens)
    if is_sad and "love" in weights:
        weights = {"heartbreak" if name == "love" else name: weight for name, weight in weights.items()}
    named = sorted(weights, key=lambda name: -weights[name])
    if not named:
        fallback = table("forms")["fallback"]
        anything = fallback["neutral" if has_subject else "any"]
        pool = next((fallback[name] for name in mood.moods if name in fallback), anything)
        named = [pool[int(rng.integers(len(pool)))]]
    known = themes(language)
    return known[named[0]], known[named[1 if len(named) > 1 else 0]]


def spoken(stanza: Stanza, rng: np.random.Generator) -> Stanza:
    """The stanza with its choices made."""

    def choose(match: re.Match[str]) -> str:
        words = match.group(1).split("|")
        return words[int(rng.integers(len(words)))]

    return tuple(_CHOICE.sub(choose, line) for line in stanza)


def readings(stanza: Stanza) -> Iterator[Stanza]:
    """The stanza in every way that its choices allow."""
    text = " / ".join(stanza)
    match = _CHOICE.search(text)
    if match is None:
        yield stanza
        return
    for word in match.group(1).split("|"):
        yield from readings(_stanza(text[: match.start()] + word + text[match.end() :]))


def _weights(prompt: Prompt, language: str) -> dict[str, float]:
    """How much the prompt speaks of each theme, in the order of first mention."""
    found = [match for match in prompt.find(_phrases(language)) if not match.negated]
    about = {*table(f"lyrics/{ENGLISH}/language")["about"], *table(f"lyrics/{language}/language")["about"]}
    subject = next((at for at, token in enumerate(prompt.tokens) if token.text in about), len(prompt.tokens))
    told = [match for match in found if match.first > subject]
    weights: dict[str, float] = {}
    for match in told or found:
        for name in match.value:
            share = (1.0 + 0.5 * (match.last - match.first)) / len(match.value)
            weights[name] = weights.get(name, 0.0) + share
    return weights


@cache
def _phrases(language: str) -> dict[tuple[str, ...], tuple[str, ...]]:
    """The themes by the words for them, in the language and in English."""
    phrases: dict[tuple[str, ...], tuple[str, ...]] = {}
    for known in dict.fromkeys((language, ENGLISH)):
        grammar = table(f"lyrics/{known}/language")
        for theme in themes(known).values():
            for phrase in theme.words:
                for form in grammar["forms"]:
                    key = words_of(form.format(phrase))
                    phrases[key] = tuple(dict.fromkeys((*phrases.get(key, ()), theme.name)))
    return phrases


def _files(language: str) -> Iterator[tuple[str, dict[str, Any]]]:
    folder = resources.files("tonewright.brief").joinpath("lexicon", "lyrics", language)
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        name = file.name.removesuffix(".toml")
        if file.name.endswith(".toml") and name not in _NO_THEMES:
            yield name, tomllib.loads(file.read_text("utf-8"))


def _theme(name: str, files: Mapping[str, dict[str, Any]]) -> Theme:
    """A theme; `verses` names the one whose stories it shares."""
    own = files[name]
    told = files[own["verses"]] if "verses" in own else own
    stories = tuple(_story(entry) for entry in told["stories"])
    return Theme(name, tuple(own["words"]), _stanzas(own["choruses"]), stories)


def _story(entry: Mapping[str, list[str]]) -> Story:
    return Story(_stanzas(entry["first"]), _stanzas(entry["second"]), _stanzas(entry["bridge"]))


def _stanzas(texts: list[str]) -> tuple[Stanza, ...]:
    return tuple(_stanza(text) for text in texts)


def _stanza(text: str) -> Stanza:
    return tuple(text.split(" / "))
