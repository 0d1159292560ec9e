"""Voices: the players of a MIDI file, one for each track and channel that is not the drums'."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import attrgetter

from tonewright.decoding.midi import MidiMusic, MidiNote

DRUM_CHANNEL = 9
TOGETHER_BEATS = 0.08
"""Notes that begin so close to each other are one chord, as fingers are not exact."""
_GRACE_BEATS = 0.02
_PIANO = 0


@dataclass(frozen=True)
class Voice:
    """The notes of one channel in one track, by their starts; `program` is the one that most of them sound with."""

    name: str
    channel: int
    program: int
    notes: tuple[MidiNote, ...]
    lyrics: tuple[tuple[float, str], ...] = ()

    @cached_property
    def onsets(self) -> tuple[tuple[MidiNote, ...], ...]:
        """The notes that begin together, in order; each from the lowest up."""
        return gathered(self.notes)

    @property
    def beats(self) -> float:
        """From the first note's start to the last one's."""
        return self.notes[-1].start - self.notes[0].start


def gathered(notes: Sequence[MidiNote]) -> tuple[tuple[MidiNote, ...], ...]:
    """Notes by what begins together; each group from the lowest up."""
    found: list[list[MidiNote]] = []
    for note in notes:
        first = found[-1][0] if found else note
        # A grace note ends where the note after it begins.
        sounds_on = first.start + first.length > note.start + _GRACE_BEATS or first.start == note.start
        if found and sounds_on and note.start - first.start <= TOGETHER_BEATS:
            found[-1].append(note)
        else:
            found.append([note])
    return tuple(tuple(sorted(group, key=attrgetter("pitch"))) for group in found)


def voices_of(music: MidiMusic) -> tuple[Voice, ...]:
    """The players of a file in the order of its tracks, without drums and silent ones."""
    found = []
    for track in music.tracks:
        pitched = sorted((n for n in track.notes if n.channel != DRUM_CHANNEL), key=attrgetter("channel"))
        for channel, own in groupby(pitched, key=attrgetter("channel")):
            notes = tuple(sorted(own, key=attrgetter("start", "pitch")))
            program = next((p for beat, c, p in reversed(track.programs) if c == channel), _PIANO)
            found.append(Voice(track.name, channel, program, notes, track.lyrics))
    return tuple(found)
