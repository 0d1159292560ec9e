"""What the singers of a delivered piece sing, read from its `song.mid` by mido: notes and syllables in seconds."""

from dataclasses import dataclass

import mido
import numpy as np
from numpy.typing import NDArray

STEMS = ("vocals", "backing_vocals")


@dataclass(frozen=True)
class SungTrack:
    """One singer.

    `notes` has a row of start, end (seconds) and pitch (MIDI) for each note, by start; `syllables` the times at
    which a syllable's vowel starts.
    """

    stem: str
    part: str
    notes: NDArray[np.float64]
    syllables: NDArray[np.float64]

    @property
    def sung_s(self) -> float:
        """How many seconds are sung."""
        return float((self.notes[:, 1] - self.notes[:, 0]).sum())


def read_sung(file: mido.MidiFile) -> list[SungTrack]:
    """The tracks of the vocal stems."""
    beat_s = next(m.tempo for track in file.tracks for m in track if m.type == "set_tempo") / 1e6
    tick_s = beat_s / file.ticks_per_beat
    found = []
    for track in file.tracks:
        stem, _, part = track.name.partition(": ")
        if stem not in STEMS:
            continue
        notes, syllables, sounding, clock = [], [], {}, 0
        for message in track:
            clock += message.time
            if message.type == "lyrics":
                syllables.append(clock * tick_s)
            elif message.type == "note_on" and message.velocity:
                sounding[message.note] = clock
            elif message.type in ("note_on", "note_off") and message.note in sounding:
                notes.append((sounding.pop(message.note) * tick_s, clock * tick_s, message.note))
        rows = np.array(sorted(notes), float).reshape(-1, 3)
        found.append(SungTrack(stem, part, rows, np.array(sorted(syllables), float)))
    return found


def alone(track: SungTrack, others: list[SungTrack], tail_s: float = 0.25) -> NDArray[np.bool_]:
    """Which of the track's notes sound while nobody else of its stem does, their reverberation included."""
    free = np.ones(len(track.notes), bool)
    for other in others:
        if other is track or other.stem != track.stem:
            continue
        for start_s, end_s, _ in other.notes:
            free &= (track.notes[:, 0] >= end_s + tail_s) | (track.notes[:, 1] <= start_s - 0.1)
    return free
