"""Written lyrics: what is repeated, what rhymes and scans, by judges that took no part in the writing.

The judge is espeak-ng's pronunciation; the writing goes by flite in English and by tables of its own in the other
languages. French metre is not judged, as espeak-ng leaves out the mute e that is sung. `python -m bench.lyrics es fr`
prints ten examples for each of those languages instead of the figures.
"""

import json
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from tonewright.brief.lyrics_writer import write_lyrics
from tonewright.brief.mood import read_mood
from tonewright.brief.prompt import Prompt
from tonewright.brief.theme import themes, written_languages
from tonewright.brief.writing.song_lyrics import write_song_lyrics

SEEDS = range(4)
SONG_S, LINE_S = 150.0, 4.8
COUPLETS = ("en", "fr")
"""Where verses rhyme in pairs; in the other languages on every second and fourth line."""
ASSONANCE = ("es", "pt")
MERGING = ("es", "it", "pt")
STRESSED_TWICE = ("en", "de")
"""Where a word may rhyme on its second stress: telephone, Dunkelheit."""
VOICES = {"en": "en-us", "es": "es", "fr": "fr", "de": "de", "it": "it", "pt": "pt-br"}
ABOUT = {
    "en": (
        "a song about my grandmother's garden",
        "a sad love song",
        "a song about the last train to Berlin",
        "a song for my dog",
        "rain in the city",
        "a song about leaving home",
        "a song about never giving up",
        "a party song",
        "a lullaby",
        "a duet about love",
    ),
    "es": (
        "una canción sobre mi abuela",
        "una canción sobre el mar",
        "una canción triste de amor",
        "una canción sobre la lluvia",
        "una canción sobre mi perro",
        "una canción sobre la ciudad",
        "una canción sobre la esperanza",
        "una canción de fiesta",
        "una nana para dormir",
        "a love duet, Spanish vocals",
    ),
    "fr": (
        "une chanson sur ma grand-mère",
        "une chanson sur la mer",
        "une chanson d'amour triste",
        "une chanson sur la pluie",
        "une chanson sur mon chien",
        "une chanson sur la ville",
        "une chanson sur l'espoir",
        "une chanson de fête",
        "une berceuse",
        "a love duet, French vocals",
    ),
    "de": ("ein Lied über meine Oma", "ein Lied über das Meer", "ein Schlaflied"),
    "it": ("una canzone sul mare", "una canzone per mia nonna", "una ninna nanna"),
    "pt": ("uma música sobre o mar", "uma música para minha avó", "uma canção de ninar"),
}
_IPA_VOWELS = "aeiouyøœɛɔəɐɑæɪʊʌɒɜɨʉɚɝᵻ"
_NEAR = {
    "en": (("ɔɹ", "oɹ"), ("oːɹ", "oɹ"), ("ɑ", "ɔ")),
    "fr": (("œ\u0303", "ɛ\u0303"),),
    "it": (("ɛ", "e"), ("ɔ", "o"), ("ʊ", "u")),
    "es": (("ɛ", "e"), ("ɔ", "o"), ("ɪ", "i"), ("ʊ", "u")),
    "pt": (("ɛ", "e"), ("ɔ", "o"), ("ɪ", "i"), ("ʊ", "u"), ("y", "i")),
}
_DIPHTHONGS = {
    "en": ("aɪ", "aʊ", "eɪ", "oʊ", "ɔɪ"),
    "de": ("aɪ", "aʊ", "ɔø", "ɔɪ", "ɔʏ", "ɛɪ"),
    "es": ("ai", "ei", "oi", "au", "eu", "ou"),
    "it": ("ai", "ei", "oi", "aɪ", "eɪ", "oɪ", "eu"),
    "pt": ("ai", "ei", "oi", "au", "eu", "ou", "ui", "iu", "ɐi", "ɐu", "ɐ\u0303u", "o\u0303i", "ɐ\u0303i"),
}


class Heard(NamedTuple):
    """A line as its judge hears it: syllables up to the last stressed one, and the sounds from there on."""

    measure: int
    tail: tuple[str, ...]


def main() -> None:
    """Print the figures as JSON, or examples for the languages that are named."""
    if sys.argv[1:]:
        for language in sys.argv[1:]:
            print_examples(language)
    else:
        print(json.dumps({language: figures(language) for language in written_languages()}))


def figures(language: str) -> dict[str, Any]:
    """What the judges say of songs about every theme with several seeds."""
    songs = {name: [song(name, language, seed) for seed in SEEDS] for name in themes(language)}
    every = [one for group in songs.values() for one in group]
    pairs = [pair for one in every for tag, lines in one for pair in rhymed(tag, lines, language)]
    matched = [pair for one in every for tag, lines in one for pair in matching(tag, lines, language)]
    judged = heard({line for pair in (*pairs, *matched) for line in pair}, language)
    rhymes = [rhyme(judged[first], judged[second], language) for first, second in pairs]
    metres = [abs(judged[first].measure - judged[second].measure) <= 1 for first, second in matched]
    told = {name: [line for one in group for line in outside(one)] for name, group in songs.items()}
    counts = {
        "songs": len(every),
        "lines repeated outside the chorus": mean(1 - len(set(outside(one))) / len(outside(one)) for one in every),
        "rhymes heard": mean(rhymes),
        "rhymes judged": len(rhymes),
        "distinct lines in songs of one theme": mean(len(set(lines)) / len(lines) for lines in told.values()),
        "distinct songs": mean(len({json.dumps(one) for one in group}) / len(group) for group in songs.values()),
    }
    return counts if language == "fr" else counts | {"metre heard": mean(metres)}


def song(theme: str, language: str, seed: int) -> list[tuple[str, list[str]]]:
    """The sections of a song about a theme, asked for by its English name."""
    prompt = Prompt(themes("en")[theme].words[0])
    text = write_lyrics(prompt, read_mood(prompt), SONG_S, LINE_S, seed=seed, language=language)
    return [(block.split("\n")[0], block.split("\n")[1:]) for block in text.split("\n\n")]


def outside(sections: Sequence[tuple[str, list[str]]]) -> list[str]:
    """The lines that stand in no chorus."""
    return [line for tag, lines in sections if tag != "[Chorus]" for line in lines]


def rhymed(tag: str, lines: Sequence[str], language: str) -> list[tuple[str, str]]:
    """The lines that ought to rhyme."""
    if tag == "[Chorus]" and lines[0] == lines[-1]:
        return [(lines[1], lines[2])]
    if tag == "[Chorus]" or language in COUPLETS or len(lines) % 4:
        return list(zip(lines[::2], lines[1::2], strict=True))
    return list(zip(lines[1::4], lines[3::4], strict=True))


def matching(tag: str, lines: Sequence[str], language: str) -> list[tuple[str, str]]:
    """The lines that ought to be of one metre: in German verses every other one, elsewhere neighbours."""
    apart = 2 if language == "de" and tag != "[Chorus]" and len(lines) % 4 == 0 else 1
    return [(lines[at], lines[at + apart]) for at in range(len(lines) - apart)]


def rhyme(first: Heard, second: Heard, language: str) -> bool:
    """True where the tails sound alike, or in Spanish and Portuguese their vowels."""
    if first.tail == second.tail:
        return True
    if language not in ASSONANCE:
        return False
    return vowels_of(first.tail) == vowels_of(second.tail)


def vowels_of(tail: Sequence[str]) -> tuple[str, ...]:
    """The stressed vowel and the last one."""
    found = [sound for sound in tail if sound in _IPA_VOWELS]
    return (found[0], *found[1:][-1:])


def heard(lines: Iterable[str], language: str) -> dict[str, Heard]:
    """Every line as espeak-ng says it: the metre from the whole line, the rhyme from its last word alone."""
    wanted = [re.sub(r"[^\w'’ -]", "", line) for line in sorted(lines)]
    whole = said(wanted, language)
    last = said([line.split()[-1] for line in wanted], language)
    return {
        line: Heard(measure(spoken, word, language), tail(word, language))
        for line, spoken, word in zip(sorted(lines), whole, last, strict=True)
    }


def said(texts: Sequence[str], language: str) -> list[str]:
    """What espeak-ng says of each text, in IPA whose vowels are one character each."""
    spoken = subprocess.run(
        ["espeak-ng", "-v", VOICES[language], "-q", "--ipa"],
        input="\n\n".join(f"{text}." for text in texts),
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    found = [plain(line, language) for line in spoken.splitlines() if line.strip()]
    if len(found) != len(texts):
        raise RuntimeError(f"espeak-ng said {len(found)} lines of {len(texts)}")
    return found


def plain(ipa: str, language: str) -> str:
    """IPA without length, with nasal vowels as vowel and tilde, diphthongs as vowel and j, and near vowels as one.

    Near are those that rhyme in the language: open and closed e and o in Italian, Spanish and Portuguese, the vowels
    of lot and thought in American English, those of un and vin in French.
    """
    text = unicodedata.normalize("NFD", re.sub(r"\([a-z-]+\)", "", ipa)).strip()
    text = text.translate(dict.fromkeys(map(ord, "ː\u032f\u0329."), None))
    for near in _NEAR.get(language, ()):
        text = text.replace(near[0], near[1])
    for pair in _DIPHTHONGS.get(language, ()):
        text = text.replace(pair, pair[0] + "j")
    return text


def tail(word: str, language: str) -> tuple[str, ...]:
    """The sounds of a word from its last stressed vowel on."""
    after = word[max(word.rfind("ˈ"), word.rfind("ˌ") if language in STRESSED_TWICE else -1) + 1 :]
    after = re.sub(r"[\sˈˌ]", "", after)
    start = next((at for at, sound in enumerate(after) if sound in _IPA_VOWELS), len(after))
    kept = after[start:].rstrip("ə") if language == "fr" else after[start:]
    return tuple(kept)


def measure(line: str, word: str, language: str) -> int:
    """The syllables of a line up to the last stressed one of its last word, which is given alone too.

    Vowels that meet are one syllable where the language has it so.
    """
    bare = [re.sub("[ˈˌ]", "", one) for one in line.split()]
    merged = sum(one[-1:] in _IPA_VOWELS and other[:1] in _IPA_VOWELS for one, other in pairwise(bare))
    after = max(0, sum(sound in _IPA_VOWELS for sound in tail(word, language)) - 1)
    return sum(sound in _IPA_VOWELS for sound in line) - after - (merged if language in MERGING else 0)


def mean(values: Iterable[float]) -> float:
    """Their mean, 0 of none."""
    found = [float(value) for value in values]
    return round(sum(found) / len(found), 4) if found else 0.0


def print_examples(language: str) -> None:
    """Ten songs, or as many as there are prompts for the language."""
    for number, prompt in enumerate(ABOUT[language]):
        asked = None if language in ("en", "es", "fr") and "duet" in prompt else language
        written = write_song_lyrics(prompt, asked, 100.0, seed=number + 1)
        print(f"### {written.title}\n\n`{prompt}`, seed {number + 1}\n\n```text\n{written.lyrics}\n```\n")


if __name__ == "__main__":
    main()
