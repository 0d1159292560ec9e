"""Files whose tune, chords and key are known, made by the bench, and how they are read."""

from bisect import bisect_right
from pathlib import Path

import pytest
from bench.midi_files import KnownFile, known_files

from tonewright.decoding.midi import MidiMusic, MidiNote, MidiTrack, read_midi
from tonewright.errors import UnusableFile
from tonewright.theory.key import parse_tonality
from tonewright.transcription.lead_sheet import LeadSheet
from tonewright.transcription.reading import lead_sheet_of

FILES = {file.name: file for file in known_files()}
UNTOLD = ("melody alone", "modulating")
"""Layouts of which the chords are not in the file, or the key is two."""


def sheet_of(file: KnownFile, folder: Path) -> LeadSheet:
    return lead_sheet_of(read_midi(file.write(folder)))


@pytest.mark.parametrize("name", FILES)
def test_tune_chords_key_tempo_and_meter_of_a_known_file_are_found(name: str, tmp_path: Path) -> None:
    file = FILES[name]
    sheet = sheet_of(file, tmp_path)
    starts = {(round(note.start * 10), note.pitch) for note in sheet.melody}
    found = [any((round(at * 10) + d, pitch) in starts for d in (-1, 0, 1)) for at, _, pitch in file.melody]
    assert sum(found) >= 0.98 * len(found)
    assert len(sheet.melody) <= len(found)
    assert sheet.tempo.seconds_at(sheet.bars.end_beat) == pytest.approx(
        file.tempo.seconds_at(sheet.bars.end_beat), abs=0.001
    )
    if not name.endswith(UNTOLD):
        assert sheet.key.tonality == file.key
    if not name.endswith("melody alone"):
        assert agreement(sheet, file) >= 0.9


def agreement(sheet: LeadSheet, file: KnownFile) -> float:
    """The part of the time in which the chord has the root and the third that it has in the tune's own harmony."""
    starts = [given.start for given in sheet.chords]
    same = []
    for start, length, chord in file.chords:
        for step in range(round(length * 8)):
            given = sheet.chords[bisect_right(starts, start + step / 8 + 0.05) - 1].chord
            same.append(given is not None and (given.root, given.is_minor) == (chord.root, chord.is_minor))
    return sum(same) / len(same)


def test_the_files_own_words_stand_on_the_notes_that_they_are_sung_on(tmp_path: Path) -> None:
    sheet = sheet_of(FILES["twinkle, sung, with its words"], tmp_path)
    assert sheet.melody_from == "Singer"
    assert sheet.syllables[:4] == ("Twin", "kle ", "twin", "kle ")
    assert sheet.words.split("\n")[:2] == ["Twinkle twinkle little star", "How I wonder what you are"]


def test_markers_name_the_sections(tmp_path: Path) -> None:
    sheet = sheet_of(FILES["night drive, markers"], tmp_path)
    assert [(s.kind, s.start_bar, s.bars) for s in sheet.sections] == [("verse", 0, 12), ("chorus", 12, 4)]


def test_the_bar_of_a_pick_up_is_an_intro_and_the_tune_begins_in_it(tmp_path: Path) -> None:
    sheet = sheet_of(FILES["auld lang syne, band"], tmp_path)
    assert (sheet.sections[0].kind, sheet.sections[0].bars) == ("intro", 1)
    assert (sheet.melody[0].start, sheet.melody[0].pitch) == (3.0, 60)


def music(*tracks: MidiTrack, bpm: float = 120.0, end: float = 16.0) -> MidiMusic:
    return MidiMusic(end, ((0.0, bpm),), (), (), (), tracks)


def line(*pitches: int, length: float = 1.0, channel: int = 0, name: str = "") -> MidiTrack:
    notes = tuple(MidiNote(i * length, length, pitch, 90, channel) for i, pitch in enumerate(pitches))
    return MidiTrack(name, notes, (), ())


SCALE = (60, 62, 64, 65, 67, 69, 71, 72)


def test_a_file_of_drums_alone_has_no_melody_to_keep() -> None:
    with pytest.raises(UnusableFile, match="no notes but those of drums"):
        lead_sheet_of(music(line(36, 38, 36, 38, channel=9)))


def test_a_very_fast_count_is_halved_and_a_very_slow_one_doubled_with_the_seconds_as_they_were() -> None:
    for bpm, counted in ((300.0, 150.0), (35.0, 70.0)):
        sheet = lead_sheet_of(music(line(*SCALE), bpm=bpm))
        assert sheet.tempo_bpm == counted
        assert sheet.tempo.seconds_at(sheet.melody[4].start) == pytest.approx(4 * 60 / bpm)


def test_a_name_goes_before_everything_but_backing_vocals_are_no_lead() -> None:
    high, low = line(*(p + 12 for p in SCALE), name="Backing vocals"), line(*SCALE, name="Vox")
    assert lead_sheet_of(music(high, low)).melody_from == "Vox"


def test_transposing_moves_tune_and_chords_the_nearest_way_and_keeps_the_mode(tmp_path: Path) -> None:
    sheet = sheet_of(FILES["twinkle, band"], tmp_path)
    moved = sheet.transposed(parse_tonality("A:major"))
    assert moved.key.tonality == "A:major"
    assert moved.melody[0].pitch == sheet.melody[0].pitch - 3
    assert [str(given.chord) for given in moved.chords[:3]] == ["A", "D", "A"]
