"""The hook: the chorus line that names the subject and returns."""

from typing import Any

import numpy as np

from tonewright.brief.lexicon import table
from tonewright.brief.lyric_line import sung_words
from tonewright.brief.prompt import Prompt, words_of
from tonewright.brief.script import scripts_in
from tonewright.brief.theme import ENGLISH
from tonewright.brief.writing.scansion import scan, scans

FEWEST_SYLLABLES, MOST_SYLLABLES = 4, 10
LONGEST_SUBJECT = 9
USUAL_SYLLABLES = 7
_MOST_WORDS = 8


def make_hook(prompt: Prompt, title: str | None, rng: np.random.Generator, language: str = ENGLISH) -> str | None:
    """A hook of 4…10 syllables from the title or from what the prompt says the song is about, or None.

    A prompt in another language than the song's has a subject that the song has no words for.
    """
    data = grammar(language)
    title_words = _plain(title.split()) if title else []
    if title_words:
        hook = _fill(data["named"], " ".join(title_words), rng, language)
        if hook is not None:
            return hook
    words = subject(prompt, language)
    if not words:
        return None
    forms = data["doing" if _is_doing(words, data) else "thing"]
    return _fill(forms, " ".join(_shortened(words, language)), rng, language)


def grammar(language: str) -> dict[str, Any]:
    """How the prompts of a language name a song's subject, and its choruses too."""
    return table(f"lyrics/{language}/language")


def subject(prompt: Prompt, language: str = ENGLISH) -> list[str]:
    """The words for what the song is about, as written, at most eight; [] where the prompt names nothing in it."""
    data = grammar(language)
    start = _subject_start(prompt, data)
    if start is None:
        return []
    wrappers = {words_of(phrase): "" for phrase in data["wrappers"]}
    for length in range(5, 1, -1):
        if tuple(prompt.word(start + step) for step in range(length)) in wrappers:
            start += length
            break
    words: list[str] = []
    for index in range(start, min(start + _MOST_WORDS + 1, len(prompt.tokens))):
        token = prompt.tokens[index]
        joined = bool(words) and token.before in ("-", "'")
        stops = token.text in data["ends"] or any(char.isdigit() for char in token.text)
        if stops or (index > start and token.after_pause) or len(words) == _MOST_WORDS:
            break
        if joined:
            words[-1] += token.before + token.raw
        else:
            words.append(token.raw)
    if not _is_doing(words, data):
        words = words[: next((at for at, word in enumerate(words) if word in data["parts"]), len(words))]
    while words and words[-1].lower() in (*data["closing"], *data["cuts"]):
        words.pop()
    if not words or words[0].lower() in data["no_start"] or {word.lower() for word in words} & set(data["uses"]):
        return []
    words[-1] = words[-1].removesuffix("'s").removesuffix("’s")
    plain = _plain(words)
    return _named(plain, data) if len(plain) == len(words) else []


def _subject_start(prompt: Prompt, data: dict[str, Any]) -> int | None:
    articles = data.get("with_article", {})
    for index, token in enumerate(prompt.tokens[:-1]):
        following = prompt.word(index + 1)
        if token.text in articles and not prompt.tokens[index + 1].after_pause:
            return index
        if token.text in data["about"] and not prompt.tokens[index + 1].after_pause:
            return index + 1
        if token.text in data["to_owner"] and following in data["owners"]:
            return index + 1
    return None


def _named(words: list[str], data: dict[str, Any]) -> list[str]:
    """The subject as a sentence's own: `sul mare` names `il mare`, `über den Wind` names `der Wind`."""
    first = words[0].lower()
    return [data.get("with_article", {}).get(first, data.get("nominative", {}).get(first, words[0])), *words[1:]]


def _plain(words: list[str]) -> list[str]:
    """The words that can be sung, without capitals throughout."""
    shouted = all(word.isupper() for word in words) and len(words) > 1
    sung = [word.lower() if shouted else word for word in words if _is_sung(word)]
    return [word.strip(".,;:!?") for word in sung]


def _is_sung(word: str) -> bool:
    """True for a word that can stand in a line of Latin letters."""
    return bool(sung_words(word)) and set(scripts_in(word)) <= {"latin"}


def _is_doing(words: list[str], data: dict[str, Any]) -> bool:
    """True for "leaving home" and "never giving up"."""
    if not words or not data["doing"]:
        return False
    verb = words[1] if words[0].lower() in ("never", "always", "slowly") and len(words) > 1 else words[0]
    return (
        verb.lower().endswith(data["doing_ends"]) and verb.lower() not in data["things_that_end_so"] and len(verb) > 4
    )


def _fill(forms: list[str], words: str, rng: np.random.Generator, language: str) -> str | None:
    """One of the forms with the words in it whose metre fits, those nearest to the usual length first."""
    if not scans(words, language) or _size(words, language) > LONGEST_SUBJECT:
        return None
    hooks = [_sentence(form, words) for form in forms]
    fitting = [hook for hook in hooks if FEWEST_SYLLABLES <= _size(hook, language) <= MOST_SYLLABLES]
    nearest = sorted(fitting, key=lambda hook: abs(_size(hook, language) - USUAL_SYLLABLES))[:3]
    return nearest[int(rng.integers(len(nearest)))] if nearest else None


def _shortened(words: list[str], language: str) -> list[str]:
    """The words without a clause that makes them too long to sing in one line."""
    if _size(" ".join(words), language) <= LONGEST_SUBJECT:
        return words
    cuts = grammar(language)["cuts"]
    return words[: next((at for at in range(1, len(words)) if words[at].lower() in cuts), len(words))]


def _sentence(form: str, words: str) -> str:
    """The form filled in, its first letter large."""
    text = form.replace("{}", words)
    return text[:1].upper() + text[1:]


def _size(text: str, language: str) -> int:
    return scan(text, language).syllables
