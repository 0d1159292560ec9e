"""The tempo: a number of beats a minute, or a word for one."""

from functools import cache, lru_cache

from tonewright.brief.brief import Wish
from tonewright.brief.lexicon import table
from tonewright.brief.numbers import number_at
from tonewright.brief.prompt import Prompt, words_of
from tonewright.brief.style import is_genre, style_words
from tonewright.styles.packs import pack

SLOWEST_BPM, FASTEST_BPM = 50.0, 190.0
SLOWEST_READ_BPM, FASTEST_READ_BPM = 20.0, 400.0
"""Numbers beyond these are no tempo of music."""
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
    number = next((bpm for bpm in numbers_in(prompt) if SLOWEST_READ_BPM <= bpm <= FASTEST_READ_BPM), None)
    if number is not None:
        return Wish(into_range(number), "prompt")
    word = word_in(prompt)
    return Wish(None, "default") if word is None else Wish(word_bpm(word, style), "prompt")


@lru_cache(maxsize=8)
def numbers_in(prompt: Prompt) -> tuple[float, ...]:
    """The numbers of beats a minute that a prompt names, as written."""
    bare = _after_genres(prompt)
    numbers: list[float] = []
    index = 0
    while index < len(prompt.tokens):
        read = _labelled(prompt, index) if prompt.word(index) in _LABELS else _with_unit(prompt, index)
        if read is None and index in bare:
            read = float(prompt.word(index)), index + 1
        if read is not None:
            numbers.append(read[0])
        index = max(read[1] if read else 0, index + 1)
    return tuple(dict.fromkeys(numbers))


def word_in(prompt: Prompt) -> str | None:
    """The tempo word of a prompt, an Italian term before a plain one, or None."""
    data = table("tempo")
    for kind in ("italian", "plain"):
        for match in prompt.find(_words(kind)):
            of_another = prompt.word(match.last + 1) in data["not_before"] or (
                prompt.word(match.first - 1) in data["not_after"] and not prompt.tokens[match.first].after_pause
            )
            if not match.negated and not of_another:
                return match.phrase
    return None


def word_bpm(word: str, style: str) -> float:
    """The tempo of a word of the lexicon; a plain one is held within what is slow or fast for the style."""
    data = table("tempo")
    if word in data["italian"]:
        return min(max(float(data["italian"][word]), SLOWEST_BPM), FASTEST_BPM)
    low, high = pack(style)["tempo"]["words"]
    return float(min(max(float(data["plain"][word]), low), high))


def _with_unit(prompt: Prompt, index: int) -> tuple[float, int] | None:
    """The number at `index` where a unit follows it, also in "120bpm" and "90 to 100 bpm", and the index after it."""
    word = prompt.word(index)
    if word.endswith("bpm") and word[:-3].isascii() and word[:-3].isdigit() and len(word) <= 6:
        return float(word[:-3]), index + 1
    read = number_at(prompt, index)
    if read is None:
        return None
    value, after = read
    step = after + 1 if prompt.word(after) == "to" else after
    second = number_at(prompt, step) if _is_range(prompt, after) else None
    if second is not None and prompt.word(index - 1) != "from":
        value, after = (value + second[0]) / 2, second[1]
    elif second is not None:
        # "From 90 to 140 bpm" names two tempi.
        return (value, step) if _has_unit(prompt, second[1]) else None
    if any(sign in prompt.tokens[index].before for sign in _NOTE_SIGNS):
        return value, after
    return (value, after) if _has_unit(prompt, after) else None


def _after_genres(prompt: Prompt) -> frozenset[int]:
    """The tokens that are a bare tempo: the number that ends its phrase right behind a genre, as in "trance 138"."""
    return frozenset(
        match.last + 1 for match in style_words(prompt) if is_genre(match) and _is_bare(prompt, match.last + 1)
    )


def _is_bare(prompt: Prompt, index: int) -> bool:
    word = prompt.word(index)
    ends = index + 1 >= len(prompt.tokens) or prompt.tokens[index + 1].after_pause
    number = word.isascii() and word.isdigit() and SLOWEST_BPM <= int(word[:4]) <= FASTEST_BPM
    return number and ends and prompt.tokens[index].before == " "


def _has_unit(prompt: Prompt, index: int) -> bool:
    following = tuple(prompt.word(index + at) for at in range(3))
    return any(following[: len(unit)] == unit for unit in _UNITS)


def _is_range(prompt: Prompt, after: int) -> bool:
    if prompt.word(after) == "to":
        return True
    return after < len(prompt.tokens) and prompt.tokens[after].before.strip() in ("-", "–", "—")


def _labelled(prompt: Prompt, index: int) -> tuple[float, int] | None:
    at = index + 1
    while prompt.word(at) in _BETWEEN or prompt.word(at) in _LABELS:
        at += 1
        if at > index + 4:
            return None
    if at >= len(prompt.tokens) or prompt.tokens[at].opens_clause:
        return None
    return number_at(prompt, at)


def into_range(bpm: float) -> float:
    """The tempo halved or doubled until it lies within 50…190, which keeps its pulse."""
    while bpm < SLOWEST_BPM:
        bpm *= 2.0
    while bpm > FASTEST_BPM:
        bpm /= 2.0
    return bpm


@cache
def _words(kind: str) -> dict[tuple[str, ...], float]:
    return {words_of(phrase): bpm for phrase, bpm in table("tempo")[kind].items()}
