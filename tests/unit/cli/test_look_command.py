from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from tonewright.cli.look_command import look

APP = typer.Typer()
APP.command()(look)


@pytest.mark.parametrize("content", [b"", b"no archive at all"])
def test_a_file_that_is_no_stems_archive_is_one_line_and_exit_code_2(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "song.zip"
    path.write_bytes(content)
    result = CliRunner().invoke(APP, [str(path), "--out", str(tmp_path)])
    assert result.exit_code == 2
    assert result.stderr.startswith("tonewright: song.zip is no stems archive")
    assert result.stderr.count("\n") == 1
    assert not list(tmp_path.glob("*.png"))


def test_a_missing_file_is_wrong_usage(tmp_path: Path) -> None:
    assert CliRunner().invoke(APP, [str(tmp_path / "none.zip")]).exit_code == 2
