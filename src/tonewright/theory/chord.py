"""Chord symbols: what a lead sheet writes, as root, tones and bass.

The qualities and their spellings follow the common lead-sheet practice collected in Brandt & Roemer,
"Standardized Chord Symbol Notation" (1976), with the aliases that chord web sites use.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from tonewright.errors import TheoryError
from tonewright.theory.pitch import parse_pitch_class, pitch_class_name

QUALITIES: dict[str, tuple[int, ...]] = {
    "": (0, 4, 7),
    "m": (0, 3, 7),
    "dim": (0, 3, 6),
    "aug": (0, 4, 8),
    "sus2": (0, 2, 7),
    "sus4": (0, 5, 7),
    "5": (0, 7),
    "6": (0, 4, 7, 9),
    "m6": (0, 3, 7, 9),
    "6/9": (0, 4, 7, 9, 14),
    "m6/9": (0, 3, 7, 9, 14),
    "7": (0, 4, 7, 10),
    "maj7": (0, 4, 7, 11),
    "m7": (0, 3, 7, 10),
    "mmaj7": (0, 3, 7, 11),
    "m7b5": (0, 3, 6, 10),
    "dim7": (0, 3, 6, 9),
    "aug7": (0, 4, 8, 10),
    "augmaj7": (0, 4, 8, 11),
    "7b5": (0, 4, 6, 10),
    "maj7b5": (0, 4, 6, 11),
    "7sus4": (0, 5, 7, 10),
    "7sus2": (0, 2, 7, 10),
    "add9": (0, 4, 7, 14),
    "madd9": (0, 3, 7, 14),
    "add11": (0, 4, 7, 17),
    "add2": (0, 2, 4, 7),
    "add4": (0, 4, 5, 7),
    "9": (0, 4, 7, 10, 14),
    "maj9": (0, 4, 7, 11, 14),
    "m9": (0, 3, 7, 10, 14),
    "mmaj9": (0, 3, 7, 11, 14),
    "9sus4": (0, 5, 7, 10, 14),
    "7b9": (0, 4, 7, 10, 13),
    "7#9": (0, 4, 7, 10, 15),
    "7#11": (0, 4, 7, 10, 18),
    "7b13": (0, 4, 7, 10, 20),
    "7alt": (0, 4, 10, 13, 15, 20),
    "maj7#11": (0, 4, 7, 11, 18),
    "11": (0, 4, 7, 10, 14, 17),
    "m11": (0, 3, 7, 10, 14, 17),
    "maj11": (0, 4, 7, 11, 14, 17),
    "13": (0, 4, 7, 10, 14, 21),
    "m13": (0, 3, 7, 10, 14, 21),
    "maj13": (0, 4, 7, 11, 14, 21),
    "13sus4": (0, 5, 7, 10, 14, 21),
    "6sus4": (0, 5, 7, 9),
    "madd11": (0, 3, 7, 17),
    "m7add11": (0, 3, 7, 10, 17),
    "9b5": (0, 4, 6, 10, 14),
    "9#5": (0, 4, 8, 10, 14),
    "9#11": (0, 4, 7, 10, 14, 18),
    "maj9#11": (0, 4, 7, 11, 14, 18),
    "13b9": (0, 4, 7, 10, 13, 21),
    "13#11": (0, 4, 7, 10, 14, 18, 21),
    "7b9b13": (0, 4, 7, 10, 13, 20),
    "7#5#9": (0, 4, 8, 10, 15),
    "7b9sus4": (0, 5, 7, 10, 13),
    "majb5": (0, 4, 6),
}

ALIASES = {
    "M": "", "maj": "", "major": "", "min": "m", "minor": "m", "-": "m", "mi": "m", "o": "dim", "°": "dim",
    "+": "aug", "sus": "sus4", "2": "sus2", "4": "sus4", "M7": "maj7", "Maj7": "maj7", "ma7": "maj7",
    "Δ": "maj7", "Δ7": "maj7", "j7": "maj7", "min7": "m7", "-7": "m7", "mi7": "m7", "mM7": "mmaj7",
    "mMaj7": "mmaj7", "m(maj7)": "mmaj7", "minmaj7": "mmaj7", "ø": "m7b5", "ø7": "m7b5", "m7(b5)": "m7b5",
    "-7b5": "m7b5", "min7b5": "m7b5", "m7-5": "m7b5", "o7": "dim7", "°7": "dim7", "+7": "aug7",
    "7#5": "aug7", "maj7#5": "augmaj7", "+maj7": "augmaj7", "7sus": "7sus4", "9sus": "9sus4",
    "13sus": "13sus4", "69": "6/9", "m69": "m6/9", "maj6": "6", "min6": "m6", "M9": "maj9", "Maj9": "maj9",
    "min9": "m9", "-9": "m9", "min11": "m11", "M11": "maj11", "M13": "maj13", "min13": "m13",
    "(add9)": "add9", "m(add9)": "madd9", "7(b9)": "7b9", "7(#9)": "7#9", "7(#11)": "7#11", "alt": "7alt",
    "M7#11": "maj7#11", "7(alt)": "7alt", "maj7(#11)": "maj7#11", "7(b13)": "7b13", "dom7": "7",
    "m/maj7": "mmaj7", "m/M7": "mmaj7", "min/maj7": "mmaj7", "-Δ7": "mmaj7", "mΔ7": "mmaj7",
    "minMaj7": "mmaj7", "mi9": "m9", "mi6": "m6", "mi11": "m11", "-6": "m6", "-11": "m11", "mb5": "dim",
    "m(b5)": "dim", "mi7b5": "m7b5", "m7(11)": "m7add11", "madd2": "madd9", "(add11)": "add11",
    "(add4)": "add4", "(b5)": "majb5", "7+": "aug7", "7(#5)": "aug7", "7(b5)": "7b5", "7-9": "7b9",
    "7+9": "7#9", "7+11": "7#11", "aug9": "9#5", "+9": "9#5", "13(#11)": "13#11", "13(b9)": "13b9",
    "9(#11)": "9#11", "7sus4b9": "7b9sus4", "7susb9": "7b9sus4", "6add9": "6/9", "6(9)": "6/9",
    "m6add9": "m6/9", "(sus4)": "sus4", "(sus2)": "sus2", "no3": "5", "(no3)": "5",
}  # fmt: skip

_SYMBOL = re.compile(r"^([A-G](?:##?|bb?)?)(.*)$")


@dataclass(frozen=True)
class Chord:
    """A chord as a lead sheet names it.

    Attributes: `root` and `bass` are pitch classes 0…11; `quality` is a key of QUALITIES; `text` is the
    symbol as it was written.
    """

    root: int
    quality: str
    bass: int
    text: str

    @cached_property
    def intervals(self) -> tuple[int, ...]:
        """Semitones above the root, rising, as in QUALITIES."""
        return QUALITIES[self.quality]

    @cached_property
    def pitch_classes(self) -> tuple[int, ...]:
        """The chord's pitch classes in order root, third, fifth, …; a foreign bass is not among them."""
        return tuple((self.root + interval) % 12 for interval in self.intervals)

    @property
    def is_minor(self) -> bool:
        """True where the chord has a minor third and no major one."""
        return 3 in self.intervals and 4 not in self.intervals

    def __str__(self) -> str:
        return self.text


def parse_chord(symbol: str) -> Chord:
    """The chord that a symbol such as `Cmaj7/E`, `F#m7b5` or `Bbsus4` names.

    Raises TheoryError, naming the symbol, if root, quality or bass is unknown.
    """
    text = symbol.strip().replace("♯", "#").replace("♭", "b")
    match = _SYMBOL.match(text)
    if match is None:
        raise TheoryError(f"unknown chord {symbol!r}")
    root, rest = match.groups()
    quality, slash, bass = rest, "", ""
    if _quality(rest) is None and "/" in rest:
        quality, slash, bass = rest.rpartition("/")
    known = _quality(quality)
    if known is None or (slash and not _SYMBOL.fullmatch(bass)):
        raise TheoryError(f"unknown chord {symbol!r}")
    root_class = parse_pitch_class(root)
    return Chord(root_class, known, parse_pitch_class(bass) if slash else root_class, text)


def parse_quality(text: str) -> str:
    """The key of QUALITIES that a written quality such as `min7`, `ø` or `(add9)` means.

    Raises TheoryError if it is unknown.
    """
    known = _quality(text)
    if known is None:
        raise TheoryError(f"unknown chord quality {text!r}")
    return known


def make_chord(root: int, quality: str, flats: bool = False, bass: int | None = None) -> Chord:
    """The chord of a pitch class and a quality of QUALITIES, with its symbol spelled out."""
    if quality not in QUALITIES:
        raise TheoryError(f"unknown chord quality {quality!r}")
    text = pitch_class_name(root, flats) + quality
    if bass is not None and bass % 12 != root % 12:
        text += "/" + pitch_class_name(bass, flats)
    return Chord(root % 12, quality, (root if bass is None else bass) % 12, text)


def _quality(text: str) -> str | None:
    if text in QUALITIES:
        return text
    return ALIASES.get(text)
