"""The key and mode, and a progression written in the prompt."""

import re

from tonewright.brief.brief import Wish
from tonewright.brief.prompt import Prompt, Token
from tonewright.errors import TheoryError
from tonewright.theory.key import MODES, Key
from tonewright.theory.pitch import parse_pitch_class
from tonewright.theory.progression import ProgressionBar, parse_progression

_MODE_WORDS = {
    "major": "major", "maj": "major", "minor": "minor", "min": "minor", "ionian": "major", "aeolian": "minor",
    "dorian": "dorian", "phrygian": "phrygian", "lydian": "lydian", "mixolydian": "mixolydian",
}  # fmt: skip
_NAME = re.compile(r"([A-Ga-g])(#|b|♭)?(m|maj|min)?")
_KEY_NOUNS = frozenset(("key", "keys", "mode", "tonality", "scale", "chords", "chord", "harmony", "mood", "feel"))
_OPENERS = frozenset(("in", "of", "key", "is", "to"))
_MAY_FOLLOW = frozenset(("at", "with", "and", "for", "about", "around", "in", "no", "without", "featuring", "that"))


def read_key(prompt: Prompt) -> tuple[Wish[Key | None], Wish[str | None]]:
    """The key, such as "in D minor", "F# major" or "key of Bb", and the mode wished for, each or None.

    An article is no key ("in a minor key" wishes only the mode), and a letter alone is one only after
    "in" or "key of".
    """
    for key in keys_in(prompt):
        return Wish(key, "prompt"), Wish("minor" if key.is_minor else "major", "prompt")
    bare_mode = read_mode(prompt)
    return Wish(None, "default"), Wish(bare_mode, "prompt" if bare_mode else "default")


def keys_in(prompt: Prompt) -> tuple[Key, ...]:
    """The keys that a prompt names, in order."""
    bare_mode = read_mode(prompt)
    keys = (_key_at(prompt, index, bare_mode) for index in range(len(prompt.tokens)))
    return tuple(dict.fromkeys(key for key in keys if key is not None))


def read_chords(prompt: Prompt) -> Wish[tuple[ProgressionBar, ...] | None]:
    """A progression of two or more symbols after the word "chords" or "progression", or None."""
    for index, token in enumerate(prompt.tokens):
        if token.text in ("chords", "progression", "changes", "chord"):
            start = prompt.tokens[index].end
            bars = _progression(prompt.text[start : start + 200].lstrip(" :=-–"))
            if bars is not None:
                return Wish(bars, "prompt")
    return Wish(None, "default")


def _progression(text: str) -> tuple[ProgressionBar, ...] | None:
    symbols: list[str] = []
    for piece in re.split(r"([\s,–—>|-]+)", text):
        symbol = piece.strip(" .;!?()[]\"'")
        if "|" in piece:
            symbols.append("|")
        if not symbol or not symbol.strip(",–—>|-"):
            continue
        try:
            parse_progression(symbol)
        except TheoryError:
            break
        symbols.append(symbol)
        if piece.endswith((".", ";", "!", "?")):
            break
    if sum(symbol != "|" for symbol in symbols) < 2:
        return None
    try:
        return parse_progression(" ".join(symbols))
    except TheoryError:
        return None


def _key_at(prompt: Prompt, index: int, bare_mode: str | None) -> Key | None:
    token = prompt.tokens[index]
    match = _NAME.fullmatch(token.raw.replace("♯", "#"))
    if match is None or (index and token.before in ("'", "’")):
        return None
    letter, accidental, short_mode = match.groups()
    if letter.islower() and short_mode == "m" and not accidental:
        return None
    after = index + 1
    flat_sign = prompt.after(index).startswith("♭")
    word = prompt.word(after)
    if not accidental and (word in ("sharp", "flat") or flat_sign):
        accidental = "#" if word == "sharp" else "b"
        after += 0 if flat_sign else 1
    tonic = parse_pitch_class(letter.upper() + (accidental or "").replace("♭", "b"))
    opened = prompt.word(index - 1) in _OPENERS and not (index and token.opens_clause)
    mode, end = _mode_at(prompt, after)
    if short_mode:
        return Key(tonic, "minor" if short_mode != "maj" else "major") if opened else None
    if mode is not None:
        return Key(tonic, mode) if accidental or not _is_article(prompt, token, index, end, opened) else None
    if not letter.isupper():
        return None
    phrase_end = after >= len(prompt.tokens) or prompt.tokens[after].after_pause
    whole_phrase = bool(accidental) and token.after_pause and phrase_end
    alone = opened and (bool(accidental) or _ends_phrase(prompt, after - 1))
    return Key(tonic, bare_mode or "major") if alone or whole_phrase else None


def _mode_at(prompt: Prompt, index: int) -> tuple[str | None, int]:
    """The mode word at `index` and the index after it."""
    if index >= len(prompt.tokens) or prompt.tokens[index].opens_clause:
        return None, index
    words = f"{prompt.word(index)} {prompt.word(index + 1)}"
    if words in MODES:
        return words, index + 2
    if prompt.word(index) == "m" and not prompt.tokens[index].before:
        return "minor", index + 1
    mode = _MODE_WORDS.get(prompt.word(index))
    return mode, index + 1


def _is_article(prompt: Prompt, token: Token, index: int, end: int, opened: bool) -> bool:
    """True where the letter a is the article, as in "a minor key" and "A major anthem"."""
    if token.text != "a":
        return False
    if prompt.word(end) in _KEY_NOUNS:
        return True
    if token.raw == "A" and index and not token.opens_clause:
        return False
    return not ((opened or token.raw == "A") and _ends_phrase(prompt, end - 1))


def _ends_phrase(prompt: Prompt, index: int) -> bool:
    """True where no noun follows token `index`: the end, punctuation, a number or a small word."""
    following = prompt.word(index + 1)
    if not following or prompt.tokens[index + 1].after_pause:
        return True
    return following in _MAY_FOLLOW or following[0].isdigit()


def read_mode(prompt: Prompt) -> str | None:
    """Major or minor where it is wished for without a tonic ("in a minor key"), else None."""
    for index, token in enumerate(prompt.tokens):
        mode = _MODE_WORDS.get(token.text)
        if mode in ("major", "minor") and len(token.text) == 5:
            named = prompt.word(index + 1) in _KEY_NOUNS
            if named or (prompt.word(index - 1) == "in" and _ends_phrase(prompt, index)):
                return mode
    return None
