"""The singer: which artist voice."""

from collections import Counter
from functools import cache
from typing import Literal

from tonewright.brief.brief import Wish
from tonewright.brief.lexicon import table
from tonewright.brief.prompt import Found, Prompt, words_of
from tonewright.speech.roster import usual_voices, voices
from tonewright.theory.seeds import rng


def read_voice(prompt: Prompt, seed: int) -> Wish[str]:
    """The artist voice whose sex and manner the prompt asks for, else a usual one drawn by the seed.

    Only words for singing count: in "a song about a woman" nobody has asked for a singer.
    """
    named = [match.value[0] for match in prompt.find(_phrases("names")) if not match.negated]
    if named:
        return Wish(named[0], "prompt")
    gender = read_gender(prompt)
    if gender is not None:
        return Wish(voice_of(prompt, gender), "prompt")
    sung = [match for match in prompt.find(_phrases("words")) if _is_sung(prompt, match)]
    if sung:
        fits = Counter(item_id for match in sung for item_id in match.value)
        return Wish(max(voices(), key=lambda voice: (fits[voice.item_id], voice.weight)).item_id, "prompt")
    candidates = usual_voices()
    picked = int(rng(seed, "brief/voice").integers(len(candidates)))
    return Wish(candidates[picked].item_id, "default")


def voice_of(prompt: Prompt, gender: str) -> str:
    """The item id of the voice of that sex, `female` or `male`, whose words fit the prompt best."""
    found = [match for match in prompt.find(_phrases("words")) if not match.negated]
    fits = Counter(item_id for match in found for item_id in match.value)
    candidates = [voice for voice in voices() if voice.gender == gender]
    return max(candidates, key=lambda voice: (fits[voice.item_id], voice.weight)).item_id


def read_gender(prompt: Prompt) -> str | None:
    """`female`, `male` or None, as the prompt asks of its singer."""
    for match in prompt.find(_alone()):
        if not match.negated:
            return match.value
    beside = table("singers")["beside"]
    sexes = {words_of(word): sex for sex in ("female", "male") for word in beside[sex]}
    for match in prompt.find(sexes):
        near = range(match.last + 1, match.last + 1 + beside["reach"])
        for index in near:
            if index >= len(prompt.tokens) or prompt.tokens[index].after_pause:
                break
            if prompt.word(index) in beside["singing"] and not match.negated:
                return match.value
    return None


def _is_sung(prompt: Prompt, match: Found[tuple[str, ...]]) -> bool:
    """True for "smoky" in "smoky vocals" and in "a smoky, tender voice", if they are not unwanted."""
    beside = table("singers")["beside"]
    near = range(match.last + 1, match.last + 1 + beside["reach"])
    return not match.negated and any(prompt.word(index) in beside["singing"] for index in near)


@cache
def _phrases(kind: Literal["names", "words"]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Each phrase of the voices' `names` or `words`, with the item ids of those that have it, heaviest first."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for voice in voices():
        for phrase in getattr(voice, kind):
            found[words_of(phrase)] = (*found.get(words_of(phrase), ()), voice.item_id)
    return found


@cache
def _alone() -> dict[tuple[str, ...], str]:
    alone = table("singers")["alone"]
    return {words_of(phrase): sex for sex in ("female", "male") for phrase in alone[sex]}
