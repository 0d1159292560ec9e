"""The title: as given, as the prompt names it, the chorus's hook, or made from the prompt."""

import re
from collections.abc import Sequence

from tonewright.brief.brief import LyricSection, Wish
from tonewright.brief.hook import subject
from tonewright.brief.instruments import barred_tokens
from tonewright.brief.length import length_at
from tonewright.brief.lexicon import table
from tonewright.brief.prompt import Prompt, clean
from tonewright.brief.theme import ENGLISH
from tonewright.speech.languages import primary

LONGEST_TITLE = 60
LONGEST_GIVEN_TITLE = 200
MOST_WORDS = 6
MOST_HOOK_WORDS = 12
LONGEST_WORD = 30
FEWEST_LETTERS = 3
_NAMED = re.compile(r"(?i)\b(?:titled|entitled|called|named|title:)[ ]{0,3}[\"“”'‘«]([^\"“”’»\n]{1,60})[\"”'’»]")


def read_title(
    given: str | None, prompt: Prompt, lyrics: Sequence[LyricSection], fallback: str, language: str = ENGLISH
) -> Wish[str]:
    """A title of 1…60 characters (a given one up to 200), never empty.

    `language` is that of the lyrics. `fallback` is taken where prompt and lyrics hold no word for one.
    """
    named = given_title(given, prompt)
    if named is not None:
        return named
    hook = _hook(lyrics, language)
    if hook:
        return Wish(hook, "lyrics")
    made = _from_prompt(prompt)
    return Wish(made, "prompt") if made else Wish(fallback, "default")


def given_title(given: str | None, prompt: Prompt) -> Wish[str] | None:
    """The title that is given as a parameter, or in the prompt as in `titled "Golden Hour"`, or None."""
    if given is not None and clean(given):
        return Wish(" ".join(clean(given)[:LONGEST_GIVEN_TITLE].split()), "parameter")
    named = _NAMED.search(prompt.text)
    if named is not None and named.group(1).strip():
        return Wish(" ".join(named.group(1).split()), "prompt")
    return None


def _hook(lyrics: Sequence[LyricSection], language: str) -> str:
    """The chorus line that is sung most, else the first line, up to its first pause."""
    sung = [section for section in lyrics if section.lines]
    chorus = [section for section in sung if section.kind == "chorus"]
    lines = [line.text for section in (chorus or sung[:1]) for line in section.lines]
    if not lines:
        return ""
    first_chorus = [line.text for line in (chorus or sung)[0].lines]
    hook = max(first_chorus, key=lambda line: (first_chorus.count(line), -first_chorus.index(line)))
    words: list[str] = []
    written = hook.split()
    for word in written:
        words.append(word.strip('.!?;:…—–-"“”()'))
        if len(written) > MOST_HOOK_WORDS and len(words) >= 2 and word[-1] in ".,!?;:…—–":
            break
    words = [word for word in words if word.strip(",")]
    kept = words[:MOST_HOOK_WORDS]
    while kept and len(kept) < len(words) and kept[-1].lower() in table("titles")["closing"]:
        kept.pop()
    if primary(language) != ENGLISH:
        # Titles in capitals are an English habit.
        return " ".join(kept)[:LONGEST_TITLE].strip(" ,")
    return _written(kept).strip(" ,") if kept else ""


def _from_prompt(prompt: Prompt) -> str:
    """What the piece is about, else the first phrase that describes it."""
    about = subject(prompt)
    if about:
        return _written(about)
    starts = [0, *(index for index, token in enumerate(prompt.tokens) if index and token.after_pause)]
    barred = barred_tokens(prompt)
    for start in starts:
        words = _phrase(prompt, start)
        if words and start not in barred:
            return _written(words)
    return ""


def _phrase(prompt: Prompt, start: int) -> list[str]:
    """The words of the title that may start at token `start`, [] where none does."""
    data = table("titles")
    index = start
    while index < len(prompt.tokens):
        length = length_at(prompt, index)
        if length is None and not _opens(prompt, index):
            break
        index = length[1] if length else index + 1
        if index < len(prompt.tokens) and prompt.tokens[index].after_pause:
            return []
    words: list[str] = []
    while index < len(prompt.tokens) and len(words) < MOST_WORDS:
        token = prompt.tokens[index]
        if (words and token.after_pause) or token.text in data["ends"]:
            break
        if any(char.isdigit() for char in token.text) and not _belongs(prompt, index):
            break
        joined = words and token.before in ("-", "'", "&", "/")
        if joined:
            words[-1] += token.before + token.raw
        else:
            words.append(token.raw)
        index += 1
    while words and words[-1].lower() in data["closing"]:
        words.pop()
    if not words or max(map(len, words)) > LONGEST_WORD:
        return []
    letters = "".join(words)
    return [] if letters.isascii() and len(letters) < FEWEST_LETTERS else words


def _opens(prompt: Prompt, index: int) -> bool:
    """True for a word that opens a request and says nothing of the piece."""
    data = table("titles")
    would_like = prompt.word(index) == "like" and prompt.word(index - 1) == "would"
    opening = prompt.word(index) in data["opening"] and prompt.word(index + 1) not in data["keeps_article"]
    return would_like or opening


def _belongs(prompt: Prompt, index: int) -> bool:
    """True for a number that is part of a name: "80s", "1984", "8-bit"."""
    word, following = prompt.word(index), prompt.word(index + 1)
    joined = prompt.after(index) == "-" and following.isalpha() and following not in table("titles")["ends"]
    return word.endswith("0s") or (word.isdigit() and len(word) == 4) or joined


def _written(words: Sequence[str]) -> str:
    """The words in title case, as many as LONGEST_TITLE holds."""
    data = table("titles")
    title = ""
    for index, word in enumerate(words):
        small = 0 < index < len(words) - 1 and word.lower() in data["small"]
        shown = word.lower() if small else "-".join(_capitalised(part) for part in word.split("-"))
        if title and len(title) + 1 + len(shown) > LONGEST_TITLE:
            break
        title = f"{title} {shown}".strip()
    return title[:LONGEST_TITLE]


def _capitalised(word: str) -> str:
    spelled = table("titles")["spelled"].get(word.lower())
    if spelled is not None:
        return str(spelled)
    if len(word) > 4 and word.isupper():
        word = word.lower()
    return word[:1].upper() + word[1:]
