"""The style: which pack a prompt asks for."""

from collections.abc import Collection, Mapping
from functools import cache, lru_cache

from tonewright.brief.brief import Wish
from tonewright.brief.genre import STAND_IN_WEIGHT, not_genres, stand_ins
from tonewright.brief.lexicon import table
from tonewright.brief.prompt import Found, Prompt, words_of
from tonewright.brief.scene import told_tokens
from tonewright.styles.packs import pack, pack_names

DEFAULT_STYLE = "pop"
LATER_WEIGHT = 0.75
"""What each further genre word counts beside the one before it."""
GENRE_WEIGHT = 2.0
"""From this weight on a phrase names a genre; what scenes lean to then hardly counts."""
NAME_WEIGHT = STAND_IN_WEIGHT
"""From this weight on a phrase is the name of a genre of its own."""
_LEAN_BESIDE_GENRE = 0.1
_FLAVOUR_BESIDE_GENRE = 0.5
_MOOD_PULL, _MOOD_PULL_BESIDE_SCENES = 0.8, 0.4
NO_LEANINGS: Mapping[str, float] = {}

StyleWord = Found[tuple[str, float]]


def read_style(
    prompt: Prompt,
    valence: float,
    energy: float,
    has_mood: bool,
    leanings: Mapping[str, float] = NO_LEANINGS,
    lent: Collection[int] = (),
    wanted: Collection[str] = (),
) -> Wish[str]:
    """The style pack that the prompt's words weigh most for.

    Every phrase of the packs adds its weight, less the later it stands, since requests open with the genre; negated
    ones take it away. Without a genre's name, places and activities (`leanings`, pack to weight) and the packs
    nearest to the mood (valence −1…1, energy 0…1) count as well; without any of it DEFAULT_STYLE is taken.

    A pack that few instruments play is not taken where others are `wanted`, unless its own name stands there. `lent`
    are the first tokens of style words that do not ask for the style itself, but only colour it.
    """
    told = told_tokens(prompt)
    found = [match for match in style_words(prompt) if match.first not in lent]
    named = [match for match in found if match.first not in told]
    # What a piece is about is its story: it only tells the style where nothing else does.
    found = named or found
    scores = _word_scores(found)
    known = {name: weight for name, weight in leanings.items() if name in pack_names()}
    if any(not match.negated and match.value[1] >= GENRE_WEIGHT for match in found):
        known = {name: weight * _LEAN_BESIDE_GENRE for name, weight in known.items()}
        has_mood = False
    pull = _MOOD_PULL_BESIDE_SCENES if known else _MOOD_PULL
    for name, weight in known.items():
        scores[name] = scores.get(name, 0.0) + weight
    if has_mood:
        for name in set(pack_names()).intersection(table("genres")["by_mood"]):
            scores[name] = scores.get(name, 0.0) + pull * _nearness(name, valence, energy)
    alone = table("genres")["alone"]
    called = {match.value[0] for match in found if is_genre(match)}
    for name in alone.keys() - called:
        if set(wanted) - set(alone[name]):
            scores[name] = 0.0
    allowed = {name: scores.get(name, 0.0) for name in pack_names()}
    best = max(allowed, key=lambda name: allowed[name])
    if allowed[best] > 0:
        return Wish(best, "prompt")
    unbarred = [name for name in (DEFAULT_STYLE, *pack_names()) if allowed[name] >= 0]
    return Wish((unbarred or [DEFAULT_STYLE])[0], "default")


@lru_cache(maxsize=8)
def style_words(prompt: Prompt) -> tuple[StyleWord, ...]:
    """The phrases that name a style, each with its pack and weight."""
    return tuple(match for match in prompt.find(_phrases()) if match.value[0])


def is_genre(match: StyleWord) -> bool:
    """True for a phrase that names a genre, not only its flavour."""
    return match.value[1] >= NAME_WEIGHT or match.phrase in table("blends")["genres"]


def _word_scores(found: Collection[StyleWord]) -> dict[str, float]:
    """The weight of every pack; one that yields ("waltz") counts nothing beside another genre."""
    yielding = table("blends")["yielding"]
    named = {match.value[0] for match in found if is_genre(match) and not match.negated}
    scores: dict[str, float] = {}
    rank = 1.0
    for match in found:
        name, weight = match.value
        if match.phrase in yielding and named - {name} and not match.negated:
            continue
        if match.negated:
            scores[name] = scores.get(name, 0.0) - weight
        elif named and not is_genre(match):
            # "80s power ballad": the decade only flavours what the genre names.
            scores[name] = scores.get(name, 0.0) + weight * _FLAVOUR_BESIDE_GENRE
        else:
            scores[name] = scores.get(name, 0.0) + weight * rank
            rank *= LATER_WEIGHT
    return scores


def _nearness(name: str, valence: float, energy: float) -> float:
    """How near a mood is to a pack's own, 0…1."""
    mood = pack(name)["prompt"]
    distance = (mood["valence"] - valence) ** 2 + (2.0 * (mood["energy"] - energy)) ** 2
    return max(1.0 - float(distance), 0.0)


@cache
def _phrases() -> dict[tuple[str, ...], tuple[str, float]]:
    phrases: dict[tuple[str, ...], tuple[str, float]] = {}
    for name in pack_names():
        for weight, words in pack(name)["prompt"]["words"].items():
            for phrase in words:
                key = words_of(phrase)
                if phrases.get(key, ("", 0.0))[1] < float(weight):
                    phrases[key] = (name, float(weight))
    # What a pack only stands in for with a small weight has a better stand-in here.
    near = {key: (name, STAND_IN_WEIGHT) for key, name in stand_ins().items()}
    near |= {key: value for key, value in phrases.items() if value[1] >= GENRE_WEIGHT or key not in near}
    return near | {key: ("", 0.0) for key in not_genres() if key not in near}
