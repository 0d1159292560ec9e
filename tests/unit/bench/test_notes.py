import mido
import pytest
from bench.notes import read_notes


def test_notes_are_read_in_seconds_with_their_players() -> None:
    file = mido.MidiFile(ticks_per_beat=480)
    conductor = mido.MidiTrack(
        [mido.MetaMessage("set_tempo", tempo=500_000), mido.MetaMessage("time_signature", numerator=3)]
    )
    flute = mido.MidiTrack(
        [
            mido.MetaMessage("track_name", name="winds: flute, counter"),
            mido.Message("program_change", channel=2, program=73),
            mido.Message("note_on", channel=2, note=74, velocity=80, time=480),
            mido.Message("note_off", channel=2, note=74, time=240),
        ]
    )
    file.tracks += [conductor, flute]

    notes = read_notes(file)

    assert (notes.beat_s, notes.bar_s, notes.tempo_bpm) == (0.5, 1.5, 120.0)
    (track,) = notes.tracks
    assert (track.stem, track.part, track.instrument, track.program) == ("winds", "flute, counter", "flute", 73)
    assert track.notes.tolist() == [pytest.approx([0.5, 0.75, 74.0, 80.0])]
