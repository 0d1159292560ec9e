"""The hook: the chorus line that names the subject and returns."""

import numpy as np

from tonewright.brief.lexicon import table
from tonewright.brief.lyric_line import sung_words
from tonewright.brief.prompt import Prompt, words_of
from tonewright.brief.script import scripts_in
from tonewright.speech.syllables import syllabify_line

FEWEST_SYLLABLES, MOST_SYLLABLES = 4, 10
LONGEST_SUBJECT = 9
USUAL_SYLLABLES = 7
_MOST_WORDS = 8


def make_hook(prompt: Prompt, title: str | None, rng: np.random.Generator) -> str | None:
    """A hook of 4…10 syllables from the title or from what the prompt says the song is about, or None."""
    title_words = _plain(title.split()) if title else []
    if title_words:
        hook = _fill(table("hooks")["named"], " ".join(title_words), rng)
        if hook is not None:
            return hook
    words = subject(prompt)
    if not words:
        return None
    forms = table("hooks")["doing" if _is_doing(words) else "thing"]
    return _fill(forms, " ".join(_shortened(words)), rng)


def subject(prompt: Prompt) -> list[str]:
    """The words for what the song is about, as written, at most eight; [] where the prompt names nothing."""
    data = table("hooks")
    start = _subject_start(prompt)
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
    if not _is_doing(words):
        words = words[: next((at for at, word in enumerate(words) if word in ("for", "with")), len(words))]
    while words and words[-1].lower() in (*table("titles")["closing"], *data["cuts"]):
        words.pop()
    if not words or words[0].lower() in data["no_start"] or {word.lower() for word in words} & set(data["uses"]):
        return []
    words[-1] = words[-1].removesuffix("'s").removesuffix("’s")
    plain = _plain(words)
    return plain if len(plain) == len(words) else []


def _subject_start(prompt: Prompt) -> int | None:
    owners = table("hooks")["owners"]
    for index, token in enumerate(prompt.tokens[:-1]):
        following = prompt.word(index + 1)
        if token.text == "about" and not prompt.tokens[index + 1].after_pause:
            return index + 1
        if token.text in ("for", "to") and following in owners:
            return index + 1
    return None


def _plain(words: list[str]) -> list[str]:
    """The words that can be sung, without capitals throughout; [] if one cannot."""
    shouted = all(word.isupper() for word in words) and len(words) > 1
    sung = [word.lower() if shouted else word for word in words if _is_sung(word)]
    return [word.strip(".,;:!?") for word in sung]


def _is_sung(word: str) -> bool:
    """True for a word that can stand in a line of Latin letters."""
    return bool(sung_words(word)) and set(scripts_in(word)) <= {"latin"}


def _is_doing(words: list[str]) -> bool:
    """True for "leaving home" and "never giving up"."""
    if not words:
        return False
    nouns = table("hooks")["things_in_ing"]
    verb = words[1] if words[0].lower() in ("never", "always", "slowly") and len(words) > 1 else words[0]
    return verb.lower().endswith("ing") and verb.lower() not in nouns and len(verb) > 4


def _fill(forms: list[str], words: str, rng: np.random.Generator) -> str | None:
    """One of the forms with the words in it whose metre fits, those nearest to eight syllables first."""
    if _size(words) > LONGEST_SUBJECT:
        return None
    hooks = [_sentence(form, words) for form in forms]
    fitting = [hook for hook in hooks if FEWEST_SYLLABLES <= _size(hook) <= MOST_SYLLABLES]
    nearest = sorted(fitting, key=lambda hook: abs(_size(hook) - USUAL_SYLLABLES))[:3]
    return nearest[int(rng.integers(len(nearest)))] if nearest else None


def _shortened(words: list[str]) -> list[str]:
    """The words without a clause that makes them too long to sing in one line."""
    if _size(" ".join(words)) <= LONGEST_SUBJECT:
        return words
    cuts = table("hooks")["cuts"]
    return words[: next((at for at in range(1, len(words)) if words[at].lower() in cuts), len(words))]


def _sentence(form: str, words: str) -> str:
    """The form filled in, its first letter large."""
    text = form.replace("{}", words)
    return text[:1].upper() + text[1:]


def _size(text: str) -> int:
    return sum(len(syllables) for syllables in syllabify_line(sung_words(text)))
