"""Moods and scenes, and where they lie between sad and happy, calm and excited."""

from dataclasses import dataclass
from functools import cache

from tonewright.brief.lexicon import table
from tonewright.brief.prompt import Prompt, words_of
from tonewright.brief.scene import scene, scenes_in

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
    moods = tuple(dict.fromkeys(match.value for match in prompt.find(_phrases()) if not match.negated))
    scenes = tuple(match.value for match in scenes_in(prompt))
    return mood_of(moods, scenes)


def mood_of(moods: tuple[str, ...], scenes: tuple[str, ...]) -> Mood:
    """The weighted mean of moods and scenes of the lexicon."""
    weighed = [(1.0, table("moods")[name]) for name in moods] + [(SCENE_WEIGHT, scene(name)) for name in scenes]
    total = sum(weight for weight, _ in weighed)
    if not total:
        return Mood((), (), 0.0, NEUTRAL_ENERGY)
    valence = sum(weight * entry["valence"] for weight, entry in weighed) / total
    energy = sum(weight * entry["energy"] for weight, entry in weighed) / total
    return Mood(moods, scenes, round(valence, 3), round(energy, 3))


@cache
def _phrases() -> dict[tuple[str, ...], str]:
    return {words_of(phrase): name for name, entry in table("moods").items() for phrase in entry["words"]}
