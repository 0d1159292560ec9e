import zipfile
from pathlib import Path

import numpy as np
import pytest
import soundfile
import typer
from typer.testing import CliRunner

from tonewright.cli.split_command import split

APP = typer.Typer()
APP.command()(split)
STEMS = ("vocals", "drums", "bass", "other")


@pytest.fixture
def recording(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    noise = np.random.default_rng(0).uniform(-0.3, 0.3, (8000, 2))
    soundfile.write(tmp_path / "My song.wav", noise, 8000, subtype="PCM_16")
    return tmp_path / "My song.wav"


def test_the_stems_are_written_beside_one_and_add_up(recording: Path) -> None:
    result = CliRunner().invoke(APP, [str(recording)])
    assert result.exit_code == 0, result.output
    folder = Path("My song.stems")
    assert sorted(path.name for path in folder.iterdir()) == sorted([*(f"{s}.wav" for s in STEMS), "manifest.json"])
    assert result.stdout.splitlines() == [str(folder / f"{stem}.wav") for stem in STEMS]
    assert "split My song.wav: 100%" in result.stderr
    read = [soundfile.read(folder / f"{stem}.wav", dtype="int32")[0] >> 8 for stem in STEMS]
    assert np.array_equal(sum(read), soundfile.read(recording, dtype="int32")[0] >> 8)


def test_one_zip_is_written_into_the_folder_that_is_named(recording: Path) -> None:
    result = CliRunner().invoke(APP, [str(recording), "--out", "stems/here", "--zip"])
    assert result.exit_code == 0, result.output
    assert [path.name for path in Path("stems/here").iterdir()] == ["My song.stems.zip"]
    with zipfile.ZipFile("stems/here/My song.stems.zip") as archive:
        assert archive.namelist() == [*(f"{stem}.wav" for stem in STEMS), "manifest.json"]


def test_a_recording_beyond_full_scale_is_scaled_and_that_is_said(recording: Path) -> None:
    soundfile.write(recording, np.random.default_rng(0).uniform(-2, 2, (8000, 1)), 8000, subtype="FLOAT")
    result = CliRunner().invoke(APP, [str(recording)])
    assert "exceeds full scale; the stems are 0.5" in result.stderr


def test_what_cannot_be_split_is_one_line_and_leaves_nothing(recording: Path) -> None:
    recording.write_bytes(b"hello")
    result = CliRunner().invoke(APP, [str(recording)])
    assert result.exit_code == 2
    assert "allowed: MP3, WAV, FLAC or M4A" in result.stderr
    assert [path.name for path in recording.parent.iterdir()] == ["My song.wav"]
    missing = CliRunner().invoke(APP, ["nowhere.wav"])
    assert missing.exit_code == 2
    assert "there is no file nowhere.wav" in missing.stderr.replace("\n", " ")
