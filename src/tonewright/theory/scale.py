"""Scales that tunes are made of where they are not the key's own seven notes."""

# Semitones above the tonic. The blues scale is the minor pentatonic with the flat fifth, the major blues scale the
# major pentatonic with the flat third (Mark Levine, "The Jazz Theory Book", 1995, chapters 9 and 10).
SCALES: dict[str, tuple[int, ...]] = {
    "major pentatonic": (0, 2, 4, 7, 9),
    "minor pentatonic": (0, 3, 5, 7, 10),
    "blues": (0, 3, 5, 6, 7, 10),
    "major blues": (0, 2, 3, 4, 7, 9),
}
