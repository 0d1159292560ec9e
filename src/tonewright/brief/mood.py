"""Moods and scenes, and where they lie between sad and happy, calm and excited."""

from dataclasses import dataclass
from functools import cache

from tonewright.brief.lexicon import table
from tonewright.brief.prompt import Prompt, words_of

NEUTRAL_ENERGY = 0.5
SCENE_WEIGHT = 0.4
"""A scene tells less about the mood than a mood word does."""


@dataclass(frozen=True)
class Mood:
    """Mood and scene names in the order found; valence −1…1 and energy 0…1 (0 and 0.5 where none is)."""

    moods: tuple[str, ...]
    scenes: tuple[str, ...]
    valence: float
    energy: float


def read_mood(prompt: Prompt) -> Mood:
    """The moods and scenes in a prompt, and their weighted mean; what is negated counts as absent."""
    names: dict[str, list[str]] = {"moods": [], "scenes": []}
    total = valence = energy = 0.0
    for kind, weight in (("moods", 1.0), ("scenes", SCENE_WEIGHT)):
        for match in prompt.find(_phrases(kind)):
            if match.negated or match.value in names[kind]:
                continue
            names[kind].append(match.value)
            entry = table(kind)[match.value]
            total += weight
            valence += weight * entry["valence"]
            energy += weight * entry["energy"]
    if not total:
        return Mood((), (), 0.0, NEUTRAL_ENERGY)
    return Mood(tuple(names["moods"]), tuple(names["scenes"]), round(valence / total, 3), round(energy / total, 3))


@cache
def _phrases(kind: str) -> dict[tuple[str, ...], str]:
    return {words_of(phrase): name for name, entry in table(kind).items() for phrase in entry["words"]}
