"""Contradictions: wishes that cannot be met together, or at all, and what is done instead, in sentences."""

from collections.abc import Iterator

from tonewright.brief.brief import Brief
from tonewright.brief.genre import STAND_IN_WEIGHT, unknown_genres
from tonewright.brief.instruments import MOST_WANTED, mentions
from tonewright.brief.language import asked_language, unsung_languages
from tonewright.brief.length import SHORTEST_S, lengths_in
from tonewright.brief.lexicon import table
from tonewright.brief.meter import meters_in
from tonewright.brief.numbers import number_at
from tonewright.brief.prompt import Prompt, words_of
from tonewright.brief.singer import read_gender
from tonewright.brief.style import style_words
from tonewright.brief.tempo import FASTEST_READ_BPM, SLOWEST_READ_BPM, into_range, numbers_in, word_bpm, word_in
from tonewright.brief.tonality import keys_in, read_mode
from tonewright.brief.wishes import Wishes
from tonewright.speech.languages import language_of
from tonewright.styles.packs import pack

_FAST_BPM, _SLOW_BPM = 120.0, 90.0
"""A tempo word from the one up is fast, from the other down slow."""
_PLAYERS_REACH = 2


def contradictions(prompt: Prompt, wishes: Wishes, brief: Brief) -> tuple[str, ...]:
    """What of the wishes was not followed, and why, a sentence each.

    Parameters
    ----------
    brief: the wishes as they were resolved.
    """
    return (
        *_parameters(prompt, wishes, brief),
        *_tempo(prompt, brief),
        *_meter(prompt, brief),
        *_key(prompt, brief),
        *_length(prompt, wishes, brief),
        *_instruments(prompt),
        *_style(prompt, brief),
        *_voice(prompt, brief),
    )


def _parameters(prompt: Prompt, wishes: Wishes, brief: Brief) -> Iterator[str]:
    """A parameter goes before the prompt."""
    said = next(iter(numbers_in(prompt)), None)
    if brief.tempo_bpm.source == "parameter" and said is not None and said != brief.tempo_bpm.value:
        yield f"The parameter's {brief.tempo_bpm.value:g} BPM goes before the prompt's {said:g}."
    key = next(iter(keys_in(prompt)), None)
    if brief.key.source == "parameter" and key is not None and key != brief.key.value:
        yield f"The parameter's {brief.key.value} goes before the prompt's {key}."
    meter = next((meter for _, meter in meters_in(prompt)), None)
    if brief.meter.source == "parameter" and meter is not None and meter != brief.meter.value.name:
        yield f"The parameter's {brief.meter.value.name} goes before the prompt's {meter}."
    length = next(iter(lengths_in(prompt)), None)
    if wishes.duration_s is not None and length is not None and length != wishes.duration_s:
        yield f"The parameter's {wishes.duration_s:g} seconds go before the prompt's {length:g}."


def _tempo(prompt: Prompt, brief: Brief) -> Iterator[str]:
    """A number goes before a word, the first number before others; what is too slow or fast is doubled or halved."""
    if brief.tempo_bpm.source != "prompt" or brief.tempo_bpm.value is None:
        for number in numbers_in(prompt):
            if not SLOWEST_READ_BPM <= number <= FASTEST_READ_BPM:
                yield f"{number:g} BPM is no tempo that can be played: the style's own is taken."
        return
    playable = [number for number in numbers_in(prompt) if SLOWEST_READ_BPM <= number <= FASTEST_READ_BPM]
    if not playable:
        return
    taken = brief.tempo_bpm.value
    word = word_in(prompt)
    if word is not None:
        meant = word_bpm(word, brief.style.value)
        if (meant >= _FAST_BPM and taken <= _SLOW_BPM) or (meant <= _SLOW_BPM and taken >= _FAST_BPM):
            yield f'"{word.capitalize()}" and {playable[0]:g} BPM contradict each other: the number counts.'
    if into_range(playable[0]) != playable[0]:
        yield f"{playable[0]:g} BPM lies outside 50 to 190: it is played as {taken:g}, which has the same pulse."
    if len(playable) > 1:
        others = " and ".join(f"{number:g}" for number in playable[1:])
        yield f"Of several tempi the first counts: {playable[0]:g} BPM, not {others}."


def _meter(prompt: Prompt, brief: Brief) -> Iterator[str]:
    """A written meter goes before a word for one, the first before others."""
    named = meters_in(prompt)
    if brief.meter.source != "prompt" or not named:
        return
    nearest = table("grammar")["meters"]["nearest"]
    taken = brief.meter.value.name
    for said, meter in named:
        if said in nearest and meter == taken:
            yield f"{said} cannot be played: {meter} is nearest to it."
    losers = dict.fromkeys(said for said, meter in named if meter != taken)
    if losers:
        yield f"{_quoted(losers)} and {taken} contradict each other: {taken} counts."
    home = pack(brief.style.value)["feel"].get("meter")
    if isinstance(home, str) and home != taken and not losers:
        yield f"{pack(brief.style.value)['title']} is at home in {home}: here it is played in {taken}."


def _key(prompt: Prompt, brief: Brief) -> Iterator[str]:
    """The first key counts; one that is named goes before a bare major or minor."""
    if brief.key.source != "prompt" or brief.key.value is None:
        return
    keys = keys_in(prompt)
    if len(keys) > 1:
        yield f"Of several keys the first counts: {keys[0]}, not {' and '.join(map(str, keys[1:]))}."
    mode = read_mode(prompt)
    if mode is not None and keys and mode != ("minor" if keys[0].is_minor else "major"):
        yield f'"{mode.capitalize()}" and {keys[0]} contradict each other: {keys[0]} counts.'


def _length(prompt: Prompt, wishes: Wishes, brief: Brief) -> Iterator[str]:
    """The first length counts, within what the model makes."""
    lengths = lengths_in(prompt)
    asked = wishes.duration_s if wishes.duration_s is not None else next(iter(lengths), None)
    if asked is not None and asked > wishes.maximum_s:
        yield f"{wishes.model} makes at most {wishes.maximum_s:g} seconds, not {asked:g}."
    if asked is not None and asked < SHORTEST_S:
        yield f"A piece has at least {SHORTEST_S:g} seconds, not {asked:g}."
    if brief.duration_s.source == "prompt" and len(lengths) > 1:
        others = " and ".join(f"{seconds:g}" for seconds in lengths[1:])
        yield f"Of several lengths the first counts: {lengths[0]:g} seconds, not {others}."


def _instruments(prompt: Prompt) -> Iterator[str]:
    """What is both wanted and not wanted plays; a band takes the first MOST_WANTED."""
    named = mentions(prompt)
    wanted = tuple(dict.fromkeys(one.name for one in named if not one.negated))
    for name in dict.fromkeys(one.name for one in named if one.is_barred and not one.is_part):
        if name in wanted:
            yield f"The {name} is both wanted and not wanted: it plays."
    if len(wanted) > MOST_WANTED:
        yield f"{len(wanted)} instruments are named; the band takes the first {MOST_WANTED}."
    for index in range(len(prompt.tokens)):
        read = number_at(prompt, index)
        if read is None or read[0] <= MOST_WANTED or prompt.word(index - 1) in table("grammar")["numbers"]:
            continue
        following = [prompt.word(read[1] + step) for step in range(_PLAYERS_REACH)]
        nouns = [word for word in following if word in table("grammar")["crowds"]]
        if nouns:
            yield f"{read[0]:g} {nouns[0]} do not fit in: the band takes at most {MOST_WANTED} instruments."


def _style(prompt: Prompt, brief: Brief) -> Iterator[str]:
    """A genre that no pack holds is played as its nearest."""
    if brief.style.source not in ("prompt", "default"):
        return
    own = [match for match in style_words(prompt) if match.value[0] == brief.style.value and not match.negated]
    for match in own:
        name, weight = match.value
        if weight == STAND_IN_WEIGHT and not any(other.value[1] > STAND_IN_WEIGHT for other in own):
            yield f'There is no style for "{match.phrase}": {pack(name)["title"]} is nearest to it.'
    for word in unknown_genres(prompt):
        yield f'"{word.capitalize()}" is not known here: the style is {pack(brief.style.value)["title"]}.'


def _voice(prompt: Prompt, brief: Brief) -> Iterator[str]:
    """Whether somebody sings is for the kind of request to say, not for the prompt."""
    unsung = [match for match in prompt.find(_singing()) if match.negated]
    if brief.kind == "song" and unsung:
        yield "A song is sung: for music without vocals ask for an instrumental."
    if brief.kind == "instrumental" and read_gender(prompt) is not None:
        yield "An instrumental has no singer: for a voice ask for a song."
    if brief.kind == "song" and brief.language.source != "parameter":
        sung = language_of(brief.language.value)
        for language in unsung_languages(prompt):
            yield f"{language.capitalize()} cannot be sung yet: the song is in {sung.name}."
        asked = asked_language(prompt)
        if asked and asked != sung.tag:
            yield f"The lyrics are {sung.name}: that is what is sung, not {language_of(asked).name}."


def _quoted(words: dict[str, None]) -> str:
    return " and ".join(word if word[0].isdigit() else f'"{word.capitalize()}"' for word in words)


def _singing() -> dict[tuple[str, ...], str]:
    return {words_of(word): word for word in table("singers")["singing"]}
