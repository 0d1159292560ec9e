import pytest
import typer
from typer.testing import CliRunner

from tonewright.brief.writing.lyrics_model import LyricsModel, Written
from tonewright.cli.lyrics_command import lyrics
from tonewright.errors import InvalidParameter

APP = typer.Typer()
APP.command()(lyrics)


def test_title_and_lyrics_are_printed() -> None:
    result = CliRunner().invoke(APP, ["a song about the sea", "--language", "es", "--duration", "60", "--seed", "2"])
    assert result.exit_code == 0
    title, blank, tag, *lines = result.output.splitlines()
    assert (blank, tag) == ("", "[Verse]")
    assert title
    assert len([line for line in lines if line and not line.startswith("[")]) == 8


def test_other_seeds_give_other_words() -> None:
    runs = {CliRunner().invoke(APP, ["the sea", "--seed", str(seed)]).output for seed in range(5)}
    assert len(runs) > 1


def test_a_language_in_which_nobody_writes_is_refused() -> None:
    result = CliRunner().invoke(APP, ["the sea", "--language", "pl"])
    assert isinstance(result.exception, InvalidParameter)


def test_the_configured_model_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TONEWRIGHT_BRIEF_MODEL_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setattr(LyricsModel, "write", lambda *_: Written("[Verse]\nNad ranem gasną lampy", "Morze"))
    result = CliRunner().invoke(APP, ["the sea", "--language", "pl"])
    assert result.output == "Morze\n\n[Verse]\nNad ranem gasną lampy\n"
