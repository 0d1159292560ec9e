"""Scenes: places, weather, times and activities, and what they bring to mind."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from tonewright.brief.lexicon import table
from tonewright.brief.prompt import Found, Prompt, words_of

_TABLES = ("scenes", "places", "activities")
MOST_SUGGESTED = 6
"""How many instruments are suggested at most."""


@dataclass(frozen=True)
class Leanings:
    """What scenes lean to, all of it weaker than what a prompt names.

    `styles` maps packs to weights; `instruments` are names as in `Brief.wanted`; `tempo` is a word of the lexicon and
    `mode` major or minor, "" where the scenes say neither or do not agree.
    """

    styles: Mapping[str, float]
    instruments: tuple[str, ...] = ()
    tempo: str = ""
    mode: str = ""


def scenes_in(prompt: Prompt) -> tuple[Found[str], ...]:
    """The scenes of a prompt, each where it is first named; what is negated counts as absent."""
    matches = (match for match in reversed(prompt.find(_phrases())) if not match.negated)
    found = {match.value: match for match in matches if not _is_likeness(prompt, match)}
    return tuple(sorted(found.values(), key=lambda match: match.first))


def _is_likeness(prompt: Prompt, match: Found[str]) -> bool:
    """True for the stadium in "ends as a stadium"."""
    return prompt.word(match.first - 1) in ("a", "an") and prompt.word(match.first - 2) in ("as", "into", "to")


def scene(name: str) -> dict[str, Any]:
    """The lexicon's entry of the scene `name`."""
    return _entries()[name]


def scene_names() -> tuple[str, ...]:
    """The scenes there are."""
    return tuple(_entries())


def read_leanings(prompt: Prompt, is_song: bool, era: Mapping[str, Any] | None = None) -> Leanings:
    """What the scenes of a prompt, and the `era` (its entry in the lexicon), lean to.

    A song's subject is its story and leans to nothing: "a song about the sea" is no shanty.
    """
    told = told_tokens(prompt) if is_song else frozenset()
    entries = [scene(match.value) for match in scenes_in(prompt) if match.first not in told]
    if era:
        entries.append(dict(era))
    # What leans most says most: a café in Paris brings an accordion to mind before a rainy day brings a piano.
    entries.sort(key=lambda entry: -max(entry.get("styles", {}).values(), default=0.0))
    return leanings_of(entries)


def leanings_of(entries: Iterable[Mapping[str, Any]]) -> Leanings:
    """The sum of what some entries of the lexicon lean to."""
    styles: dict[str, float] = {}
    named: dict[str, dict[str, None]] = {"instruments": {}, "tempo": {}, "mode": {}}
    for entry in entries:
        for style, weight in entry.get("styles", {}).items():
            styles[style] = styles.get(style, 0.0) + weight
        for field, values in named.items():
            said = entry.get(field, ())
            values.update(dict.fromkeys([said] if isinstance(said, str) else said))
    tempo, mode = tuple(named["tempo"]), tuple(named["mode"])
    return Leanings(
        styles,
        tuple(named["instruments"])[:MOST_SUGGESTED],
        tempo[0] if len(tempo) == 1 else "",
        mode[0] if len(mode) == 1 else "",
    )


def told_tokens(prompt: Prompt) -> frozenset[int]:
    """The indices of the tokens that say what a song is about: from "about" to the next pause."""
    told: set[int] = set()
    inside = False
    for index, token in enumerate(prompt.tokens):
        if token.after_pause:
            inside = False
        if inside:
            told.add(index)
        inside = inside or token.text == "about"
    return frozenset(told)


@cache
def _entries() -> dict[str, dict[str, Any]]:
    return {name: entry for kind in _TABLES for name, entry in table(kind).items()}


@cache
def _phrases() -> dict[tuple[str, ...], str]:
    return {words_of(phrase): name for name, entry in _entries().items() for phrase in entry["words"]}
