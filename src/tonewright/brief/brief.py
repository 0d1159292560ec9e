"""The Brief: what is wanted, each field with where it came from."""

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from tonewright.theory.key import Key
from tonewright.theory.meter import Meter
from tonewright.theory.progression import ProgressionBar

T = TypeVar("T")
Source = Literal["parameter", "model", "prompt", "lyrics", "default"]
Singers = Literal["lead", "second", "both", "backing"]


@dataclass(frozen=True)
class Wish(Generic[T]):
    """A value together with where it came from.

    Parameters win over a language model that read the prompt, that over our own reading, and that over defaults.
    """

    value: T
    source: Source

    def __str__(self) -> str:
        return f"{self.value} ({self.source})"


@dataclass(frozen=True)
class LyricSyllable:
    """One sung syllable: its written text, its vowel-bearing place in the word and its lexical stress.

    `stress` is 0 unstressed, 1 stressed. `text` of a word's syllables joined gives the word as written.
    """

    text: str
    stress: int


@dataclass(frozen=True)
class LyricWord:
    """A word as written (with its punctuation) and its syllables, at least one."""

    text: str
    syllables: tuple[LyricSyllable, ...]


@dataclass(frozen=True)
class LyricLine:
    """A line to sing, without tags: `text` is the line as shown, `words` what is sung of it.

    `singers` is who sings it: the lead, a duet's second singer, both, or the backing voices (an echo).
    `language` is its BCP 47 tag where it is not the song's, else "".
    """

    text: str
    words: tuple[LyricWord, ...]
    singers: Singers = "lead"
    language: str = ""

    @property
    def syllable_count(self) -> int:
        """How many syllables are sung."""
        return sum(len(word.syllables) for word in self.words)


@dataclass(frozen=True)
class LyricSection:
    """A section of the lyrics.

    `kind` is one of intro, verse, prechorus, chorus, bridge, instrumental, outro; `tag` is the tag as written
    or "" where the form was inferred; an instrumental section has no lines.
    """

    kind: str
    tag: str
    lines: tuple[LyricLine, ...]


@dataclass(frozen=True)
class Blend:
    """A second style that lends its way with some roles, as in "folk with trap drums".

    `roles` are palette roles of a style pack, such as `kit`, `percussion`, `bass`, `comp1`, `pad`.
    """

    style: str
    roles: tuple[str, ...]


@dataclass(frozen=True)
class PartWish:
    """How a wanted instrument is to be used.

    `instrument` is a name as in `Brief.wanted`. `role` is lead, answer, chords, bass, rhythm, pad, accent or "".
    `only` and `without` are kinds of section, or `last chorus`, `verse 2`, in which alone it plays, or in which it
    rests. `technique` is a way of playing, such as slap, pizzicato, muted, brushes, cross-stick, tremolo, or ""; for
    `percussion` it may be what is struck, such as congas or shaker.
    """

    instrument: str
    role: str = ""
    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    technique: str = ""


@dataclass(frozen=True)
class Course:
    """How the piece is to run from its beginning to its end; everything empty leaves it to the style.

    Attributes
    ----------
    begins_with: the instruments that begin alone. begins, ends: soft or full, "" as the style has it.
    line: grow, fade, arch or steady.
    silence_before: the sections before which all fall silent, such as `last chorus` or `drop`.
    ending: fade, hit, ring or soft.
    key_change: True where the last chorus is to stand higher.
    """

    begins_with: tuple[str, ...] = ()
    begins: str = ""
    ends: str = ""
    line: str = ""
    silence_before: tuple[str, ...] = ()
    ending: str = ""
    key_change: bool = False


@dataclass(frozen=True)
class Brief:
    """What is wanted.

    Attributes
    ----------
    kind: `song` or `instrumental`.
    prompt: the prompt, cleaned of control characters.
    title: shown in records and tags, 1…200 characters.
    style: the name of a style pack.
    moods: mood words found, such as `melancholic`; scenes: places, weather, activities found.
    valence, energy: −1…1 and 0…1, the sum of the moods; they colour key, tempo and intensity.
    tempo_bpm: quarter notes per minute, 50…190, None to leave it to the style.
    key: None to leave it to the style and mood; `mode` is a bare wish for `major` or `minor`.
    meter: the time signature.
    chords: the user's progression, bar by bar, or None.
    duration_s: None leaves a song's length to its lyrics.
    maximum_s: the model's maximum, never exceeded.
    wanted, unwanted: instrument names of `INSTRUMENT_WORDS`, such as `piano`, `violin`, `drums`; an unwanted
        `*` bars every instrument that is not wanted, human voices aside.
    suggested: names of the same kind that a place, an activity or an era brings to mind: to be preferred among the
        instruments that the style has for a role, and weaker than any that is wanted.
    language: a BCP 47 tag. voice: the item id of an artist voice; second_voice: a duet's other singer, or "".
    lyrics: () for an instrumental.
    lyrics_text: the lyrics as given or written, "" for an instrumental.
    seed: 0…2^53−1; every random choice derives from it.
    model: the wire name of the model asked for.
    blend: a second style, or None. parts: instruments with a role or places of their own.
    course: dynamics and form over the whole piece. era: a decade such as `1980s`, or "".
    resolved: sentences that say how wishes that contradict each other, or that cannot be met, were resolved.
    from_model: the names of those fields without a source of their own that a language model filled.
    """

    kind: Literal["song", "instrumental"]
    prompt: str
    title: Wish[str]
    style: Wish[str]
    moods: tuple[str, ...]
    scenes: tuple[str, ...]
    valence: float
    energy: float
    tempo_bpm: Wish[float | None]
    key: Wish[Key | None]
    mode: Wish[str | None]
    meter: Wish[Meter]
    chords: Wish[tuple[ProgressionBar, ...] | None]
    duration_s: Wish[float | None]
    maximum_s: float
    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]
    language: Wish[str]
    voice: Wish[str]
    lyrics: tuple[LyricSection, ...]
    lyrics_text: str
    seed: int
    model: str
    blend: Blend | None = None
    parts: tuple[PartWish, ...] = ()
    course: Course = Course()
    era: str = ""
    resolved: tuple[str, ...] = ()
    suggested: tuple[str, ...] = ()
    from_model: tuple[str, ...] = ()
    second_voice: Wish[str] = Wish("", "default")
