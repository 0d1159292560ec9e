import mido
from bench.sung_track import alone, read_sung


def track(name: str, *events: tuple[int, mido.Message | mido.MetaMessage]) -> mido.MidiTrack:
    out, clock = mido.MidiTrack([mido.MetaMessage("track_name", name=name)]), 0
    for at, message in events:
        out.append(message.copy(time=at - clock))
        clock = at
    return out


def note(pitch: int, start: int, end: int) -> list[tuple[int, mido.Message]]:
    return [(start, mido.Message("note_on", note=pitch)), (end, mido.Message("note_off", note=pitch))]


def file(*tracks: mido.MidiTrack) -> mido.MidiFile:
    conductor = mido.MidiTrack([mido.MetaMessage("set_tempo", tempo=600_000)])
    return mido.MidiFile(type=1, ticks_per_beat=960, tracks=[conductor, *tracks])


def test_a_singers_notes_and_syllables_are_read_in_seconds() -> None:
    lyric = (960, mido.MetaMessage("lyrics", text="hey\r"))
    (lead,) = read_sung(file(track("vocals: lead", lyric, *note(60, 960, 2400)), track("keys: piano", *note(40, 0, 9))))
    assert (lead.stem, lead.part) == ("vocals", "lead")
    assert lead.notes.tolist() == [[0.6, 1.5, 60.0]]
    assert lead.syllables.tolist() == [0.6]
    assert round(lead.sung_s, 6) == 0.9


def test_a_note_is_alone_where_nobody_else_of_its_stem_sounds() -> None:
    lead = track("vocals: lead", *note(60, 0, 960), *note(62, 3840, 4800))
    second = track("vocals: second", *note(64, 480, 1440))
    backing = track("backing_vocals: choir", *note(67, 3840, 4800))
    tracks = read_sung(file(lead, second, backing))
    assert alone(tracks[0], tracks).tolist() == [False, True]
    assert alone(tracks[2], tracks).tolist() == [True]
