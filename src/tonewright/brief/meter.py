"""The meter."""

from functools import cache

from tonewright.brief.brief import Wish
from tonewright.brief.lexicon import table
from tonewright.brief.prompt import Prompt, words_of
from tonewright.styles.packs import pack
from tonewright.theory.meter import METERS, Meter
from tonewright.theory.seeds import rng

DEFAULT_METER = METERS["4/4"]
_COUNTS_ON = frozenset(("time", "meter", "metre", "feel", "signature"))


def read_meter(prompt: Prompt) -> Wish[Meter]:
    """The meter that the prompt names ("6/8", "waltz", "in three"), else 4/4."""
    for match in prompt.find(_phrases()):
        is_fraction = match.phrase[:1].isdigit()
        written = is_fraction and prompt.tokens[match.last].before == "/"
        if not match.negated and (written or not is_fraction):
            return Wish(METERS[match.value], "prompt")
    bare = table("grammar")["meters"]["bare"]
    for index, token in enumerate(prompt.tokens[1:], 1):
        counted = token.text in bare and prompt.word(index - 1) == "in" and not token.after_pause
        runs_on = not prompt.after(index).strip(" -") and index + 1 < len(prompt.tokens)
        if counted and (not runs_on or prompt.word(index + 1) in _COUNTS_ON):
            return Wish(METERS[bare[token.text]], "prompt")
    return Wish(DEFAULT_METER, "default")


def home_meter(style: str, seed: int) -> Meter:
    """The meter of a piece for which none is asked: the style's own, or one of several by the seed; else 4/4.

    A meter that a pack names twice is taken twice as often. Raises StyleError if there is no such pack.
    """
    own = pack(style)["feel"].get("meter", DEFAULT_METER.name)
    return METERS[own if isinstance(own, str) else own[int(rng(seed, "meter").integers(len(own)))]]


@cache
def _phrases() -> dict[tuple[str, ...], str]:
    meters = table("grammar")["meters"]
    return {words_of(phrase): name for name in METERS for phrase in meters[name]}
