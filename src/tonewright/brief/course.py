"""The course: how a piece is to run from its beginning to its end."""

from collections.abc import Mapping
from functools import cache

from tonewright.brief.brief import Course
from tonewright.brief.instruments import Mention, mentions
from tonewright.brief.lexicon import table
from tonewright.brief.passages import Passage, passages_in
from tonewright.brief.prompt import Prompt, words_of

_LONGEST_AFTER = 5
_SILENCE_REACH = 5
_FARTHEST = 8


def read_course(prompt: Prompt) -> Course:
    """The course that a prompt asks for; where it says two things of one field, the first counts.

    What ends full begins soft and grows, and what begins soft and ends full grows, unless the prompt says otherwise.
    """
    begins, ends, line = (_said(prompt, name) for name in ("begins", "ends", "line"))
    alone = _begins_with(prompt)
    if not line and (ends == "full" or (begins == "soft" and not ends)) and (alone or begins == "soft"):
        line = "grow"
    if not line and begins == "full" and ends == "soft":
        line = "fade"
    return Course(
        begins_with=alone,
        begins=begins or ("soft" if alone and line == "grow" else ""),
        ends=ends or ("full" if line == "grow" and alone else ""),
        line=line,
        silence_before=_silences(prompt),
        ending=_said(prompt, "ending"),
        key_change=_said(prompt, "key_change") == "yes",
    )


def _said(prompt: Prompt, name: str) -> str:
    """The first value of a field of the course that the prompt's phrases say, "" where none does."""
    return next((match.value for match in prompt.find(_phrases(name)) if not match.negated), "")


def _begins_with(prompt: Prompt) -> tuple[str, ...]:
    """The instruments that begin alone: "starts as one guitar", "just piano at the start", "guitar first"."""
    data = table("course")["begins_with"]
    named = [mention for mention in mentions(prompt) if not mention.negated]
    found: list[str] = []
    for cue in (*prompt.find(_words("begins_with", "words")), *prompt.find(_phrases("begins"))):
        end = cue.last
        for mention in named:
            if not cue.last < mention.first <= end + _FARTHEST:
                continue
            gap = [prompt.word(at) for at in range(end + 1, mention.first)]
            tokens = prompt.tokens[cue.last + 1 : mention.first + 1]
            # "Starts soft, with just a harp" goes on over the comma.
            runs_on = "just" in gap or "only" in gap
            paused = any(token.opens_clause or (token.after_pause and not runs_on) for token in tokens)
            if paused or not all(word in data["between"] for word in gap):
                continue
            found.append(mention.name)
            end = mention.last
    for mention in named:
        if _is_first(prompt, mention) or "intro" in mention.placement.alone:
            found.append(mention.name)
    return tuple(dict.fromkeys(found))


def _is_first(prompt: Prompt, mention: Mention) -> bool:
    if mention.last + 1 < len(prompt.tokens) and prompt.tokens[mention.last + 1].after_pause:
        return False
    following = tuple(prompt.word(mention.last + 1 + step) for step in range(_LONGEST_AFTER))
    words = _words("begins_with", "after")
    return any(following[:length] in words for length in range(1, _LONGEST_AFTER + 1))


def _silences(prompt: Prompt) -> tuple[str, ...]:
    """The sections before which all fall silent."""
    silences = prompt.find(_words("silence", "words"))
    before = table("course")["silence"]["before"]
    found: list[str] = []
    for passage in passages_in(prompt):
        for match in silences:
            if match.negated or not match.last < passage.noun <= match.last + 1 + _SILENCE_REACH:
                continue
            words = [prompt.word(at) for at in range(match.last + 1, passage.noun)]
            if not _leads_into(prompt, passage, words, before):
                continue
            if any(mention.last == match.first - 1 for mention in mentions(prompt)):
                continue
            found.append(passage.section)
    return tuple(dict.fromkeys(found))


def _leads_into(prompt: Prompt, passage: Passage, words: list[str], before: list[str]) -> bool:
    """True where the words between a silence and a section say that the one comes before the other."""
    if any(prompt.tokens[at].opens_clause for at in range(passage.noun - len(words), passage.noun + 1)):
        return False
    return any(f" {phrase} " in f" {' '.join(words)} " for phrase in before)


@cache
def _phrases(name: str) -> Mapping[tuple[str, ...], str]:
    return {words_of(phrase): value for value, phrases in table("course")[name].items() for phrase in phrases}


@cache
def _words(name: str, key: str) -> Mapping[tuple[str, ...], str]:
    return {words_of(phrase): phrase for phrase in table("course")[name][key]}
