"""Grids of text: one character is a sixteenth note."""

DRUM_STEPS = "Xxog."
BASS_STEPS = "Rr345678mbawWng-."
COMPING_STEPS = "RrCcDdUuBbPpSsQqxAa123456-."
MELODY_STEPS = "x-."

LEVELS = {"X": 1.0, "x": 0.8, "o": 0.58, "g": 0.34}

# General MIDI percussion keys (General MIDI System Level 1, table 3, and GS for the shaker).
DRUM_KEYS = {
    "kick": 36, "rim": 37, "snare": 38, "clap": 39, "hat": 42, "pedal_hat": 44, "open_hat": 46, "floor_tom": 41,
    "tom_low": 45, "tom_mid": 47, "tom_high": 50, "crash": 49, "crash2": 57, "china": 52, "splash": 55, "ride": 51,
    "ride_bell": 53, "tambourine": 54, "cowbell": 56, "bongo_high": 60, "bongo_low": 61, "conga_mute": 62,
    "conga_high": 63, "conga_low": 64, "timbale": 65, "cabasa": 69, "maracas": 70, "claves": 75, "woodblock": 76,
    "triangle": 81, "shaker": 82,
    # Pitches of the taiko, an instrument of its own.
    "taiko_low": 41, "taiko_mid": 48, "taiko_high": 55,
}  # fmt: skip


def steps(text: str) -> str:
    """The characters of a grid without the blanks and bar lines that only help the eye."""
    return "".join(text.split()).replace("|", "")


def onsets(grid: str) -> list[tuple[int, int, str]]:
    """Step, length in steps and character of every onset; a `-` holds the one before on.

    A grid that begins with `-` continues nothing: those steps are silent.
    """
    found: list[tuple[int, int, str]] = []
    open_step: int | None = None
    for step, mark in enumerate(grid):
        if mark == "-":
            if open_step is not None:
                start, length, letter = found[-1]
                found[-1] = (start, length + 1, letter)
            continue
        open_step = None
        if mark != ".":
            found.append((step, 1, mark))
            open_step = step
    return found


def bar_of(grid: str, offset: int, subdivisions: int) -> str:
    """The bar of a grid of one or more bars that is played `offset` bars after the section's start."""
    start = offset * subdivisions % len(grid)
    return grid[start : start + subdivisions]
