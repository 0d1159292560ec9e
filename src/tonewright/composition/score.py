"""The Score: what is to be played and sung, in beats (quarter notes) from the start of the piece."""

from dataclasses import dataclass

from tonewright.theory.chord import Chord
from tonewright.theory.key import Key
from tonewright.theory.meter import Meter
from tonewright.theory.tempo_map import TempoMap


@dataclass(frozen=True)
class Note:
    """A written note.

    `pitch` is a MIDI note number (for drums a General MIDI percussion key), `velocity` 0…1 the written
    dynamic, `articulation` one of `normal`, `legato`, `staccato`, `accent`, `ghost`, `strum_down`, `strum_up`,
    `rasgueado`, `slide` (out of the note before). An `even` note stands where it is written also where the piece
    swings, such as a triplet.
    """

    start_beat: float
    duration_beats: float
    pitch: int
    velocity: float
    articulation: str = "normal"
    even: bool = False

    @property
    def end_beat(self) -> float:
        """Where the note ends."""
        return self.start_beat + self.duration_beats


@dataclass(frozen=True)
class Part:
    """One player.

    `name` is unique in the score; `role` says what it does (`drums`, `bass`, `comp`, `pad`, `melody`,
    `counter`, `colour`, …); `stem` names the stem that it sounds in (`drums`, `bass`, `keys`, `guitar`,
    `strings`, `pads`, `lead`, `winds`, `brass`, `percussion`, `fx`); `instrument` is a name in the instrument
    catalogue of `render/`; level_db, pan (−1…1) and sends (0…1) are the style's mix preset for it.
    `style` names the pack whose way it plays where that is not the score's. What is `exact` is played at the very time
    and as loud as it is written, as a performance that was recorded is.
    """

    name: str
    role: str
    stem: str
    instrument: str
    notes: tuple[Note, ...]
    level_db: float = 0.0
    pan: float = 0.0
    reverb_send: float = 0.15
    delay_send: float = 0.0
    style: str = ""
    exact: bool = False


@dataclass(frozen=True)
class SungSyllable:
    """A syllable on its note, or on several where it is a melisma; `word` indexes the line's words."""

    text: str
    word: int
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class SungLine:
    """A lyric line with its notes; `section` indexes the score's sections, `language` is its BCP 47 tag."""

    text: str
    words: tuple[str, ...]
    section: int
    syllables: tuple[SungSyllable, ...]
    language: str = "en"


@dataclass(frozen=True)
class VocalPart:
    """One singer: `voice` is an artist voice's item id, `stem` `vocals` or `backing_vocals`.

    `words_shown` says whether its lines stand in the lyrics: those of harmonies, doubles and oohs do not. A line
    comes at most `late_s` seconds late, all of it by the same; of an `exact` part it comes at the very time.
    """

    name: str
    stem: str
    voice: str
    lines: tuple[SungLine, ...]
    level_db: float = 0.0
    pan: float = 0.0
    reverb_send: float = 0.2
    words_shown: bool = True
    late_s: float = 0.01
    exact: bool = False


@dataclass(frozen=True)
class Section:
    """A section: its kind (`intro`, `verse`, `chorus`, …), first bar, number of bars and intensity 0…1."""

    name: str
    start_bar: int
    bars: int
    intensity: float


@dataclass(frozen=True)
class ChordSpan:
    """A chord and where it sounds; `chord` is None where nothing does (`N.C.`)."""

    start_beat: float
    duration_beats: float
    chord: Chord | None

    @property
    def text(self) -> str:
        """The symbol, `N.C.` for a rest."""
        return "N.C." if self.chord is None else self.chord.text


@dataclass(frozen=True)
class Score:
    """A piece.

    `swing` 0…1 is how far off-beat sixteenths (`swing_unit` 0.25) or eighths (0.5) are moved towards the
    triplet; `seconds` is the exact length of the files to deliver, the last notes' ring-out included, and
    `fade_s` how many of them fade out at the end. `notes` says in sentences how long or short lyrics were made to fit.
    `tempo_map` is there where the tempo changes; `tempo_bpm` is then the one that prevails. `bar_starts` are the beats
    at which the bars begin, where they are not all as long as the meter's; `meters` are the time signatures as (beat,
    numerator, denominator) of a file that the piece follows.
    """

    title: str
    style: str
    key: Key
    meter: Meter
    tempo_bpm: float
    swing: float
    swing_unit: float
    seed: int
    seconds: float
    sections: tuple[Section, ...]
    chords: tuple[ChordSpan, ...]
    parts: tuple[Part, ...]
    vocals: tuple[VocalPart, ...]
    fade_s: float = 0.0
    notes: tuple[str, ...] = ()
    tempo_map: TempoMap | None = None
    bar_starts: tuple[float, ...] = ()
    meters: tuple[tuple[float, int, int], ...] = ()

    def bar_beat(self, bar: int) -> float:
        """The beat at which a bar begins."""
        return self.bar_starts[min(bar, len(self.bar_starts) - 1)] if self.bar_starts else bar * self.meter.bar_beats

    @property
    def seconds_per_beat(self) -> float:
        """How long a quarter note lasts."""
        return 60.0 / self.tempo_bpm

    def __str__(self) -> str:
        """One line per section and part, for people and tests."""
        lines = [
            f"{self.title}: {self.style}, {self.key}, {self.meter.name}, {self.tempo_bpm:g} BPM, "
            f"{self.seconds:g} s, seed {self.seed}"
        ]
        for section in self.sections:
            first, last = self.bar_beat(section.start_bar), self.bar_beat(section.start_bar + section.bars)
            chords = " ".join(c.text for c in self.chords if first <= c.start_beat < last)
            lines.append(
                f"  bar {section.start_bar + 1:3d} {section.name:<12} ×{section.bars:<2d} "
                f"{section.intensity:.2f}  {chords}"
            )
        lines += [f"  {p.stem}: {p.name} ({p.instrument}), {len(p.notes)} notes" for p in self.parts]
        lines += [f"  {v.stem}: {v.name} ({v.voice}), {len(v.lines)} lines" for v in self.vocals]
        return "\n".join(lines)
