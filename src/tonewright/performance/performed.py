"""The Performance: the same parts as the score's, as timed notes in seconds from the start of the file."""

from dataclasses import dataclass

from tonewright.theory.tempo_map import TempoMap


@dataclass(frozen=True)
class PlayedNote:
    """A note as played; `velocity` is MIDI's 1…127, `pitch` a MIDI note number."""

    start_s: float
    duration_s: float
    pitch: int
    velocity: int


@dataclass(frozen=True)
class Controller:
    """A MIDI control change (number 0…127, value 0…127) or, with number −1, a pitch bend of −8192…8191."""

    time_s: float
    number: int
    value: int


@dataclass(frozen=True)
class PlayedPart:
    """One player's performance; the other fields are the score part's."""

    name: str
    role: str
    stem: str
    instrument: str
    notes: tuple[PlayedNote, ...]
    controllers: tuple[Controller, ...]
    level_db: float
    pan: float
    reverb_send: float
    delay_send: float
    style: str = ""


@dataclass(frozen=True)
class TimedSpan:
    """Something with a start and an end: a section's name, a chord's symbol, a word."""

    start_s: float
    end_s: float
    text: str


@dataclass(frozen=True)
class TimedSyllable:
    """A syllable and the notes it is sung on; `word` indexes the line's words."""

    text: str
    word: int
    notes: tuple[PlayedNote, ...]


@dataclass(frozen=True)
class TimedLine:
    """A lyric line as sung; `section` indexes the performance's sections, `language` is its BCP 47 tag.

    `heard` says when each word is heard, from its first consonant to its last, once the line has been sung;
    the notes only say where the vowels are.
    """

    text: str
    words: tuple[str, ...]
    section: int
    syllables: tuple[TimedSyllable, ...]
    heard: tuple[TimedSpan, ...] = ()
    language: str = "en"

    @property
    def start_s(self) -> float:
        """Where the first syllable's vowel starts."""
        return self.syllables[0].notes[0].start_s

    @property
    def end_s(self) -> float:
        """Where the last note ends."""
        last = self.syllables[-1].notes[-1]
        return last.start_s + last.duration_s


@dataclass(frozen=True)
class SungPart:
    """One singer's performance; `words_shown` says whether its lines stand in the lyrics."""

    name: str
    stem: str
    voice: str
    lines: tuple[TimedLine, ...]
    level_db: float
    pan: float
    reverb_send: float
    words_shown: bool = True


@dataclass(frozen=True)
class Performance:
    """A performed piece of exactly `seconds` seconds.

    `style` is the name of its style pack, and `fade_s` how long it fades out at its end. `tempo_map` is there where the
    tempo changes; `tempo_bpm` is then the one that prevails. `meters` are the time signatures as (beat, numerator,
    denominator), where they are not the `meter` alone.
    """

    seconds: float
    tempo_bpm: float
    meter: str
    sections: tuple[TimedSpan, ...]
    chords: tuple[TimedSpan, ...]
    parts: tuple[PlayedPart, ...]
    vocals: tuple[SungPart, ...]
    style: str = ""
    fade_s: float = 0.0
    tempo_map: TempoMap | None = None
    meters: tuple[tuple[float, int, int], ...] = ()
