"""The lead sheet: what a MIDI file gives to be arranged — its tune, its chords, its form and its time."""

from dataclasses import dataclass, replace

from tonewright.decoding.midi import MidiNote
from tonewright.theory.chord import Chord, make_chord
from tonewright.theory.key import Key
from tonewright.theory.tempo_map import TempoMap
from tonewright.transcription.bars import Bars
from tonewright.transcription.words import text_of


@dataclass(frozen=True)
class GivenChord:
    """A chord of the file and the beat from which it sounds, to the next one; None where nothing does."""

    start: float
    chord: Chord | None


@dataclass(frozen=True)
class GivenSection:
    """A section of the file: its kind, such as `verse`, its first bar of the grid and how many it has."""

    kind: str
    start_bar: int
    bars: int


@dataclass(frozen=True)
class LeadSheet:
    """What is kept of a file. Beats are the file's.

    Attributes
    ----------
    melody: one note at a time, in order.
    syllables: the file's own words, a syllable for each note of the melody (a carriage return and a line feed end
        lines, a space ends a word, "" goes on with the one before); () where it has none.
    chords: in order, from beat 0.
    key: of the whole.
    tempo: every tempo of the file, the first from beat 0.
    bars: the file's measures on the grid of the meter that the band plays.
    sections: cover all bars.
    final_bar: the bar on whose first beat the file comes to rest: its last one, where nothing begins later in it, else
        the one after it.
    meters: the file's own time signatures as (beat, numerator, denominator), in order from beat 0.
    melody_from: the name of the track that the melody was found in, chords_from that of the chords' ("" where they
        were inferred).
    """

    melody: tuple[MidiNote, ...]
    syllables: tuple[str, ...]
    chords: tuple[GivenChord, ...]
    key: Key
    tempo: TempoMap
    bars: Bars
    sections: tuple[GivenSection, ...]
    final_bar: int
    melody_from: str = ""
    chords_from: str = ""
    meters: tuple[tuple[float, int, int], ...] = ((0.0, 4, 4),)

    @property
    def seconds(self) -> float:
        """How long its bars last."""
        return self.tempo.seconds_at(self.bars.end_beat)

    @property
    def words(self) -> str:
        """The file's own words as lyrics, "" where it has none."""
        return text_of(self.syllables)

    @property
    def tempo_bpm(self) -> float:
        """The tempo that prevails."""
        return self.tempo.prevailing(self.bars.end_beat)

    def transposed(self, key: Key) -> "LeadSheet":
        """The same in another key: its tonic is moved the nearest way, its mode stays."""
        steps = (key.tonic - self.key.tonic + 6) % 12 - 6
        moved = Key((self.key.tonic + steps) % 12, self.key.mode)
        return replace(
            self,
            melody=tuple(replace(note, pitch=note.pitch + steps) for note in self.melody),
            chords=tuple(GivenChord(c.start, c.chord and _moved(c.chord, steps, moved)) for c in self.chords),
            key=moved,
        )


def _moved(chord: Chord, steps: int, key: Key) -> Chord:
    bass = None if chord.bass == chord.root else (chord.bass + steps) % 12
    return make_chord((chord.root + steps) % 12, chord.quality, key.uses_flats, bass)
