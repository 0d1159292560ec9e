"""The singer: which artist voice."""

from functools import cache

from tonewright.brief.brief import Wish
from tonewright.brief.lexicon import table
from tonewright.brief.prompt import Prompt, words_of
from tonewright.speech.roster import ArtistVoice, voices
from tonewright.theory.seeds import rng


def read_voice(prompt: Prompt, seed: int) -> Wish[str]:
    """The artist voice whose sex and labels the prompt asks for, else one drawn by the seed.

    Only words for singing count: in "a song about a woman" nobody has asked for a singer.
    """
    gender = read_gender(prompt)
    if gender is None:
        candidates = voices()
        picked = int(rng(seed, "brief/voice").integers(len(candidates)))
        return Wish(candidates[picked].item_id, "default")
    return Wish(voice_of(prompt, gender), "prompt")


def voice_of(prompt: Prompt, gender: str) -> str:
    """The item id of the voice of that sex, `female` or `male`, whose labels fit the prompt best."""
    words = {token.text for token in prompt.tokens}
    candidates = [voice for voice in voices() if voice.gender == gender]
    return max(candidates, key=lambda voice: _fit(voice, words)).item_id


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


def _fit(voice: ArtistVoice, words: set[str]) -> tuple[int, int]:
    return len(words.intersection(voice.labels)), voice.weight


@cache
def _alone() -> dict[tuple[str, ...], str]:
    alone = table("singers")["alone"]
    return {words_of(phrase): sex for sex in ("female", "male") for phrase in alone[sex]}
