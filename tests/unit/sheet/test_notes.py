import io
from pathlib import Path

import mido
import pytest

from tonewright.errors import SheetError
from tonewright.sheet.archive import StemsArchiveReader
from tonewright.sheet.notes import Note, parse_midi


def midi(*tracks: list[mido.Message | mido.MetaMessage], kind: int = 1) -> bytes:
    """A file of 480 ticks a beat."""
    file = mido.MidiFile(type=kind, ticks_per_beat=480)
    file.tracks.extend(mido.MidiTrack(track) for track in tracks)
    buffer = io.BytesIO()
    file.save(file=buffer)
    return buffer.getvalue()


def test_tracks_are_named_for_stem_and_part_and_drums_are_known(archive: Path) -> None:
    with StemsArchiveReader(archive) as reader:
        tracks = reader.tracks()
    assert [(track.stem, track.part, track.is_drums) for track in tracks] == [
        ("drums", "kit", True),
        ("bass", "bass", False),
        ("lead", "flute $x$", False),
    ]
    assert tracks[2].notes == (Note(6.0, 10.0, 69, 64), Note(10.0, 12.0, 76, 127))


def test_a_tempo_change_moves_what_comes_after_it() -> None:
    conductor = [
        mido.MetaMessage("set_tempo", tempo=500_000),
        mido.MetaMessage("set_tempo", tempo=1_000_000, time=480),
    ]
    player = [mido.Message("note_on", note=60, velocity=80), mido.Message("note_off", note=60, time=960)]
    (track,) = parse_midi(midi(conductor, player))
    # One beat at half a second, then one at a whole second.
    assert track.notes == (Note(0.0, 1.5, 60, 80),)


def test_a_note_on_without_velocity_ends_a_note_and_a_second_stroke_the_first() -> None:
    player = [
        mido.Message("note_on", note=60, velocity=80),
        mido.Message("note_on", note=60, velocity=90, time=480),
        mido.Message("note_on", note=60, velocity=0, time=480),
    ]
    (track,) = parse_midi(midi(player))
    assert track.notes == (Note(0.0, 0.5, 60, 80), Note(0.5, 1.0, 60, 90))


@pytest.mark.parametrize(
    "content",
    [b"", b"MThd", b"MThd\0\0\0\6\0\1\0\1\0\0", midi([], kind=2), b"MThd\0\0\0\6\0\1\0\1\xe7\x28MTrk\0\0\0\0"],
)
def test_what_is_no_midi_in_beats_is_refused(content: bytes) -> None:
    with pytest.raises(SheetError, match=r"song\.mid"):
        parse_midi(content)
