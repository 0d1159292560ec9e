"""What the wire's parameters may be, as data. Source: the HTTP contract, *accounts* and *music*."""

from collections.abc import Iterable
from dataclasses import dataclass

TONALITIES = (
    "A:major", "A:minor", "Ab:major", "Ab:minor", "B:major", "B:minor", "Bb:major", "Bb:minor",
    "C#:major", "C#:minor", "C:major", "C:minor", "D:major", "D:minor", "E:major", "E:minor",
    "Eb:major", "Eb:minor", "F#:major", "F#:minor", "F:major", "F:minor", "G:major", "G:minor",
)  # fmt: skip
TIME_SIGNATURES = ("4/4", "3/4", "6/8")
FILE_FORMATS = ("mp3", "wav", "stems")
MUSIC_TYPES = ("song", "instrumental")

SONG_MODELS_MAXIMUM_S = {"v3": 120.0, "v3.5": 270.0, "v4.5+": 300.0, "v4.8": 300.0}
INSTRUMENTAL_MODELS_MAXIMUM_S = {"i3": 120.0, "i3.5": 270.0, "i3.5 beta": 270.0, "i4": 300.0}
DEFAULT_SONG_MODEL = "v4.8"
DEFAULT_INSTRUMENTAL_MODEL = "i4"

DURATION_MINIMUM_S = 10
CLONED_VOICE_S = (10, 300)
"""The shortest and the longest recording that a voice is cloned from."""
SEED_MAXIMUM = 2**53 - 1
DEFAULT_MAX_JOBS = 10
DEFAULT_ENGINE = "studio"
PAGE_SIZE = 20
SECURED = "…secured…"


@dataclass(frozen=True)
class Range:
    """The least and the greatest value of a number, both allowed."""

    low: int
    high: int
    noun: str = "a number"

    @property
    def allowed(self) -> str:
        """The rule in words, as it stands in messages."""
        return f"{self.noun} from {self.low} to {self.high}"


BPM = Range(50, 190)
SEED = Range(0, SEED_MAXIMUM, "a whole number")
MAX_JOBS = Range(1, 100, "a whole number")

PROMPT_CHARACTERS = 2000
LYRICS_CHARACTERS = 3000
CHORDS_CHARACTERS = 200
TITLE_CHARACTERS = 200
REPLY_CHARACTERS = 1024
USER_ID_CHARACTERS = 64


def one_of(values: Iterable[str]) -> str:
    """The rule of a parameter with fixed values, in words."""
    return f"one of {', '.join(values)}"
