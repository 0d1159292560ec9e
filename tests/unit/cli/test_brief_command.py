import json
import re
import shlex
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from tonewright.brief.model_reading import ModelReading
from tonewright.brief.prompt_model import PromptModel
from tonewright.cli.brief_command import brief

APP = typer.Typer()
APP.command()(brief)
PAGE = (Path(__file__).parents[3] / "docs" / "briefs.md").read_text("utf-8")
EXAMPLES: dict[str, list[str]] = {
    block.splitlines()[0]: block.splitlines()[1:] for block in re.findall(r"```text\n\$ (.*?)\n```", PAGE, re.DOTALL)
}


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


def test_a_brief_is_printed_as_json() -> None:
    result = CliRunner().invoke(APP, ["jazz in D dorian, 3/4, chords: Dm7 G7, no drums", "--instrumental", "--json"])
    read = json.loads(result.output)
    assert read["style"] == {"value": "swing", "source": "prompt"}
    assert (read["key"]["value"], read["meter"]["value"]) == ("D dorian", "3/4")
    assert read["chords"]["value"] == [["Dm7"], ["G7"]]
    assert "drums" in read["unwanted"]
    assert read["course"]["begins_with"] == []


@pytest.mark.parametrize("command", EXAMPLES, ids=[command[:60] for command in EXAMPLES])
def test_the_examples_of_the_page_on_briefs_are_read_as_it_says(command: str) -> None:
    program, name, *arguments = shlex.split(command)
    assert (program, name) == ("tonewright", "brief")
    result = CliRunner().invoke(APP, arguments)
    assert result.exit_code == 0
    assert set(EXAMPLES[command]) <= set(result.output.splitlines())


def test_the_page_on_briefs_has_examples() -> None:
    assert len(EXAMPLES) >= 12


def test_a_configured_model_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str]] = []

    def read(model: PromptModel, prompt: str) -> ModelReading:
        asked.append((model.url, prompt))
        return ModelReading(tempo_bpm=77.0)

    monkeypatch.setattr(PromptModel, "read", read)
    monkeypatch.setenv("TONEWRIGHT_BRIEF_MODEL_URL", "http://127.0.0.1:1/v1")
    result = CliRunner().invoke(APP, ["a song", "--instrumental"])
    assert "tempo: 77 BPM (model)" in result.output
    assert asked == [("http://127.0.0.1:1/v1", "a song")]
