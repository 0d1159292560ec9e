from dataclasses import replace
from pathlib import Path

import pytest
from bench.midi import PROMPTS, kept, melody_share
from bench.midi_files import KnownFile, known_files

FILES = known_files()
WANTED = [(0.0, 60), (0.5, 62), (1.0, 64), (1.5, 65)]


@pytest.mark.parametrize("index", range(len(FILES)), ids=[file.name for file in FILES])
def test_the_delivered_midi_file_has_the_tune_and_the_chords_of_the_file_that_was_sent(
    index: int, tmp_path: Path
) -> None:
    file = FILES[index]
    played = kept(file, "instrumental", PROMPTS[index % len(PROMPTS)], index, tmp_path)
    assert played.melody >= 0.98
    assert played.chords >= 0.9 or file.name.endswith("melody alone")


@pytest.mark.parametrize("index", range(1, len(FILES), 4), ids=[file.name for file in FILES[1::4]])
def test_a_singer_has_the_tune_as_well(index: int, tmp_path: Path) -> None:
    assert kept(FILES[index], "song", PROMPTS[index % len(PROMPTS)], index, tmp_path).melody >= 0.98


def test_a_tune_counts_in_any_one_octave_but_not_in_two() -> None:
    assert melody_share(WANTED, [(at, pitch - 12) for at, pitch in WANTED]) == 1.0
    assert melody_share(WANTED, [(at, pitch + 12 * (at > 0.7)) for at, pitch in WANTED]) == 0.5
    assert melody_share(WANTED, [(at, pitch + 1) for at, pitch in WANTED]) == 0.0


def test_what_is_late_is_missed_and_a_note_answers_for_one() -> None:
    assert melody_share(WANTED, [(at + 0.029, pitch) for at, pitch in WANTED]) == 1.0
    assert melody_share(WANTED, [(at + 0.031, pitch) for at, pitch in WANTED]) == 0.0
    assert melody_share([(0.0, 60), (0.01, 60)], [(0.0, 60)]) == 0.5


def test_a_file_that_says_other_than_it_sounds_is_told(tmp_path: Path) -> None:
    file = next(f for f in FILES if f.name == "twinkle, band")
    claimed: KnownFile = replace(file, melody=tuple((at, length, pitch + 1) for at, length, pitch in file.melody))
    assert kept(claimed, "instrumental", "pop", 1, tmp_path).melody < 0.6
    others = tuple((at, length, file.chords[1][2]) for at, length, _ in file.chords)
    assert kept(replace(file, chords=others), "instrumental", "pop", 1, tmp_path).chords < 0.6
