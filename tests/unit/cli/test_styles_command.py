import typer
from typer.testing import CliRunner

from tonewright.cli.styles_command import styles

APP = typer.Typer()
APP.command()(styles)


def test_every_pack_is_listed_with_its_tempo_meters_and_players() -> None:
    result = CliRunner().invoke(APP)
    assert result.exit_code == 0
    lines = result.output.splitlines()
    at = lines.index("deep_house: Deep House")
    assert lines[at + 1] == "  116–126 BPM, usually 122; 4/4, 3/4, 6/8"
    assert lines[at + 2].startswith("  house kit, synth bass, house stab")


def test_the_nearest_pair_of_packs_comes_first() -> None:
    result = CliRunner().invoke(APP, ["--distances"])
    assert result.exit_code == 0
    totals = [float(line.split()[0]) for line in result.output.splitlines()]
    assert totals == sorted(totals)
    assert all(0 <= total <= 1 for total in totals)
