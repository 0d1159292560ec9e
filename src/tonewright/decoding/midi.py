"""Strangers' MIDI files read in a child process with limits on memory and time."""

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from tonewright.decoding.child import run_child
from tonewright.errors import UnusableFile

LARGEST_BYTES = 1 << 20
LONGEST_BEATS = 10_000.0
DEFAULT_BPM = 120.0

_PROGRAM = Path(__file__).with_name("midi_program.py")
_MEMORY_BYTES = 1 << 30
_CPU_S = 30
_DAMAGED = "The MIDI file is damaged: it could not be read"


@dataclass(frozen=True)
class MidiNote:
    """A note: `start` and `length` in quarter notes, `pitch` and `velocity` 0…127, `channel` 0…15 (9 has drums)."""

    start: float
    length: float
    pitch: int
    velocity: int
    channel: int


@dataclass(frozen=True)
class MidiTrack:
    """A track: its notes in the order of their starts, programs as (beat, channel, program), lyrics as (beat, text)."""

    name: str
    notes: tuple[MidiNote, ...]
    programs: tuple[tuple[float, int, int], ...]
    lyrics: tuple[tuple[float, str], ...]


@dataclass(frozen=True)
class MidiMusic:
    """What a MIDI file holds, in quarter notes from its start; every list is in time order and may be empty.

    `beats` is its length; `tempos` are (beat, quarter notes a minute), `meters` (beat, numerator, denominator), `keys`
    (beat, sharps or minus flats, whether minor), `markers` (beat, text). The patterns of a file of type 2 follow one
    another.
    """

    beats: float
    tempos: tuple[tuple[float, float], ...]
    meters: tuple[tuple[float, int, int], ...]
    keys: tuple[tuple[float, int, bool], ...]
    markers: tuple[tuple[float, str], ...]
    tracks: tuple[MidiTrack, ...]

    def seconds_at(self, beat: float) -> float:
        """The time of a beat under the tempo map, in seconds."""
        changes = [(0.0, DEFAULT_BPM), *self.tempos, (float("inf"), DEFAULT_BPM)]
        return sum(
            (min(end, beat) - start) * 60 / bpm
            for (start, bpm), (end, _) in pairwise(changes)
            if start < min(end, beat)
        )


def read_midi(source: Path) -> MidiMusic:
    """Read a MIDI file that somebody sent.

    Raises UnusableFile for one that is empty, larger than a mebibyte, no MIDI file, damaged, longer than 10 000 quarter
    notes or without a note.
    """
    size = source.stat().st_size
    if size == 0:
        raise UnusableFile("Empty file received")
    if size > LARGEST_BYTES:
        raise UnusableFile(f"The MIDI file has {size} bytes, allowed: at most {LARGEST_BYTES}")
    order = {
        "source": str(source),
        "memory_bytes": _MEMORY_BYTES,
        "cpu_s": _CPU_S,
        "longest_beats": LONGEST_BEATS,
    }
    return _music_of(run_child(_PROGRAM, order, wall_s=2.0 * _CPU_S, failed=_DAMAGED))


def _music_of(answer: dict[str, Any]) -> MidiMusic:
    tracks = tuple(
        MidiTrack(
            track["name"],
            tuple(MidiNote(*note) for note in track["notes"]),
            *(tuple(tuple(event) for event in track[name]) for name in ("programs", "lyrics")),
        )
        for track in answer["tracks"]
    )
    events = {name: tuple(tuple(event) for event in answer[name]) for name in ("tempos", "meters", "keys", "markers")}
    return MidiMusic(beats=answer["beats"], tracks=tracks, **events)
