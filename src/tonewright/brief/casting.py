"""Casting: which artist voices sing a song, the lead and a duet's second singer, and who sings which role."""

from dataclasses import dataclass
from functools import cache

from tonewright.brief.brief import Wish
from tonewright.brief.instruments import mentions
from tonewright.brief.lexicon import table
from tonewright.brief.lyric_roles import Cast
from tonewright.brief.lyrics_reader import read_cast
from tonewright.brief.prompt import Prompt, words_of
from tonewright.brief.singer import read_gender, read_voice, voice_of
from tonewright.speech.roster import OTHER_GENDER, Gender, known_voices, voices


@dataclass(frozen=True)
class Singers:
    """The item ids of the lead's and the second singer's voices ("" where there is none), and who sings which role."""

    voice: Wish[str]
    second: Wish[str]
    cast: Cast


def choose_singers(given: str | None, told: str | None, prompt: Prompt, lyrics: str, seed: int) -> Singers:
    """Who sings.

    The lead is the voice `given` by parameter, else of the sex that a language model was `told` or the prompt asks for,
    else of the first role that the lyrics name, else one that the prompt or the seed chooses. The second singer is of
    the sex that the lyrics name, else of the other one.
    """
    sexes = read_sexes(prompt)
    duet = read_duet(prompt)
    asked = _sex_of(given) or told or (None if duet else next(iter(sexes), None) or read_gender(prompt))
    wanted = read_cast(lyrics, _gender(asked), duet)
    voice = _lead(given, told, prompt, wanted, sexes if duet else (), seed)
    lead = _sex_of(voice.value) or "female"
    cast = read_cast(lyrics, lead, duet)
    if cast.second is None:
        return Singers(voice, Wish("", "default"), cast)
    second = _voice_beside(prompt, cast.second or OTHER_GENDER[lead], voice.value)
    return Singers(voice, Wish(second, "prompt" if duet else "lyrics"), cast)


def read_duet(prompt: Prompt) -> bool:
    """True where a prompt asks for two singers: "a duet", "male and female vocals"."""
    named = mentions(prompt)
    for match in prompt.find(_duets()):
        # A piano duet, and a duet for cello and piano, are played.
        played = any(
            one.last == match.first - 1 or (prompt.word(match.last + 1) in ("for", "of", "between") and
                                            0 < one.first - match.last <= 3)
            for one in named
        )  # fmt: skip
        if not match.negated and not played:
            return True
    return len(read_sexes(prompt)) > 1


def read_sexes(prompt: Prompt) -> tuple[Gender, ...]:
    """The sexes of the singers that a prompt names side by side, as "male and female vocals" does, in order."""
    beside = table("singers")["beside"]
    for match in prompt.find(_pairs()):
        near = (prompt.word(index) for index in range(match.last + 1, match.last + 1 + beside["reach"]))
        if not match.negated and any(word in beside["singing"] or word in ("duet", "duets") for word in near):
            return match.value
    return ()


def _lead(
    given: str | None, told: str | None, prompt: Prompt, cast: Cast, sexes: tuple[Gender, ...], seed: int
) -> Wish[str]:
    if given:
        return Wish(given, "parameter")
    if told is not None:
        return Wish(voice_of(prompt, told), "model")
    drawn = read_voice(prompt, seed)
    if cast.lead and _sex_of(drawn.value) != cast.lead:
        return Wish(voice_of(prompt, cast.lead), "prompt" if cast.lead in sexes else "lyrics")
    if not cast.lead and sexes:
        return Wish(voice_of(prompt, sexes[0]), "prompt")
    return drawn


def _voice_beside(prompt: Prompt, sex: Gender, lead: str) -> str:
    """The voice of that sex that suits the prompt, another than the lead's."""
    best = voice_of(prompt, sex)
    if best != lead:
        return best
    return next((voice.item_id for voice in voices() if voice.gender == sex and voice.item_id != lead), best)


def _sex_of(item_id: str | None) -> Gender | None:
    return next((voice.gender for voice in known_voices() if voice.item_id == item_id), None)


def _gender(sex: str | None) -> Gender | None:
    return "female" if sex == "female" else "male" if sex == "male" else None


@cache
def _duets() -> dict[tuple[str, ...], str]:
    return {words_of(phrase): phrase for phrase in table("singers")["duet"]["words"]}


@cache
def _pairs() -> dict[tuple[str, ...], tuple[Gender, ...]]:
    """Phrases that name two sexes, with these in order."""
    found: dict[tuple[str, ...], tuple[Gender, ...]] = {}
    beside = table("singers")["beside"]
    for phrase in table("singers")["duet"]["pairs"]:
        words = words_of(phrase)
        sexes: list[Gender] = ["female" if word in beside["female"] else "male"
                               for word in words if word in (*beside["female"], *beside["male"])]  # fmt: skip
        found[words] = tuple(sexes)
    return found
