"""Words divided into sung syllables, as the speech engine will say them and as a reader would divide them."""

import re
from collections.abc import Sequence
from functools import lru_cache

from tonewright.speech.division import divide
from tonewright.speech.espeak import DEFAULT_VARIANT, EspeakSpeech
from tonewright.speech.flite import FliteSpeech
from tonewright.speech.languages import language_of, primary
from tonewright.speech.utterance import SpokenSyllable

# Letters that stand for one sound and are never divided.
_DIGRAPHS = ("tch", "dge", "sch", "th", "sh", "ch", "ph", "wh", "gh", "ck", "qu")
# Stressed, these vowels close their syllable in print: riv-er, whis-per.
_SHORT_VOWELS = frozenset(("ae", "eh", "ih", "ah", "uh"))


@lru_cache(maxsize=20_000)
def syllabify(word: str, language: str = "en") -> tuple[tuple[str, int], ...]:
    """The syllables of a written word as (text, stress), at least one; the texts joined give the word.

    Their number is that of the syllables in which the word is spoken and sung; `stress` is 0 or 1. `language` is a
    BCP 47 tag. Raises SpeechError if the speech engine is not installed or the language cannot be sung.
    """
    if primary(language) != "en":
        return syllabify_line((word,), language)[0]
    spoken = FliteSpeech().syllables(word)
    texts = _divide(word, spoken)
    return tuple((text, syllable.stress) for text, syllable in zip(texts, spoken, strict=True))


def syllabify_line(words: Sequence[str], language: str = "en") -> tuple[tuple[tuple[str, int], ...], ...]:
    """`syllabify` for every word of a line, as they are spoken one after another."""
    if primary(language) == "en":
        return tuple(syllabify(word) for word in words)
    if not words:
        return ()
    own = language_of(language)
    lines = EspeakSpeech().speak(tuple(words), f"{own.tag}+{DEFAULT_VARIANT}").words
    cut = (divide(word.text, len(word.syllables), own.undivided) for word in lines)
    return tuple(
        tuple((text, syllable.stress) for text, syllable in zip(texts, word.syllables, strict=True))
        for texts, word in zip(cut, lines, strict=True)
    )


def _divide(word: str, spoken: Sequence[SpokenSyllable]) -> list[str]:
    """The word cut into as many pieces as are spoken, at the places where a reader would cut."""
    count = len(spoken)
    if count == 1:
        return [word]
    nuclei = _nuclei(word.lower(), count)
    if nuclei is None:
        return [word] + [""] * (count - 1)
    cuts = [0]
    for index in range(count - 1):
        left_end, right_start = nuclei[index][1], nuclei[index + 1][0]
        between = word[left_end:right_start].lower()
        cuts.append(left_end + _coda_letters(between, *_closing(spoken[index])))
    return [word[start:end] for start, end in zip(cuts, [*cuts[1:], len(word)], strict=True)]


def _nuclei(word: str, count: int) -> list[tuple[int, int]] | None:
    """Spans of the vowel letters, as many as there are syllables; None where letters cannot show them."""
    plain = re.sub(r"qu", "q_", word)
    spans = [m.span() for m in re.finditer(r"[aeiouyàâäéèêëîïíóôöùûüú]+", plain)]
    if spans and spans[0] == (0, 1) and word.startswith("y") and len(spans) > count:
        spans = spans[1:]
    if word[:1] == "y" and spans and spans[0][0] == 0 and spans[0][1] > 1:
        spans[0] = (1, spans[0][1])
    ending = re.search(r"(?:e|es|ed|ely|eless|ement|eful|e's)[^a-z]*$", word)
    if len(spans) > count and ending is not None:
        silent = next((s for s in spans if s[0] >= ending.start()), None)
        if silent is not None and silent[1] - silent[0] == 1 and silent != spans[0]:
            spans.remove(silent)
    while len(spans) > count:
        # An unwritten syllable is most often a weak e, and rather a late one: ev(e)ry, choc(o)late.
        del spans[min(range(1, len(spans)), key=lambda i: (word[slice(*spans[i])] != "e", _width(spans[i]), -i))]
    while len(spans) < count:
        longest = max(range(len(spans)), key=lambda i: _width(spans[i]), default=None)
        if longest is None or _width(spans[longest]) < 2:
            break
        start, end = spans[longest]
        cut = start + 1 if end - start == 2 else start + 2
        spans[longest : longest + 1] = [(start, cut), (cut, end)]
    if len(spans) < count:
        letters = [i for i, c in enumerate(word) if c.isalnum() and not any(a <= i < b for a, b in spans)]
        for index in reversed(letters):
            if len(spans) < count:
                spans.append((index, index + 1))
        spans.sort()
    return spans if len(spans) == count else None


def _width(span: tuple[int, int]) -> int:
    return span[1] - span[0]


def _closing(syllable: SpokenSyllable) -> tuple[int, bool]:
    """How many sounds close the syllable (er counts its r), and whether print closes it even if none does."""
    kinds = [phone.kind for phone in syllable.phones]
    vowel = kinds.index("vowel")
    short = syllable.phones[vowel].symbol in _SHORT_VOWELS and syllable.stress == 1
    coloured = syllable.phones[vowel].symbol == "er"
    return len(kinds) - vowel - 1 + coloured, short


def _coda_letters(between: str, coda_phones: int, short: bool) -> int:
    """How many of the consonant letters between two vowels belong to the first of them."""
    if "-" in between:
        return between.index("-") + 1
    units: list[str] = []
    rest = between
    while rest:
        unit = next((d for d in _DIGRAPHS if rest.startswith(d)), rest[0])
        units.append(unit)
        rest = rest[len(unit) :]
    for index in range(len(units) - 1):
        if units[index] == units[index + 1]:
            return sum(len(unit) for unit in units[: index + 1])
    if units[:1] == ["ck"]:
        return len("ck")
    keep = min(coda_phones, len(units) - 1) if len(units) > 1 else 0
    closes = coda_phones == 0 and short and units[:1] != ["qu"]
    if units and keep == 0 and (closes or (units[0] == "r" and coda_phones)):
        keep = 1
    return sum(len(unit) for unit in units[:keep])
