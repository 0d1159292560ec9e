"""Strangers' MIDI files: what RP-001 allows is read, what it does not is refused by a sentence.

Good files are written by mido, or byte by byte as the specification has it.
"""

import struct
from pathlib import Path

import mido
import pytest

from tonewright.decoding.midi import MidiNote, read_midi
from tonewright.errors import UnusableFile

END = b"\x00\xff\x2f\x00"


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">4sL", name, len(content)) + content


def file_of(*tracks: bytes, kind: int = 1, division: int = 96) -> bytes:
    head = chunk(b"MThd", struct.pack(">hhh", kind, len(tracks), division))
    return head + b"".join(chunk(b"MTrk", track) for track in tracks)


def sent(folder: Path, data: bytes) -> Path:
    path = folder / "sent.mid"
    path.write_bytes(data)
    return path


def notes_of(folder: Path, data: bytes) -> list[tuple[float, float, int]]:
    music = read_midi(sent(folder, data))
    return [(note.start, note.length, note.pitch) for track in music.tracks for note in track.notes]


def refusal(folder: Path, data: bytes) -> str:
    with pytest.raises(UnusableFile) as refused:
        read_midi(sent(folder, data))
    return str(refused.value)


# C4 for a quarter note, then E4 for an eighth, by running status and a note-on of velocity 0.
RUNNING = bytes([0x00, 0x90, 60, 100, 96, 60, 0, 0, 64, 90, 48, 64, 0]) + END


def test_running_status_and_note_ons_of_velocity_nought_are_read(tmp_path: Path) -> None:
    music = read_midi(sent(tmp_path, file_of(RUNNING, kind=0)))
    assert music.tracks[0].notes == (MidiNote(0.0, 1.0, 60, 100, 0), MidiNote(1.0, 0.5, 64, 90, 0))
    assert music.beats == 1.5


def test_all_that_music_is_made_of_is_found_in_a_file_of_many_tracks(tmp_path: Path) -> None:
    file = mido.MidiFile(type=1, ticks_per_beat=480)
    file.tracks = [mido.MidiTrack(), mido.MidiTrack()]
    file.tracks[0] += [
        mido.MetaMessage("set_tempo", tempo=500_000),
        mido.MetaMessage("time_signature", numerator=6, denominator=8),
        mido.MetaMessage("key_signature", key="F#m"),
        mido.MetaMessage("marker", text="Chorus", time=960),
        mido.MetaMessage("set_tempo", tempo=1_000_000),
    ]
    file.tracks[1] += [
        mido.MetaMessage("track_name", name="Lead"),
        mido.Message("program_change", program=73, channel=2),
        mido.MetaMessage("lyrics", text="la"),
        mido.Message("note_on", note=69, velocity=80, channel=2, time=960),
        mido.Message("note_off", note=69, channel=2, time=240),
    ]
    file.save(tmp_path / "sent.mid")
    music = read_midi(tmp_path / "sent.mid")
    assert music.tempos == ((0.0, 120.0), (2.0, 60.0))
    assert music.meters == ((0.0, 6, 8),)
    assert music.keys == ((0.0, 3, True),)
    assert music.markers == ((2.0, "Chorus"),)
    (track,) = music.tracks
    assert (track.name, track.programs, track.lyrics) == ("Lead", ((0.0, 2, 73),), ((0.0, "la"),))
    assert track.notes == (MidiNote(2.0, 0.5, 69, 80, 2),)
    assert music.seconds_at(3.0) == pytest.approx(2 * 0.5 + 1 * 1.0)


def test_without_a_tempo_a_quarter_note_lasts_half_a_second(tmp_path: Path) -> None:
    assert read_midi(sent(tmp_path, file_of(RUNNING))).seconds_at(4.0) == 2.0


def test_the_patterns_of_a_type_two_file_follow_each_other(tmp_path: Path) -> None:
    assert notes_of(tmp_path, file_of(RUNNING, RUNNING, kind=2)) == [
        (0.0, 1.0, 60),
        (1.0, 0.5, 64),
        (1.5, 1.0, 60),
        (2.5, 0.5, 64),
    ]


def test_a_file_that_counts_frames_of_film_is_read_at_120(tmp_path: Path) -> None:
    # 25 frames of 40 ticks: a millisecond a tick, so that 96 ticks are 96 ms and 0.192 quarter notes at 120.
    division = struct.unpack(">h", bytes([256 - 25, 40]))[0]
    music = read_midi(sent(tmp_path, file_of(RUNNING, division=division)))
    assert music.tracks[0].notes[0].length == pytest.approx(0.192)
    assert music.seconds_at(music.beats) == pytest.approx(0.144)


def test_a_note_that_never_ends_ends_with_its_track(tmp_path: Path) -> None:
    hanging = bytes([0x00, 0x90, 60, 100, 96, 0xB0, 7, 100]) + END
    assert notes_of(tmp_path, file_of(hanging)) == [(0.0, 1.0, 60)]


def test_two_notes_of_a_pitch_that_overlap_end_in_the_order_they_began(tmp_path: Path) -> None:
    track = bytes([0, 0x90, 60, 100, 48, 60, 90, 48, 60, 0, 48, 60, 0]) + END
    assert notes_of(tmp_path, file_of(track)) == [(0.0, 1.0, 60), (0.5, 1.0, 60)]


def test_an_unknown_meta_event_keeps_its_time(tmp_path: Path) -> None:
    track = bytes([96, 0xFF, 0x4B, 0x01, 0x00]) + RUNNING
    assert notes_of(tmp_path, file_of(track))[0] == (1.0, 1.0, 60)


def test_a_key_signature_of_nonsense_costs_only_itself(tmp_path: Path) -> None:
    music = read_midi(sent(tmp_path, file_of(bytes([0, 0xFF, 0x59, 2, 77, 5]) + RUNNING)))
    assert music.keys == ()
    assert len(music.tracks[0].notes) == 2


def test_unknown_chunks_and_a_riff_wrapping_are_skipped(tmp_path: Path) -> None:
    plain = file_of(RUNNING)
    odd = plain[:14] + chunk(b"XFIH", b"whatever") + plain[14:]
    wrapped = b"RIFF" + struct.pack("<L", len(plain) + 12) + b"RMIDdata" + struct.pack("<L", len(plain)) + plain
    assert notes_of(tmp_path, odd) == notes_of(tmp_path, wrapped) == notes_of(tmp_path, plain)


def test_texts_are_utf_8_where_they_can_be_and_else_latin_1(tmp_path: Path) -> None:
    for name, data in (("Größe", "Größe".encode()), ("Größe", "Größe".encode("latin-1"))):
        track = bytes([0, 0xFF, 3, len(data)]) + data + RUNNING
        assert read_midi(sent(tmp_path, file_of(track))).tracks[0].name == name


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "Empty file received"),
        (b"<html>", "The file is no MIDI file: it does not begin with MThd"),
        (b"MThd", "The MIDI file is damaged or cut"),
        (file_of(RUNNING)[:-6], "The MIDI file is damaged or cut"),
        (file_of(b"\x00\x40\x40"), "The MIDI file is damaged or cut"),  # running status without a status
        (file_of(b"\x00\x90\x90\x40" + END), "The MIDI file is damaged or cut"),  # a data byte above 127
        (file_of(END), "The MIDI file holds no notes"),
        (file_of(RUNNING, kind=3), "The MIDI file is of type 3, allowed: 0, 1 or 2"),
        (file_of(RUNNING, division=0), "The MIDI file divides a quarter note into 0 ticks"),
        (file_of(bytes([0xFF, 0xFF, 0xFF, 0x7F]) + RUNNING[1:]), "The MIDI file is longer than 10000 quarter notes"),
        (file_of(*[END] * 1001), "The MIDI file has 1001 tracks, allowed: at most 1000"),
        (file_of(RUNNING + bytes(1 << 20)), "The MIDI file has 1048615 bytes, allowed: at most 1048576"),
    ],
)
def test_what_is_no_good_midi_file_is_refused_by_what_is_wrong(tmp_path: Path, data: bytes, message: str) -> None:
    assert refusal(tmp_path, data) == message
