"""The notes of a stems archive's MIDI file, by track.

Source: MIDI Manufacturers Association, Standard MIDI Files 1.0.
"""

import io
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import mido
import numpy as np

from tonewright.errors import SheetError

DRUM_CHANNEL = 9
_MOST_NOTES = 200_000
_DEFAULT_TEMPO_US = 500_000


@dataclass(frozen=True)
class Note:
    """A note: start and end in seconds, MIDI pitch, velocity 1…127."""

    start_s: float
    end_s: float
    pitch: int
    velocity: int


@dataclass(frozen=True)
class Track:
    """A track named `<stem>: <part>`, its notes by start; `is_drums` if they are General MIDI drums."""

    stem: str
    part: str
    is_drums: bool
    notes: tuple[Note, ...]


def parse_midi(content: bytes) -> list[Track]:
    """The tracks that have notes.

    Raises SheetError if that is no Standard MIDI File in beats, or holds more notes than a piece has.
    """
    try:
        file = mido.MidiFile(file=io.BytesIO(content), clip=True)
    except (OSError, EOFError, ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise SheetError(f"song.mid is no MIDI file: {error or type(error).__name__}") from error
    if not 1 <= file.ticks_per_beat < 0x8000 or file.type == 2:
        raise SheetError("song.mid does not count in beats, or has no common time")
    clock = _Clock(file)
    tracks = [_track(track, clock) for track in file.tracks]
    if sum(len(track.notes) for track in tracks) > _MOST_NOTES:
        raise SheetError(f"song.mid has more than {_MOST_NOTES} notes")
    return [track for track in tracks if track.notes]


class _Clock:
    """Ticks as seconds, under the tempo changes of all tracks."""

    def __init__(self, file: Any) -> None:
        changes = {0: _DEFAULT_TEMPO_US}
        for track in file.tracks:
            for tick, event in _timed(track):
                if event.type == "set_tempo":
                    changes[tick] = event.tempo
        self._ticks = np.array(sorted(changes), np.float64)
        self._tick_s = np.array([changes[tick] for tick in sorted(changes)]) / (1e6 * file.ticks_per_beat)
        lasts = np.diff(self._ticks) * self._tick_s[:-1]
        self._starts_s = np.concatenate(([0.0], np.cumsum(lasts)))

    def seconds(self, tick: int) -> float:
        """When a tick is, in seconds."""
        at = int(np.searchsorted(self._ticks, tick, "right")) - 1
        return float(self._starts_s[at] + (tick - self._ticks[at]) * self._tick_s[at])


def _track(track: Any, clock: _Clock) -> Track:
    stem, _, part = _printable(track.name).partition(": ")
    notes: list[Note] = []
    sounding: dict[tuple[int, int], tuple[int, int]] = {}
    channels = set()
    for tick, event in _timed(track):
        if event.type not in ("note_on", "note_off"):
            continue
        channels.add(event.channel)
        begun = sounding.pop((event.channel, event.note), None)
        if begun is not None:
            notes.append(Note(clock.seconds(begun[0]), clock.seconds(tick), event.note, begun[1]))
        if event.type == "note_on" and event.velocity > 0:
            sounding[event.channel, event.note] = (tick, event.velocity)
    notes.sort(key=lambda note: (note.start_s, note.pitch))
    return Track(stem, part or stem, channels == {DRUM_CHANNEL}, tuple(notes))


def _timed(track: Any) -> Iterator[tuple[int, Any]]:
    tick = 0
    for event in track:
        tick += event.time
        yield tick, event


def _printable(text: str) -> str:
    """mido reads names as Latin-1; ours are UTF-8."""
    with suppress(UnicodeError):
        text = text.encode("latin-1").decode("utf-8")
    return "".join(letter if letter.isprintable() else " " for letter in text[:120])
