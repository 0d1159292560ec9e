"""Keys: a tonic and a mode, their scales, and Roman numerals within them."""

import re
from dataclasses import dataclass

from tonewright.errors import TheoryError
from tonewright.theory.chord import Chord, make_chord, parse_quality
from tonewright.theory.pitch import parse_pitch_class, pitch_class_name

MODES: dict[str, tuple[int, ...]] = {
    "major": (0, 2, 4, 5, 7, 9, 11),
    "minor": (0, 2, 3, 5, 7, 8, 10),
    "dorian": (0, 2, 3, 5, 7, 9, 10),
    "phrygian": (0, 1, 3, 5, 7, 8, 10),
    "lydian": (0, 2, 4, 6, 7, 9, 11),
    "mixolydian": (0, 2, 4, 5, 7, 9, 10),
    "harmonic minor": (0, 2, 3, 5, 7, 8, 11),
}
_DEGREES = {"I": 0, "II": 1, "III": 2, "IV": 3, "V": 4, "VI": 5, "VII": 6}
_NUMERAL = re.compile(r"^(b|#)?(VII|VI|IV|V|III|II|I|vii|vi|iv|v|iii|ii|i)((?:m?6/9)|[^/]*)(?:/((?:b|#)?[VIvi]+))?$")
# What a lower-case numeral may carry that says itself what the third is.
_SAYS_THIRD = ("dim", "o", "°", "ø", "aug", "+", "sus", "5")
_DIMINISHED = ("dim", "dim7", "m7b5")
# Major keys with flats in their signature, by pitch class; a minor key borrows its relative major's.
_FLAT_MAJORS = {5, 10, 3, 8, 1}


@dataclass(frozen=True)
class Key:
    """A tonic (pitch class 0…11) and a mode of MODES."""

    tonic: int
    mode: str

    @property
    def scale(self) -> tuple[int, ...]:
        """The seven pitch classes of the mode, from the tonic up."""
        return tuple((self.tonic + step) % 12 for step in MODES[self.mode])

    @property
    def is_minor(self) -> bool:
        """True for modes with a minor third."""
        return MODES[self.mode][2] == 3

    @property
    def uses_flats(self) -> bool:
        """True where the key signature has flats, so that note names do too.

        Six sharps or flats are the same notes: there a minor key is written in flats and a major one in
        sharps, as `tonality` names Eb:minor and F#:major.
        """
        ionian = (self.tonic - _ionian_offset(self.mode)) % 12
        return ionian in _FLAT_MAJORS or (ionian == 6 and self.is_minor)

    @property
    def tonality(self) -> str:
        """The wire's name of the key: one of 24 such as `F#:minor` or `Bb:major`."""
        names = ("C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")
        return f"{names[self.tonic]}:{'minor' if self.is_minor else 'major'}"

    def numeral(self, text: str) -> Chord:
        """The chord of a Roman numeral in this key: `I`, `vi7`, `bVII`, `V7/ii`, `IVmaj7`, `ii7b5`.

        Upper case is major, lower case minor. A degree counts on the key's own scale, and an accidental
        moves it: in a minor key `VI` is already the minor sixth degree, as players read it, and `bVI` and
        `bVII` name the same chord there. A diminished vii stands on the leading tone in minor too (Aldwell &
        Schachter, "Harmony and Voice Leading", unit 13). `V7/ii` is the V7 of the key of ii.

        Raises TheoryError for an unknown numeral or quality.
        """
        match = _NUMERAL.match(text)
        if match is None:
            raise TheoryError(f"unknown numeral {text!r}")
        accidental, degree, quality, of = match.groups()
        if of:
            target = self.numeral(of)
            return Key(target.root, "minor" if target.is_minor else "major").numeral(
                (accidental or "") + degree + quality
            )
        index = _DEGREES[degree.upper()]
        step = MODES[self.mode][index]
        if accidental == "b":
            step = min(step, MODES["major"][index] - 1)
        elif accidental == "#":
            step += 1
        name = parse_quality(_with_third(quality, degree.islower()))
        raised = accidental == "#"
        if index == 6 and name in _DIMINISHED and not accidental:
            raised, step = True, 11
        flats = accidental == "b" or (self.uses_flats and not raised)
        return make_chord((self.tonic + step) % 12, name, flats)

    def __str__(self) -> str:
        return f"{pitch_class_name(self.tonic, self.uses_flats)} {self.mode}"


def parse_tonality(text: str) -> Key:
    """The key of a wire tonality such as `Eb:minor`. Raises TheoryError for anything else."""
    name, colon, mode = text.partition(":")
    if not colon or mode not in ("major", "minor"):
        raise TheoryError(f"unknown tonality {text!r}")
    return Key(parse_pitch_class(name), mode)


def _with_third(quality: str, minor: bool) -> str:
    """The quality with the minor third that a lower-case numeral means, where it does not say so itself."""
    says_minor = quality.startswith("m") and not quality.startswith("maj")
    if not minor or says_minor or quality.startswith(_SAYS_THIRD):
        return quality
    return f"m{quality}"


def _ionian_offset(mode: str) -> int:
    minor_like = {"minor": 9, "harmonic minor": 9, "dorian": 2, "phrygian": 4, "lydian": 5, "mixolydian": 7}
    return minor_like.get(mode, 0)
