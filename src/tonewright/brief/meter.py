"""The meter."""

from functools import cache

from tonewright.brief.brief import Wish
from tonewright.brief.lexicon import table
from tonewright.brief.prompt import Prompt, words_of
from tonewright.theory.meter import METERS, Meter

DEFAULT_METER = METERS["4/4"]
_COUNTS_ON = frozenset(("time", "meter", "metre", "feel", "signature"))


def read_meter(prompt: Prompt) -> Wish[Meter]:
    """The meter that the prompt names ("6/8", "waltz", "in three"), else 4/4; a written one goes before a name."""
    named = meters_in(prompt)
    written = [meter for phrase, meter in named if phrase[:1].isdigit()]
    chosen = written or [meter for _, meter in named]
    return Wish(METERS[chosen[0]], "prompt") if chosen else Wish(DEFAULT_METER, "default")


def meters_in(prompt: Prompt) -> tuple[tuple[str, str], ...]:
    """The meters that a prompt names, each as it is said and by its name; `5/4` stands for the meter nearest to it."""
    named: list[tuple[int, str, str]] = []
    for match in prompt.find(_phrases()):
        number = match.phrase.removeprefix("in ")
        is_fraction = number[:1].isdigit() and " " in number
        if match.negated or (is_fraction and prompt.tokens[match.last].before != "/"):
            continue
        said = number.replace(" ", "/") if is_fraction else match.phrase
        named.append((match.first, said, match.value))
    bare = table("grammar")["meters"]["bare"]
    for index, token in enumerate(prompt.tokens[1:], 1):
        counted = token.text in bare and prompt.word(index - 1) == "in" and not token.after_pause
        runs_on = not prompt.after(index).strip(" -") and index + 1 < len(prompt.tokens)
        if counted and (not runs_on or prompt.word(index + 1) in _COUNTS_ON):
            named.append((index, f"in {token.text}", bare[token.text]))
    return tuple((said, meter) for _, said, meter in sorted(named))


@cache
def _phrases() -> dict[tuple[str, ...], str]:
    meters = table("grammar")["meters"]
    phrases = {words_of(phrase): name for name in METERS for phrase in meters[name]}
    phrases |= {words_of(written): name for written, name in meters["nearest"].items()}
    # Else "in 4" would be found in "in 4/4".
    return phrases | {("in", *key): name for key, name in phrases.items() if key[0].isdigit()}
