"""The tempo: a number of beats a minute, or a word for one."""

from functools import cache

from tonewright.brief.brief import Wish
from tonewright.brief.lexicon import table
from tonewright.brief.numbers import number_at
from tonewright.brief.prompt import Prompt, words_of
from tonewright.styles.packs import pack

SLOWEST_BPM, FASTEST_BPM = 50.0, 190.0
_UNITS = (("bpm",), ("beats", "per", "minute"), ("beats", "a", "minute"))
_NOTE_SIGNS = ("♩", "𝅘𝅥")
_LABELS = frozenset(("tempo", "bpm"))
_BETWEEN = frozenset(("of", "is", "at", "about", "around", "approximately", "roughly", "to"))


def read_tempo(prompt: Prompt, style: str) -> Wish[float | None]:
    """The tempo in quarter notes a minute, 50…190, or None.

    "96 BPM" and "tempo 90" go before words such as "allegro" and "slow"; of "90-100 BPM" the middle is
    taken. A number outside the range is halved or doubled into it, which keeps its pulse. A plain word is
    held within what is slow or fast for the style.
    """
    number = _number(prompt)
    if number is not None:
        return Wish(_into_range(number), "prompt")
    data = table("tempo")
    for kind in ("italian", "plain"):
        low, high = pack(style)["tempo"]["words"] if kind == "plain" else (SLOWEST_BPM, FASTEST_BPM)
        for match in prompt.find(_words(kind)):
            if match.negated or prompt.word(match.last + 1) in data["not_before"]:
                continue
            return Wish(min(max(float(match.value), low), high), "prompt")
    return Wish(None, "default")


def _number(prompt: Prompt) -> float | None:
    for index in range(len(prompt.tokens)):
        value = _labelled(prompt, index) if prompt.word(index) in _LABELS else _with_unit(prompt, index)
        if value is not None and 20 <= value <= 400:
            return value
    return None


def _with_unit(prompt: Prompt, index: int) -> float | None:
    """The number at `index` where a unit follows it, also in "120bpm" and "90 to 100 bpm"."""
    word = prompt.word(index)
    if word.endswith("bpm") and word[:-3].isascii() and word[:-3].isdigit() and len(word) <= 6:
        return float(word[:-3])
    read = number_at(prompt, index)
    if read is None:
        return None
    value, after = read
    step = after + 1 if prompt.word(after) == "to" else after
    second = number_at(prompt, step) if _is_range(prompt, after) else None
    if second is not None:
        value, after = (value + second[0]) / 2, second[1]
    if any(sign in prompt.tokens[index].before for sign in _NOTE_SIGNS):
        return value
    following = tuple(prompt.word(after + at) for at in range(3))
    return value if any(following[: len(unit)] == unit for unit in _UNITS) else None


def _is_range(prompt: Prompt, after: int) -> bool:
    if prompt.word(after) == "to":
        return True
    return after < len(prompt.tokens) and prompt.tokens[after].before.strip() in ("-", "–", "—")


def _labelled(prompt: Prompt, index: int) -> float | None:
    at = index + 1
    while prompt.word(at) in _BETWEEN or prompt.word(at) in _LABELS:
        at += 1
        if at > index + 4:
            return None
    if at >= len(prompt.tokens) or prompt.tokens[at].opens_clause:
        return None
    read = number_at(prompt, at)
    return read[0] if read else None


def _into_range(bpm: float) -> float:
    while bpm < SLOWEST_BPM:
        bpm *= 2.0
    while bpm > FASTEST_BPM:
        bpm /= 2.0
    return bpm


@cache
def _words(kind: str) -> dict[tuple[str, ...], float]:
    return {words_of(phrase): bpm for phrase, bpm in table("tempo")[kind].items()}
