"""The style: which pack a prompt asks for."""

from collections.abc import Mapping
from functools import cache

from tonewright.brief.brief import Wish
from tonewright.brief.prompt import Found, Prompt, words_of
from tonewright.styles.packs import pack, pack_names

DEFAULT_STYLE = "pop"
LATER_WEIGHT = 0.75
"""What each further genre word counts beside the one before it."""


def read_style(prompt: Prompt, valence: float, energy: float, has_mood: bool) -> Wish[str]:
    """The style pack that the prompt's words weigh most for.

    Every phrase of the lexicon adds its weight, less the later it stands, since requests open with
    the genre; negated ones take it away. Without any, the pack nearest to the mood (valence −1…1, energy
    0…1) is taken, and without a mood DEFAULT_STYLE.
    """
    found = style_words(prompt)
    scores: dict[str, float] = {}
    rank = 1.0
    for match in found:
        name, weight = match.value
        if match.negated:
            scores[name] = scores.get(name, 0.0) - weight
        else:
            scores[name] = scores.get(name, 0.0) + weight * rank
            rank *= LATER_WEIGHT
    best = max(scores, key=lambda name: scores[name], default="")
    if best and scores[best] > 0:
        return Wish(best, "prompt")
    if not has_mood and not scores:
        return Wish(DEFAULT_STYLE, "default")
    allowed = [name for name in pack_names() if scores.get(name, 0.0) >= 0] or [DEFAULT_STYLE]
    nearest = min(allowed, key=lambda name: _distance(pack(name)["prompt"], valence, energy))
    return Wish(nearest, "prompt" if has_mood else "default")


def style_words(prompt: Prompt) -> tuple[Found[tuple[str, float]], ...]:
    """The phrases that name a style, each with its pack and weight."""
    return prompt.find(_phrases())


def _distance(mood: Mapping[str, float], valence: float, energy: float) -> float:
    return (mood["valence"] - valence) ** 2 + (2.0 * (mood["energy"] - energy)) ** 2


@cache
def _phrases() -> dict[tuple[str, ...], tuple[str, float]]:
    phrases: dict[tuple[str, ...], tuple[str, float]] = {}
    for name in pack_names():
        for weight, words in pack(name)["prompt"]["words"].items():
            for phrase in words:
                key = words_of(phrase)
                if phrases.get(key, ("", 0.0))[1] < float(weight):
                    phrases[key] = (name, float(weight))
    return phrases
