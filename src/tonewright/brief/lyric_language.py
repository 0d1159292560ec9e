"""The language of lyrics: by script, and by little words and letters where languages share one."""

from collections.abc import Iterable
from functools import cache

from tonewright.brief.lexicon import table
from tonewright.brief.lyric_text import label_words
from tonewright.brief.script import is_unspaced, script_of, scripts_in, scripts_of
from tonewright.speech.languages import primary, sung_languages

DEFAULT_LANGUAGE = "en"
_FEWEST_KANA = 0.04
"""The share of kana in Japanese among kana and Chinese characters; names in Chinese have none."""
_LETTER = 0.4
_SHOWN = 1.5
"""What lyrics must show of a language: more than one of its words."""
_CLEAR = 2.4
"""What a line must show of another language than the song's: two of its words that the song's has not."""
_FOREIGN_WORDS = 3
"""A run of Latin words as long as this within a line of another script is sung in its own language."""


def language_of(text: str) -> str:
    """The language that a text shows, by its primary tag; "" where it shows none, as a text without letters."""
    counts = scripts_in(text)
    if not counts:
        return ""
    unspaced = counts.pop("han", 0.0) + counts.pop("kana", 0.0)
    script = max(counts, key=lambda one: counts[one], default="")
    if unspaced >= counts.get(script, 0.0):
        return "ja" if sum(script_of(c) == "kana" for c in text) > _FEWEST_KANA * len(text) else "zh"
    found = _evidence(text, script)
    best = max(found, key=lambda tag: found[tag], default="")
    return best if best and (len(found) == 1 or found[best] >= _SHOWN) else ""


def line_language(text: str, song: str, mixed: bool = True) -> str:
    """The language of a line in a song of another, by its primary tag; "" where it is the song's own.

    `song` is a BCP 47 tag. A line is the song's wherever it is written in the song's script and does not clearly
    show another language, which only counts where lyrics are `mixed`.
    """
    own = primary(song)
    scripts = set(scripts_in(text))
    at_home = bool(scripts & scripts_of(own))
    if not scripts or (at_home and "latin" not in scripts):
        return "" if own != "zh" or "kana" not in scripts else "ja"
    if at_home and not mixed:
        return ""
    if at_home:
        found = _evidence(text, "latin")
        best = max(found, key=lambda tag: found[tag])
        return best if found[best] >= _CLEAR and found[best] >= 3 * found.get(own, 0.0) else ""
    shown = language_of(text) or (_only_language(scripts) if "latin" not in scripts else DEFAULT_LANGUAGE)
    return "" if shown == own else shown


def parts_by_script(text: str) -> list[str]:
    """A line parted where it changes to a script that another language's singer must sing.

    One or two Latin words stay with their neighbours of another script, whose singers can read them.
    """
    parts: list[tuple[str, list[str]]] = []
    for token in text.split():
        script = _group(token)
        if parts and script in ("", parts[-1][0]):
            parts[-1][1].append(token)
        elif parts and parts[-1][0] == "":
            parts[-1] = (script, [*parts[-1][1], token])
        else:
            parts.append((script, [token]))
    merged: list[tuple[str, list[str]]] = []
    for index, (script, tokens) in enumerate(parts):
        short = script == "latin" and len(tokens) < _FOREIGN_WORDS
        if merged and (script == merged[-1][0] or (short and merged[-1][0] != "latin")):
            merged[-1][1].extend(tokens)
        elif merged and merged[-1][0] == "latin" and index == 1 and len(merged[-1][1]) < _FOREIGN_WORDS:
            merged[-1] = (script, merged[-1][1] + tokens)
        else:
            merged.append((script, list(tokens)))
    return [" ".join(tokens) for _, tokens in merged]


def _group(token: str) -> str:
    """The script of a token; of Latin and another in one, the other."""
    if any(is_unspaced(char) for char in token):
        return "unspaced"
    scripts = [script for script in map(script_of, token) if script]
    return next((script for script in scripts if script != "latin"), scripts[0] if scripts else "")


def _only_language(scripts: Iterable[str]) -> str:
    """The first language that can be sung and is written in one of the scripts, "" if none is."""
    wanted = set(scripts)
    return next((tag for tag in sung_languages() if wanted & scripts_of(tag)), "")


def _evidence(text: str, script: str) -> dict[str, float]:
    """How clearly a text shows each language of a script: its different words, by how few share them, and letters."""
    words, letters = _signs(script)
    found = dict.fromkeys((tag for tag in sung_languages() if script in scripts_of(tag)), 0.0)
    for word in sorted(set(label_words(text))):
        # French and Italian little words lean on the next one: l'amour, dell'anima.
        for known in dict.fromkeys((word, word[: word.find("'") + 1])):
            for tag in words.get(known, ()):
                found[tag] += 1.0 / len(words[known])
    for char in text.casefold():
        for tag in letters.get(char, ()):
            found[tag] += _LETTER / len(letters[char])
    return found


@cache
def _signs(script: str) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Which languages of a script have a word, and a letter."""
    words: dict[str, list[str]] = {}
    letters: dict[str, list[str]] = {}
    for tag in sung_languages():
        known = table("languages")["known"].get(tag, {})
        if script in scripts_of(tag):
            for word in sorted(set(known.get("words", "").split())):
                words.setdefault(word, []).append(tag)
            for letter in sorted(set(known.get("letters", ""))):
                letters.setdefault(letter, []).append(tag)
    return words, letters
