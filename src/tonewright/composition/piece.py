"""A piece before its notes: everything that is decided once and that every player must know."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from tonewright.brief.brief import Brief
from tonewright.composition.score import ChordSpan, Note
from tonewright.composition.style import Style
from tonewright.theory.chord import Chord
from tonewright.theory.key import Key
from tonewright.theory.meter import Meter
from tonewright.theory.seeds import rng
from tonewright.theory.tempo_map import TempoMap
from tonewright.transcription.bars import Bars

_STARTS_ON_THREE = 0.4


@dataclass(frozen=True)
class SectionPlan:
    """A section of the form.

    `time` counts the sections of its kind from 1, `is_last` marks the last of them; `lyrics` indexes the sung
    sections of the brief as planned, None where nobody sings.
    """

    kind: str
    start_bar: int
    bars: int
    intensity: float
    time: int = 1
    is_last: bool = False
    lyrics: int | None = None

    @property
    def end_bar(self) -> int:
        """The first bar after the section."""
        return self.start_bar + self.bars


@dataclass(frozen=True)
class Piece:
    """What the players share.

    `sections` cover bars 0…`final_bar`, where the last chord falls and rings for `ring_beats`; the final bar
    is not counted in the last section's `bars`. `given_chords` is True where the user wrote the harmony,
    which then holds no other notes than written. `notes` says in sentences how lyrics were made to fit the time.

    Where the piece follows a file, `tune` is its melody on the grid of the meter, `syllables` are the file's own words
    on it, `bars` and `tempo` lead from the grid to the file's measures and seconds, `meters` are its time signatures.
    """

    brief: Brief
    style: Style
    key: Key
    meter: Meter
    tempo_bpm: float
    seconds: float
    sections: tuple[SectionPlan, ...]
    chords: tuple[ChordSpan, ...]
    given_chords: bool
    ring_beats: float
    notes: tuple[str, ...] = ()
    bars: Bars | None = None
    tempo: TempoMap | None = None
    tune: tuple[Note, ...] = ()
    syllables: tuple[str, ...] = ()
    meters: tuple[tuple[float, int, int], ...] = ()

    @property
    def seed(self) -> int:
        """The seed that every random choice derives from."""
        return self.brief.seed

    @property
    def final_bar(self) -> int:
        """The bar on whose downbeat the last chord falls."""
        return self.sections[-1].end_bar

    @property
    def final_beat(self) -> float:
        """The beat of the last chord."""
        return self.final_bar * self.meter.bar_beats

    @property
    def end_beat(self) -> float:
        """Where the last chord has rung out."""
        return self.final_beat + self.ring_beats

    @cached_property
    def _chord_starts(self) -> list[float]:
        return [span.start_beat for span in self.chords]

    def span_at(self, beat: float) -> ChordSpan:
        """The chord span that sounds at `beat`; the nearest one outside the piece."""
        index = bisect_right(self._chord_starts, beat + 1e-6) - 1
        return self.chords[max(index, 0)]

    def chord_at(self, beat: float) -> Chord | None:
        """The chord that sounds at `beat`, None for a rest."""
        return self.span_at(beat).chord

    def harmony_at(self, beat: float) -> Chord:
        """What a singer hears at `beat`, before the piece what begins it: its chord, the home chord for a rest."""
        return self.chord_at(max(beat, 0.0)) or self.key.numeral("i" if self.key.is_minor else "I")

    def spans_in(self, start_beat: float, end_beat: float) -> list[ChordSpan]:
        """The chord spans that begin within start_beat…end_beat."""
        return [s for s in self.chords if start_beat - 1e-6 <= s.start_beat < end_beat - 1e-6]

    @cached_property
    def _clave_side(self) -> int:
        return int(rng(self.seed, "clave").random() < _STARTS_ON_THREE)

    def grid_offset(self, section: SectionPlan, bar: int) -> int:
        """Which bar of the grids of several bars is played: from the section's start, or, where the style keeps a
        clave, from the piece's, so that it never turns round. Such grids are written two-three; the seed decides
        whether the piece begins on the two or on the three side.
        """
        return bar + self._clave_side if self.style.clave else bar - section.start_bar

    def section_at(self, bar: int) -> SectionPlan:
        """The section that a bar belongs to; the last one for the final bar."""
        for section in self.sections:
            if section.start_bar <= bar < section.end_bar:
                return section
        return self.sections[-1]

    def after(self, section: SectionPlan) -> SectionPlan | None:
        """The section that follows a section or a part of one, None at the end."""
        return None if section.end_bar >= self.final_bar else self.section_at(section.end_bar)
