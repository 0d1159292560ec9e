import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from mido import MetaMessage, MidiFile, MidiTrack, merge_tracks, tick2second

from tonewright.delivery.label import Label
from tonewright.delivery.midi import midi_bytes
from tonewright.performance.performed import Controller, Performance, PlayedNote, PlayedPart, SungPart, TimedLine
from tonewright.theory.key import parse_tonality
from tonewright.theory.tempo_map import TempoMap


def read(content: bytes) -> MidiFile:
    return MidiFile(file=io.BytesIO(content), charset="utf-8", clip=False)


@pytest.fixture
def file(performance: Performance, master: Any, label: Label) -> MidiFile:
    return read(midi_bytes(performance, master.stems, label))


def timed(track: MidiTrack, *kinds: str) -> list[tuple[float, Any]]:
    """The messages of these kinds with their seconds at 120 BPM."""
    found, now = [], 0
    for message in track:
        now += message.time
        if message.type in kinds:
            found.append((tick2second(now, 960, 500_000), message))
    return found


def with_parts(performance: Performance, *parts: PlayedPart) -> Performance:
    return replace(performance, parts=parts, vocals=())


def part(name: str, *notes: PlayedNote, role: str = "comp", stem: str = "keys") -> PlayedPart:
    return PlayedPart(name, role, stem, name, notes, (), 0.0, 0.0, 0.0, 0.0)


def test_it_is_type_1_with_a_track_for_each_part_named_for_stem_and_part(file: MidiFile) -> None:
    assert (file.type, file.ticks_per_beat) == (1, 960)
    assert [track.name for track in file.tracks] == [
        "Große Stille 東京",
        "drums: kit",
        "bass: bass",
        "keys: piano",
        "vocals: lead",
    ]


def test_the_conductor_knows_tempo_meter_key_and_sections(file: MidiFile) -> None:
    metas = {message.type: message for message in file.tracks[0]}
    assert metas["set_tempo"].tempo == 500_000
    assert (metas["time_signature"].numerator, metas["time_signature"].denominator) == (4, 4)
    assert metas["time_signature"].clocks_per_click == 24
    assert metas["key_signature"].key == "Cm"
    assert "MACHINE_MADE=yes" in metas["text"].text
    markers = [(at, message.text) for at, message in timed(file.tracks[0], "marker")]
    assert markers == [(0.0, "verse"), (2.0, "chorus")]


def test_notes_stand_where_they_were_played(file: MidiFile) -> None:
    kit = timed(file.tracks[1], "note_on")
    assert [(message.note, message.velocity) for _, message in kit] == [(36, 110), (38, 100), (36, 90)]
    assert [at for at, _ in kit] == pytest.approx([0.0, 0.5, 1.003], abs=0.5 / 1920)
    ends = timed(file.tracks[2], "note_off")
    assert [at for at, _ in ends] == pytest.approx([0.9, 2.0], abs=0.5 / 1920)


def test_drums_play_on_channel_10_and_the_others_elsewhere_with_their_programs(file: MidiFile) -> None:
    def channels(index: int) -> set[int]:
        return {message.channel for message in file.tracks[index] if not message.is_meta}

    assert [channels(index) for index in range(1, 5)] == [{9}, {0}, {1}, {2}]
    programs = [timed(track, "program_change") for track in file.tracks[1:]]
    assert programs[0] == []
    assert [found[0][1].program for found in programs[1:]] == [33, 0, 53]


def test_controllers_and_bends_stand_before_the_notes_of_their_moment(file: MidiFile) -> None:
    kinds = [message.type for message in file.tracks[2] if not message.is_meta]
    assert kinds[:3] == ["program_change", "control_change", "note_on"]
    (at, bend), *_ = timed(file.tracks[2], "pitchwheel")
    assert (at, bend.pitch) == (0.5, 1024)


def test_the_lead_has_a_lyric_for_each_syllable_with_word_and_line_ends(file: MidiFile) -> None:
    """RP-017: a space ends a word, a carriage return a line."""
    lyrics = [(at, message.text) for at, message in timed(file.tracks[4], "lyrics")]
    assert lyrics == [
        (0.5, "Hel"),
        (0.75, "lo "),
        (1.0, "my "),
        (1.5, "world,\r"),
        (2.0, "Grö"),
        (2.25, "ße\r"),
    ]
    assert len(timed(file.tracks[4], "note_on")) == 7


def test_every_line_stands_once_in_the_words_of_all_tracks(
    performance: Performance, label: Label, line: Callable[..., TimedLine], singer: Callable[..., SungPart]
) -> None:
    """Karaoke readers join the lyric events of all tracks."""
    vocals = (
        singer("lead", line("hold me", 1.0), line("alone", 5.0)),
        singer("second", line("Hold me", 1.02), line("again", 7.0)),
        singer("third", line("hold me", 1.0), stem="backing_vocals", words_shown=False),
        singer("echo", line("hold me", 3.0), stem="backing_vocals"),
    )
    tracks = read(midi_bytes(replace(performance, vocals=vocals), (), label)).tracks[-4:]
    words = ["".join(message.text for _, message in timed(track, "lyrics")).split() for track in tracks]
    assert words == [["hold", "me", "alone"], ["again"], [], ["hold", "me"]]
    assert all(timed(track, "note_on") for track in tracks)


def test_every_track_is_as_long_as_the_piece(file: MidiFile, performance: Performance) -> None:
    for track in file.tracks:
        assert tick2second(sum(message.time for message in track), 960, 500_000) == pytest.approx(
            performance.seconds, abs=1 / 1920
        )


def test_a_key_struck_again_while_it_sounds_ends_first(performance: Performance, label: Label) -> None:
    again = part("p", PlayedNote(0.0, 2.0, 60, 80), PlayedNote(1.0, 0.5, 60, 90), PlayedNote(1.0, 0.25, 60, 70))
    track = read(midi_bytes(with_parts(performance, again), (), label)).tracks[1]
    events = [(at, message.type) for at, message in timed(track, "note_on", "note_off")]
    assert events == [(0.0, "note_on"), (1.0, "note_off"), (1.0, "note_on"), (1.5, "note_off")]


def test_every_note_on_has_its_note_off(performance: Performance, label: Label) -> None:
    notes = [PlayedNote(0.01 * step, 0.0 if step % 3 else 0.5, 60 + step % 5, 64) for step in range(200)]
    track = read(midi_bytes(with_parts(performance, part("p", *notes)), (), label)).tracks[1]
    sounding: set[int] = set()
    for _, message in timed(track, "note_on", "note_off"):
        if message.type == "note_on":
            assert message.note not in sounding
            sounding.add(message.note)
        else:
            sounding.remove(message.note)
    assert not sounding


def test_more_than_fifteen_parts_take_a_second_port(performance: Performance, label: Label) -> None:
    parts = [part(f"p{index}", PlayedNote(0.0, 1.0, 60, 80)) for index in range(20)]
    parts.insert(3, part("kit", PlayedNote(0.0, 1.0, 36, 80), role="drums", stem="drums"))
    tracks = read(midi_bytes(with_parts(performance, *parts), (), label)).tracks[1:]
    seats = set()
    for track in tracks:
        port = next((message.port for message in track if message.type == "midi_port"), 0)
        channels = {message.channel for message in track if message.type == "note_on"}
        assert len(channels) == 1
        seats.add((port, channels.pop()))
    assert len(seats) == 21
    assert [seat for seat in seats if seat[1] == 9] == [(0, 9)]


@pytest.mark.parametrize("meter", [("4/4", 4, 4, 24), ("3/4", 3, 4, 24), ("6/8", 6, 8, 36)])
def test_meters_are_written_with_their_felt_beats(
    performance: Performance, label: Label, meter: tuple[str, int, int, int]
) -> None:
    name, numerator, denominator, clocks = meter
    conductor = read(midi_bytes(replace(performance, meter=name, parts=(), vocals=()), (), label)).tracks[0]
    signature = next(message for message in conductor if message.type == "time_signature")
    assert signature == MetaMessage(
        "time_signature",
        numerator=numerator,
        denominator=denominator,
        clocks_per_click=clocks,
        notated_32nd_notes_per_beat=8,
    )


@pytest.mark.parametrize(
    ("tonality", "signature"),
    [
        ("C:major", "C"), ("F#:minor", "F#m"), ("Bb:major", "Bb"), ("C#:major", "Db"), ("Eb:minor", "Ebm"),
        ("Ab:minor", "G#m"), ("A:minor", "Am"), ("F#:major", "F#"), ("G:minor", "Gm"), ("B:major", "B"),
    ],
)  # fmt: skip
def test_keys_are_written_with_at_most_six_accidentals(
    performance: Performance, label: Label, tonality: str, signature: str
) -> None:
    named = replace(label, key=parse_tonality(tonality))
    conductor = read(midi_bytes(with_parts(performance), (), named)).tracks[0]
    assert next(message.key for message in conductor if message.type == "key_signature") == signature


def test_times_hold_at_tempos_that_microseconds_cannot_name(performance: Performance, label: Label) -> None:
    late = part("p", PlayedNote(179.25, 0.5, 60, 80))
    content = midi_bytes(replace(with_parts(performance, late), tempo_bpm=133.7, seconds=180.0), (), label)
    file = read(content)
    seconds, now = [], 0.0
    for message in file:
        now += message.time
        if message.type == "note_on":
            seconds.append(now)
    assert seconds == pytest.approx([179.25], abs=0.0003)
    assert len(merge_tracks(file.tracks)) > 5


def test_a_controller_at_the_same_moment_keeps_its_order(performance: Performance, label: Label) -> None:
    bend_range = tuple(Controller(0.0, number, value) for number, value in ((101, 0), (100, 0), (6, 12)))
    player = replace(part("p", PlayedNote(0.0, 1.0, 60, 80)), controllers=bend_range)
    track = read(midi_bytes(with_parts(performance, player), (), label)).tracks[1]
    assert [message.control for _, message in timed(track, "control_change")] == [101, 100, 6]


def test_every_change_of_tempo_is_written_and_gives_the_notes_their_seconds_back(
    performance: Performance, master: Any, label: Label
) -> None:
    notes = [PlayedNote(start_s, 0.2, 60, 64) for start_s in (0.0, 1.0, 2.0, 2.5, 3.7)]
    tempo = TempoMap(((0.0, 60.0), (2.0, 120.0), (5.0, 97.3)))
    slowing = replace(with_parts(performance, part("piano", *notes)), tempo_map=tempo)
    file = read(midi_bytes(slowing, master.stems, label))
    tempos = [message.tempo for message in file.tracks[0] if message.type == "set_tempo"]
    assert tempos == [1_000_000, 500_000, round(60e6 / 97.3)]
    now, heard = 0.0, []
    for message in file:
        now += message.time
        if message.type == "note_on" and message.velocity:
            heard.append(now)
    assert heard == pytest.approx([note.start_s for note in notes], abs=1e-3)


def test_the_time_signatures_of_a_file_that_is_followed_are_written(
    performance: Performance, master: Any, label: Label
) -> None:
    followed = replace(performance, meters=((0.0, 5, 4), (10.0, 7, 8)))
    conductor = read(midi_bytes(followed, master.stems, label)).tracks[0]
    found = [(at, m.numerator, m.denominator) for at, m in timed(conductor, "time_signature")]
    # Ten quarter notes at 120 BPM.
    assert found == [(0.0, 5, 4), (pytest.approx(5.0), 7, 8)]
