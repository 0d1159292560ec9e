"""The notes of a delivered MIDI file, track by track, in seconds: what the figures that need notes are measured on.

Read by mido, an independent reader. A track is named `<stem>: <part>` by the files' own convention; a part that
several roles play is told apart by what follows a comma.
"""

from dataclasses import dataclass

import mido
import numpy as np
from numpy.typing import NDArray

DRUM_CHANNEL = 9


@dataclass(frozen=True)
class Track:
    """One player.

    `program` is General MIDI's, from 0; `notes` has a row of start and end in seconds, pitch and velocity for each
    note, by start.
    """

    stem: str
    part: str
    is_drums: bool
    program: int
    notes: NDArray[np.float64]

    @property
    def instrument(self) -> str:
        """The part's instrument, without the role that tells it apart from another of its kind."""
        return self.part.partition(",")[0]


@dataclass(frozen=True)
class Notes:
    """All tracks with notes; `beat_s` is a quarter note's length, `bar_s` a bar's."""

    tracks: tuple[Track, ...]
    beat_s: float
    bar_s: float

    @property
    def tempo_bpm(self) -> float:
        """Quarter notes a minute on the file's clock."""
        return 60.0 / self.beat_s


def read_notes(file: mido.MidiFile) -> Notes:
    """The notes of a file of one tempo and one meter."""
    heads = [message for track in file.tracks for message in track if message.is_meta]
    beat_s = next(m.tempo for m in heads if m.type == "set_tempo") / 1e6
    meter = next(m for m in heads if m.type == "time_signature")
    tracks = []
    for track in file.tracks:
        rows, sounding, clock, channel, program = [], {}, 0, -1, 0
        for message in track:
            clock += message.time
            if message.type == "program_change":
                program = message.program
            if message.type not in ("note_on", "note_off"):
                continue
            channel = message.channel
            if message.type == "note_on" and message.velocity:
                sounding[message.note] = (clock, message.velocity)
            elif message.note in sounding:
                began, velocity = sounding.pop(message.note)
                rows.append((began, clock, message.note, velocity))
        if rows:
            stem, _, part = track.name.partition(": ")
            notes = np.array(sorted(rows), dtype=float)
            notes[:, :2] *= beat_s / file.ticks_per_beat
            tracks.append(Track(stem, part, channel == DRUM_CHANNEL, program, notes))
    return Notes(tuple(tracks), beat_s, beat_s * 4.0 * meter.numerator / meter.denominator)
