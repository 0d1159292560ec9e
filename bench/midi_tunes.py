"""Tunes whose melody, chords and form are known: traditional ones, and own ones that are hard to follow.

A melody is `note/beats` in order, `-` a rest; chords are one cell a bar, several in a cell share it. The tune begins
`pickup` beats before its first whole bar.
"""

from dataclasses import dataclass

from tonewright.theory.pitch import parse_pitch_class


@dataclass(frozen=True)
class Tune:
    """A tune; `bar_beats` by `meter`, `melody` as (start, length, pitch) from the first whole bar, `chords` by bar."""

    name: str
    key: str
    meter: tuple[int, int]
    bpm: float
    text: str
    harmony: str
    pickup: float = 0.0
    words: str = ""

    @property
    def bar_beats(self) -> float:
        """A bar's length in quarter notes."""
        return self.meter[0] * 4 / self.meter[1]

    @property
    def melody(self) -> list[tuple[float, float, int]]:
        """(start, length, pitch) in beats; a pick-up starts below 0."""
        at, found = -self.pickup, []
        for token in self.text.split():
            name, _, beats = token.partition("/")
            length = float(beats or 1)
            if name != "-":
                found.append((at, length, 12 * (int(name[-1]) + 1) + parse_pitch_class(name[:-1])))
            at += length
        return found

    @property
    def chords(self) -> list[tuple[float, float, str]]:
        """(start, length, symbol) in beats."""
        found = []
        for bar, cell in enumerate(self.harmony.replace("\n", " ").split("|")):
            symbols = cell.split()
            share = self.bar_beats / len(symbols)
            found += [(bar * self.bar_beats + i * share, share, symbol) for i, symbol in enumerate(symbols)]
        return found


TUNES = {
    tune.name: tune
    for tune in (
        Tune(
            "twinkle", "C:major", (4, 4), 100.0,
            "C4 C4 G4 G4 A4 A4 G4/2 F4 F4 E4 E4 D4 D4 C4/2 "
            "G4 G4 F4 F4 E4 E4 D4/2 G4 G4 F4 F4 E4 E4 D4/2 "
            "C4 C4 G4 G4 A4 A4 G4/2 F4 F4 E4 E4 D4 D4 C4/2",
            "C | F C | F C | G C | C F | C G | C F | C G | C | F C | F C | G C",
            words="Twin- kle twin- kle lit- tle star How I won- der what you are Up a- bove the world so high "
            "Like a dia- mond in the sky Twin- kle twin- kle lit- tle star How I won- der what you are",
        ),
        Tune(
            "ode to joy", "D:major", (4, 4), 112.0,
            "F#4 F#4 G4 A4 A4 G4 F#4 E4 D4 D4 E4 F#4 F#4/1.5 E4/.5 E4/2 "
            "F#4 F#4 G4 A4 A4 G4 F#4 E4 D4 D4 E4 F#4 E4/1.5 D4/.5 D4/2 "
            "E4 E4 F#4 D4 E4 F#4/.5 G4/.5 F#4 D4 E4 F#4/.5 G4/.5 F#4 E4 D4 E4 A3/2 "
            "F#4 F#4 G4 A4 A4 G4 F#4 E4 D4 D4 E4 F#4 E4/1.5 D4/.5 D4/2",
            "D | A | D | D A | D | A | D | A D | A | A D | A D | D A | D | A | D | A D",
        ),
        Tune(
            "amazing grace", "G:major", (3, 4), 84.0,
            "D4 G4/2 B4/.5 G4/.5 B4/2 A4 G4/2 E4 D4/2 D4 G4/2 B4/.5 G4/.5 B4/2 A4 D5/5 "
            "B4 D5/2 B4/.5 G4/.5 B4/2 A4 G4/2 E4 D4/2 D4 G4/2 B4/.5 G4/.5 B4/2 A4 G4/5",
            "G | G | C | G | G | G | D | D | G | G | C | G | G | D | G | G",
            pickup=1.0,
        ),
        Tune(
            "greensleeves", "A:minor", (6, 8), 72.0,
            "A4/.5 C5 D5/.5 E5/.75 F5/.25 E5/.5 D5 B4/.5 G4/.75 A4/.25 B4/.5 C5 A4/.5 A4/.75 G#4/.25 A4/.5 B4 G#4/.5 "
            "E4 A4/.5 C5 D5/.5 E5/.75 F5/.25 E5/.5 D5 B4/.5 G4/.75 A4/.25 B4/.5 C5/.75 B4/.25 A4/.5 "
            "G#4/.75 F#4/.25 G#4/.5 A4/1.5 A4/1.5 "
            "G5/1.5 G5/.75 F#5/.25 E5/.5 D5 B4/.5 G4/.75 A4/.25 B4/.5 C5 A4/.5 A4/.75 G#4/.25 A4/.5 B4 G#4/.5 E4/1.5 "
            "G5/1.5 G5/.75 F#5/.25 E5/.5 D5 B4/.5 G4/.75 A4/.25 B4/.5 C5/.75 B4/.25 A4/.5 G#4/.75 F#4/.25 G#4/.5 "
            "A4/1.5 A4/1.5",
            "Am | G | Am | E | Am | G | Am E | Am | C | G | Am | E | C | G | Am E | Am",
            pickup=0.5,
        ),
        Tune(
            "auld lang syne", "F:major", (4, 4), 96.0,
            "C4 F4/1.5 F4/.5 F4 A4 G4/1.5 F4/.5 G4 A4 F4/1.5 F4/.5 A4 C5 D5/3 "
            "D5 C5/1.5 A4/.5 A4 F4 G4/1.5 F4/.5 G4 A4 F4/1.5 D4/.5 D4 C4 F4/3 "
            "D5 C5/1.5 A4/.5 A4 F4 G4/1.5 F4/.5 G4 D5 C5/1.5 A4/.5 A4 C5 D5/3 "
            "D5 C5/1.5 A4/.5 A4 F4 G4/1.5 F4/.5 G4 A4 F4/1.5 D4/.5 D4 C4 F4/3",
            "F | C | F | Bb | F | C | Dm C | F | F | C | F | Bb | F | C | Dm C | F",
            pickup=1.0,
        ),
        Tune(
            "scarborough fair", "D:minor", (3, 4), 100.0,
            "D4/2 D4 A4/1.5 A4/.5 A4 E4/1.5 F4/.5 E4 D4/3 - A4 C5 D5/2 C5 A4 B4 G4 A4/3 - - "
            "D5 D5/2 D5 C5/2 A4 A4 G4 F4 E4 C4/2 - D4/2 A4 G4 F4 E4 D4 C4 D4/3",
            "Dm | Dm | C | Dm | Dm | F | G | Dm | Dm | Dm | F | C | C | Dm | C | C | Dm",
        ),
        Tune(
            "when the saints", "Bb:major", (4, 4), 160.0,
            "Bb4 D5 Eb5 F5/4 - Bb4 D5 Eb5 F5/4 - Bb4 D5 Eb5 F5/2 D5/2 Bb4/2 D5/2 C5/4 - "
            "D5 D5 C5 Bb4/3 Bb4 D5/2 F5 F5 Eb5/3 - - D5 Eb5 F5/2 D5/2 Bb4/2 C5/2 Bb4/4",
            "Bb | Bb | Bb | Bb | Bb | Bb | F | F | Bb | Bb7 | Eb | Eb | Bb | F | Bb",
            pickup=3.0,
        ),
        Tune(
            "god rest ye", "E:minor", (4, 4), 120.0,
            "E4 E4 B4 B4 A4 G4 F#4 E4 D4 E4 F#4 G4 A4 B4/3 E4 E4 B4 B4 A4 G4 F#4 E4 D4 E4 F#4 G4 A4 B4/3 "
            "B4 C5 A4 B4 C5 D5 E5 B4 A4 G4 E4 F#4 G4 A4/2 G4 A4 B4/2 C5 B4 G4 F#4 E4/2",
            "Em | Em | C D | B | Em | Em | C D | B | Am D | G Em | Am D | G | Em B | Em",
            pickup=1.0,
        ),
        Tune(
            "oh susanna", "D:major", (2, 4), 116.0,
            "D4/.25 E4/.25 F#4/.5 A4/.5 A4/.75 B4/.25 A4/.5 F#4/.5 D4/.75 E4/.25 F#4/.5 F#4/.5 E4/.5 D4/.5 E4/1.5 "
            "D4/.25 E4/.25 F#4/.5 A4/.5 A4/.75 B4/.25 A4/.5 F#4/.5 D4/.75 E4/.25 F#4/.5 F#4/.5 E4/.5 E4/.5 D4/2 "
            "G4 G4 B4/.5 B4 B4/.5 A4/.5 A4/.5 F#4/.5 D4/.5 E4/1.5 "
            "D4/.25 E4/.25 F#4/.5 A4/.5 A4/.75 B4/.25 A4/.5 F#4/.5 D4/.75 E4/.25 F#4/.5 F#4/.5 E4/.5 E4/.5 D4/2",
            "D | D | D | A | D | D | D A | D | G | G | D | A | D | D | D A | D",
            pickup=0.5,
        ),
        Tune(
            "two five one", "Eb:major", (4, 4), 132.0,
            "C5 Ab4/.5 F4/.5 Eb5 C5 D5/.5 C5/.5 Bb4 F4/2 G4/3 Bb4 D5/.5 Eb5/.5 D5 Bb4/2 "
            "C5 Ab4/.5 F4/.5 Eb5 C5 D5/.5 Eb5/.5 F5 Ab4/2 G4/1.5 F4/.5 Eb4/2 - Bb4 Eb5 G5 "
            "F5/2 Db5 Ab4 F4/2 D4 E4 F4/2 Ab4 C5 B4/.5 Ab4/.5 G4/3 "
            "C5 Ab4/.5 F4/.5 Eb5 C5 D5/.5 C5/.5 Bb4 F4/2 G4/4 Eb4/4",
            "Fm7 | Bb7 | Ebmaj7 | Ebmaj7 | Fm7 | Bb7 | Ebmaj7 | Cm7 | Bbm7 | Dm7b5 | Fm7 | G7 | Fm7 | Bb7 | Ebmaj7 | "
            "Ebmaj7",
        ),
        Tune(
            "night drive", "A:minor", (4, 4), 104.0,
            "- E4/.5 A4/.5 C5 B4/.5 A4/1 - G4/.5 A4/1 E4/1.5 - E4/.5 G4/.5 C5 B4/.5 G4/1 - A4/.5 B4/1 G4/1.5 "
            "- E4/.5 A4/.5 C5 D5/.5 E5/1 - D5/.5 C5/1 A4/1.5 B4/1.5 B4/.5 C5 D5 E5/4 "
            "E5/1.5 D5/.5 C5 A4 C5/1.5 A4/.5 F4 A4 G4/1.5 G4/.5 E5 D5 D5/2 B4/2 "
            "E5/1.5 D5/.5 C5 A4 C5/1.5 A4/.5 F4 A4 G4/1.5 G4/.5 B4 D5 A4/2.5",
            "Am | F | C | G | Am | F | G | E | Am | F | C | G | Am | F | G | Am",
        ),
        Tune(
            "up a tone", "C:major", (4, 4), 118.0,
            "E4 G4 C5 B4 A4 C5 A4/2 F4 A4 D5 C5 B4/3 - E4 G4 C5 B4 A4 C5 F5/2 E5 D5 C5 B4 C5/4 "
            "F#4 A4 D5 C#5 B4 D5 B4/2 G4 B4 E5 D5 C#5/3 - F#4 A4 D5 C#5 B4 D5 G5/2 F#5 E5 D5 C#5 D5/4",
            "C | F | Dm | G | C | F | G7 | C | D | G | Em | A | D | G | A7 | D",
        ),
        Tune(
            "five in a bar", "F:minor", (5, 4), 150.0,
            "F4 Ab4/.5 C5/.5 Bb4 Ab4 G4 F4/3 C4/2 F4 Ab4/.5 C5/.5 Eb5 Db5 C5 Bb4/3 C5/2 "
            "Db5 C5/.5 Bb4/.5 Ab4 Bb4 C5 Ab4/3 F4/2 G4 Ab4/.5 Bb4/.5 G4 E4 G4 F4/5",
            "Fm | Fm | Fm | Bbm | Db | Ab | C | Fm",
        ),
        Tune(
            "seven eight", "D:minor", (7, 8), 140.0,
            "D4/.5 E4/.5 F4/.5 A4 G4 F4/.5 E4/.5 D4/.5 E4 C4 D4/.5 F4/.5 A4/.5 D5 C5 Bb4/.5 A4/.5 G4/.5 A4/2 "
            "A4/.5 Bb4/.5 C5/.5 D5 C5 Bb4/.5 A4/.5 G4/.5 F4 G4 A4/.5 G4/.5 F4/.5 E4 C#4 D4/3.5",
            "Dm | C | Dm | Am | Bb | Gm | A | Dm",
        ),
        Tune(
            "slow gospel", "Ab:major", (12, 8), 54.0,
            "Eb4/.5 Ab4/1.5 C5 Bb4/.5 Ab4/1.5 F4 Ab4/.5 Eb4/3 - - Eb4/.5 F4/.5 "
            "Ab4/1.5 C5 Eb5/.5 Db5/1.5 C5 Bb4/.5 C5/3 - - C5/.5 Db5/.5 "
            "Eb5/1.5 Eb5 C5/.5 Db5/1.5 Bb4 Ab4/.5 F4/3 - - Ab4/.5 Ab4/.5 "
            "C5/1.5 Bb4 Ab4/.5 Bb4/1.5 G4 Bb4/.5 Ab4/6",
            "Ab Db | Ab | Ab Eb | Ab | Ab Db | Db | Ab Eb | Ab",
            pickup=0.5,
        ),
    )
}  # fmt: skip
