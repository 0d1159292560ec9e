"""A program of its own that reads one Standard MIDI File of a stranger, within limits that the kernel keeps.

It is run with `python -I` and imports nothing of ours. It reads one line of JSON from standard input: `source`, a path,
`memory_bytes`, `cpu_s`, `longest_beats` and `parent` (its process id). It writes one line of JSON to standard output:
the fields of `decoding.midi.MidiMusic` as lists, or `refused`, a sentence that says what is wrong with the file.

Source: Standard MIDI Files 1.0 (RP-001): types 0, 1 and 2 and both kinds of division; unknown chunks are skipped.
"""

import ctypes
import io
import json
import os
import resource
import signal
import struct
import sys
from typing import Any

import mido
from mido.midifiles.meta import MetaSpec, add_meta_spec

_PR_SET_PDEATHSIG = 1
_MOST_TRACKS = 1000
_CUT = "The MIDI file is damaged or cut"


class Refused(Exception):
    """The file cannot be used; the message says why."""


class LenientKey(MetaSpec):  # type: ignore[misc]
    """A key signature of which nonsense is read as nothing rather than as the end of the file."""

    type_byte = 0x59
    type = "key_signature"
    attributes = ("sharps", "minor")
    defaults = (None, None)

    def decode(self, message: Any, data: list[int]) -> None:
        """Take the count of sharps (flats below zero) and whether the key is minor."""
        sharps = data[0] - 256 * (data[0] > 127) if data else 99
        if len(data) == 2 and -7 <= sharps <= 7 and data[1] in (0, 1):
            message.sharps, message.minor = sharps, bool(data[1])


def prepare_reader() -> None:
    """Have mido read every meta event: it loses the time of those that it does not know."""
    add_meta_spec(LenientKey)
    known = {*range(0x0A), 0x20, 0x21, 0x2F, 0x51, 0x54, 0x58, 0x59, 0x7F}  # RP-001, and what mido adds
    for number in set(range(256)) - known:
        members = {"type_byte": number, "type": f"meta_{number}", "attributes": (), "defaults": ()}
        add_meta_spec(type("Unknown", (MetaSpec,), members | {"decode": lambda *_: None}))


def chunks(data: bytes) -> tuple[bytes, list[bytes]]:
    """The header chunk's content and those of the tracks; a RIFF wrapping is taken off, other chunks are skipped."""
    if data[:4] == b"RIFF" and data[8:12] == b"RMID":
        at = data.find(b"MThd", 12)
        data = data[at:] if at >= 0 else b""
    if data[:4] != b"MThd":
        raise Refused("The file is no MIDI file: it does not begin with MThd")
    header, tracks, at = b"", [], 0
    while at + 8 <= len(data):
        name, size = struct.unpack(">4sL", data[at : at + 8])
        content = data[at + 8 : at + 8 + size]
        if name in (b"MThd", b"MTrk") and len(content) < size:
            raise Refused(_CUT)
        if name == b"MThd" and not header:
            header = content
        elif name == b"MTrk":
            tracks.append(content)
        at += 8 + size
    if len(header) < 6 or not tracks:
        raise Refused(_CUT)
    if len(tracks) > _MOST_TRACKS:
        raise Refused(f"The MIDI file has {len(tracks)} tracks, allowed: at most {_MOST_TRACKS}")
    return header, tracks


def read(data: bytes, longest_beats: float) -> dict[str, Any]:
    """Everything in a file that music is made of, in quarter notes from its start."""
    header, contents = chunks(data)
    kind, _, division = struct.unpack(">hhh", header[:6])
    if kind not in (0, 1, 2):
        raise Refused(f"The MIDI file is of type {kind}, allowed: 0, 1 or 2")
    if division == 0:
        raise Refused("The MIDI file divides a quarter note into 0 ticks")
    beat = float(division) if division > 0 else _smpte_ticks_per_beat(division)
    plain = struct.pack(">4sLhhh", b"MThd", 6, kind, len(contents), max(division, 1))
    plain += b"".join(struct.pack(">4sL", b"MTrk", len(content)) + content for content in contents)
    try:
        file = mido.MidiFile(file=io.BytesIO(plain))
    except Exception as error:
        raise Refused(_CUT) from error
    music: dict[str, Any] = {"tempos": [], "meters": [], "keys": [], "markers": [], "tracks": [], "beats": 0.0}
    start = 0.0
    for track in file.tracks:
        end = _read_track(track, start, beat, music)
        music["beats"] = max(music["beats"], end)
        if kind == 2:  # patterns that follow each other
            start = end
    if division < 0:
        music["tempos"] = []
    if music["beats"] > longest_beats:
        raise Refused(f"The MIDI file is longer than {longest_beats:g} quarter notes")
    if not any(track["notes"] for track in music["tracks"]):
        raise Refused("The MIDI file holds no notes")
    for name in ("tempos", "meters", "keys", "markers"):
        music[name].sort(key=lambda event: event[0])
    return music


def _smpte_ticks_per_beat(division: int) -> float:
    """Ticks of a quarter note at 120 a minute, where the file counts frames of film: it has no quarter notes."""
    frames, ticks = -(division >> 8), division & 0xFF
    if frames not in (24, 25, 29, 30) or ticks == 0:
        raise Refused("The MIDI file's time code is of no known kind")
    return (30_000 / 1001 if frames == 29 else frames) * ticks * 0.5


class Notes:
    """The notes of a track, as [start, length, pitch, velocity, channel]; of equal ones the first begun ends first."""

    def __init__(self) -> None:
        self.all: list[list[Any]] = []
        self._sounding: dict[tuple[int, int], list[list[Any]]] = {}

    def begin(self, at: float, message: Any) -> None:
        """Begin a note."""
        note = [at, None, message.note, message.velocity, message.channel]
        self.all.append(note)
        self._sounding.setdefault((message.channel, message.note), []).append(note)

    def end(self, at: float, message: Any) -> None:
        """End a note, if it sounds."""
        sounding = self._sounding.get((message.channel, message.note))
        if sounding:
            note = sounding.pop(0)
            note[1] = at - note[0]

    def finished(self, at: float) -> list[list[Any]]:
        """Every note that lasts; those that never end, end here."""
        for note in (note for sounding in self._sounding.values() for note in sounding):
            note[1] = at - note[0]
        return [note for note in self.all if note[1] > 0]


def _read_track(track: Any, start: float, beat: float, music: dict[str, Any]) -> float:
    """Add what a track holds and return where it ends."""
    notes = Notes()
    found: dict[str, Any] = {"name": "", "programs": [], "lyrics": []}
    ticks = 0
    for message in track:
        ticks += message.time
        at = start + ticks / beat
        if message.type == "note_on" and message.velocity:
            notes.begin(at, message)
        elif message.type in ("note_on", "note_off"):
            notes.end(at, message)
        elif message.type == "program_change":
            found["programs"].append([at, message.channel, message.program])
        elif message.is_meta:
            _read_meta(at, message, found, music)
    end = start + ticks / beat
    found["notes"] = notes.finished(end)
    if found["notes"] or found["lyrics"]:
        music["tracks"].append(found)
    return end


def _read_meta(at: float, message: Any, track: dict[str, Any], music: dict[str, Any]) -> None:
    match message.type:
        case "set_tempo" if message.tempo:
            music["tempos"].append([at, 60e6 / message.tempo])
        case "time_signature" if message.numerator:
            music["meters"].append([at, message.numerator, message.denominator])
        case "key_signature" if message.sharps is not None:
            music["keys"].append([at, message.sharps, message.minor])
        case "marker":
            music["markers"].append([at, _text(message.text)])
        case "lyrics":
            track["lyrics"].append([at, _text(message.text)])
        case "track_name" if not track["name"]:
            track["name"] = _text(message.name).strip()


def _text(latin: str) -> str:
    """A text as its writer meant it: UTF-8 where it is that, else Latin-1 as the format's old files have it."""
    try:
        return latin.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return latin


def _limit(order: dict[str, Any]) -> None:
    """Have the kernel end this process where it takes too much, or where its parent ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL))
        if os.getppid() != order["parent"]:
            os._exit(1)
        resource.setrlimit(resource.RLIMIT_AS, (order["memory_bytes"],) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (order["cpu_s"],) * 2)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Read the file that standard input names."""
    order = json.loads(sys.stdin.readline())
    with open(order["source"], "rb") as file:  # noqa: PTH123
        data = file.read()
    _limit(order)
    prepare_reader()
    try:
        answer = read(data, order["longest_beats"])
    except Refused as refused:
        answer = {"refused": str(refused)}
    except (MemoryError, OverflowError):
        answer = {"refused": _CUT}
    print(json.dumps(answer))  # noqa: T201


if __name__ == "__main__":
    main()
