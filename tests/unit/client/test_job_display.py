import io

from rich.console import Console
from scripted_server import record

from tonewright.cli.job_display import JobDisplay
from tonewright_client import Music


def shown(terminal: bool, *progress: int, quiet: bool = False) -> str:
    out = io.StringIO()
    with JobDisplay(Console(file=out, force_terminal=terminal, width=80), "song", quiet) as display:
        for points in progress:
            display.progress(Music.of(record(points, 30 if points == 100 else 0)))
        display.downloading("wav", 50, 200)
        display.downloading("wav", 200, 200)
    return out.getvalue()


def test_plain_lines_come_every_ten_points_and_at_the_end() -> None:
    assert shown(False, 0, 4, 9, 12, 15, 95, 100).splitlines() == [f"song: {p}%" for p in (0, 12, 95, 100)]


def test_a_terminal_gets_a_bar_for_the_job_and_one_for_each_download() -> None:
    text = shown(True, 0, 55)
    assert "song" in text
    assert "55%" in text
    assert "download wav" in text
    assert "100%" in text


def test_quiet_is_quiet_on_either() -> None:
    assert shown(True, 0, 55, quiet=True) == shown(False, 0, 55, quiet=True) == ""
