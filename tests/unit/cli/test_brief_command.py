from pathlib import Path

import typer
from typer.testing import CliRunner

from tonewright.cli.brief_command import brief

APP = typer.Typer()
APP.command()(brief)


def test_a_prompt_is_shown_as_it_is_read() -> None:
    result = CliRunner().invoke(APP, ["calm lo-fi, 80 bpm", "--instrumental", "--seed", "5"])
    assert result.exit_code == 0
    assert result.output.startswith("instrumental for i4, at most 300 s, seed 5\n")
    assert "tempo: 80 BPM (prompt)" in result.output


def test_lyrics_are_read_from_a_file(tmp_path: Path) -> None:
    lyrics = tmp_path / "lyrics.txt"
    lyrics.write_text("[Chorus]\nHello, my love", "utf-8")
    result = CliRunner().invoke(APP, ["a song", "--lyrics", str(lyrics)])
    assert result.exit_code == 0
    assert "[chorus]" in result.output
