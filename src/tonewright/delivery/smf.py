"""The bytes of a Standard MIDI File.

Written here rather than with `mido`, whose checks of every byte cost a second for a dense piece; `mido` reads
these files in the tests. Source: MIDI Manufacturers Association, Standard MIDI Files 1.0 (RP-001), and the
MIDI 1.0 Detailed Specification, table 1 (status bytes).
"""

import struct
from collections.abc import Iterable

Event = tuple[int, bytes]
"""A tick and the event's bytes without its delta time."""

# Signatures in sharps, minus those in flats, by key as `Bb` or `F#m`.
_FIFTHS = ("Cb", "Gb", "Db", "Ab", "Eb", "Bb", "F", "C", "G", "D", "A", "E", "B", "F#", "C#")
_MINOR_FIFTHS = ("Ab", "Eb", "Bb", "F", "C", "G", "D", "A", "E", "B", "F#", "C#", "G#", "D#", "A#")


def note_on(channel: int, note: int, velocity: int) -> bytes:
    """A key is struck; channel 0…15, note and velocity 0…127."""
    return bytes((0x90 | channel, note, velocity))


def note_off(channel: int, note: int) -> bytes:
    """A key is let go, at the medium velocity that keyboards without such a sensor send."""
    return bytes((0x80 | channel, note, 64))


def control_change(channel: int, number: int, value: int) -> bytes:
    """A controller moves; number and value 0…127."""
    return bytes((0xB0 | channel, number, value))


def program_change(channel: int, program: int) -> bytes:
    """A sound is chosen, 0…127."""
    return bytes((0xC0 | channel, program))


def pitch_bend(channel: int, value: int) -> bytes:
    """The pitch wheel moves, −8192…8191."""
    raised = value + 8192
    return bytes((0xE0 | channel, raised & 0x7F, raised >> 7))


def text(kind: int, content: str) -> bytes:
    """A text meta event in UTF-8: 1 text, 3 track name, 5 lyric, 6 marker."""
    return meta(kind, content.encode())


def tempo(microseconds: int) -> bytes:
    """The length of a quarter note."""
    return meta(0x51, microseconds.to_bytes(3, "big"))


def time_signature(numerator: int, denominator: int, clocks: int) -> bytes:
    """The meter, and how many MIDI clocks, 24 a quarter note, lie between metronome clicks."""
    return meta(0x58, bytes((numerator, denominator.bit_length() - 1, clocks, 8)))


def key_signature(key: str) -> bytes:
    """The key, such as `Bb` or `F#m`. Raises ValueError for one of more than seven accidentals."""
    minor = key.endswith("m")
    names = _MINOR_FIFTHS if minor else _FIFTHS
    return meta(0x59, struct.pack("bB", names.index(key.removesuffix("m")) - 7, minor))


def port(number: int) -> bytes:
    """The track plays at this port, each of which has 16 channels; unofficial and read by most sequencers."""
    return meta(0x21, bytes((number,)))


def meta(kind: int, content: bytes) -> bytes:
    """A meta event."""
    return bytes((0xFF, kind)) + _variable(len(content)) + content


def track(events: Iterable[Event], end: int) -> bytes:
    """A track chunk of events in the order of their ticks, that ends at the tick `end` or after the last."""
    body = bytearray()
    now = 0
    for tick, content in events:
        body += _variable(tick - now) + content
        now = tick
    body += _variable(max(end - now, 0)) + meta(0x2F, b"")
    return b"MTrk" + struct.pack(">I", len(body)) + bytes(body)


def file(tracks: list[bytes], ticks_per_beat: int) -> bytes:
    """A file of type 1."""
    return b"MThd" + struct.pack(">IHHH", 6, 1, len(tracks), ticks_per_beat) + b"".join(tracks)


def _variable(number: int) -> bytes:
    """A variable-length quantity: seven bits a byte, all but the last marked."""
    content = bytes((number & 0x7F,))
    while number := number >> 7:
        content = bytes((number & 0x7F | 0x80,)) + content
    return content
