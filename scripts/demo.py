"""The main job, through a real server: a song with given lyrics, a duet and an instrumental, into a folder.

Run by `make demo`; `make demo PROMPT="…" LYRICS=file` takes another wish, and leaves the duet out.
"""

import argparse
import re
import subprocess
import sys
import time
import wave
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from tonewright.cli.job_display import JobDisplay
from tonewright.delivery.filenames import safe_filename
from tonewright.dsp.loudness import measure_lufs
from tonewright.dsp.true_peak import true_peak
from tonewright_client import Music, TonewrightClient
from tonewright_client.records import EXTENSIONS, FileFormat

ROOT = Path(__file__).resolve().parent.parent
TONEWRIGHT = str(Path(sys.executable).parent / "tonewright")
SONG = "warm pop song by the sea, hopeful, piano and acoustic guitar"
DUET = "country duet, a man and a woman, acoustic guitar and fiddle"
INSTRUMENTAL = "rainy Sunday in a Paris café, brushes, a clarinet answers the accordion, grows slowly, 90 seconds"
FORMATS: tuple[FileFormat, ...] = ("mp3", "wav", "stems")


@contextmanager
def running_server(data: Path) -> Iterator[str]:
    """A server of its own on a free port; gives its address."""
    command = [TONEWRIGHT, "serve", "--port", "0", "--data", str(data)]
    log_path = data / "serve.log"
    data.mkdir(parents=True, exist_ok=True)
    with (
        log_path.open("wb") as log,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True) as server,
    ):
        try:
            assert server.stdout is not None
            for line in server.stdout:
                if address := re.search(r"listens on (http\S+),", line):
                    yield address[1]
                    return
            raise SystemExit(f"the server did not start; see {log_path}")
        finally:
            server.terminate()


def make_token(data: Path) -> str:
    """A token of the demonstration's user."""
    command = [TONEWRIGHT, "token", "create", "--user", "1", "--data", str(data)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def download(client: TonewrightClient, music: Music, out: Path, display: JobDisplay) -> dict[str, Path]:
    """All files of a piece."""
    files: dict[str, Path] = {}
    for form in FORMATS:
        path = out / safe_filename(music.title, EXTENSIONS[form])
        path.unlink(missing_ok=True)
        client.download_file(
            music.job_id, form, path, lambda done, total, name=form: display.downloading(name, done, total)
        )
        files[form] = path
    return files


def measured(path: Path) -> tuple[float, float, float]:
    """Seconds, LUFS and true peak in dBTP of a 24-bit stereo WAV file."""
    with wave.open(str(path)) as file:
        raw = np.frombuffer(file.readframes(file.getnframes()), np.uint8).reshape(-1, 2, 3)
        rate = file.getframerate()
    whole = np.zeros((*raw.shape[:2], 4), np.uint8)
    whole[..., 1:] = raw
    samples = np.ascontiguousarray((whole.view("<i4")[..., 0] / 2.0**31).T.astype(np.float32))
    peak = 20 * np.log10(max(true_peak(samples), 1e-9))
    return samples.shape[1] / rate, measure_lufs(samples, rate), float(peak)


def main() -> None:
    """Make the pieces and print what came of them."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--out", default="out")
    options.add_argument("--prompt", default="")
    options.add_argument("--lyrics", default="")
    given = options.parse_args()
    lyrics_file = Path(given.lyrics or ROOT / "examples" / "harbour-lights.txt")
    if not lyrics_file.is_file():
        raise SystemExit(f"there is no file {lyrics_file}")
    lyrics = lyrics_file.read_text("utf-8")
    out, console, data = Path(given.out), Console(), ROOT / "build" / "demo-data"
    out.mkdir(parents=True, exist_ok=True)
    table = Table("file", "length", "tempo", "key", "LUFS", "true peak", "taken", title=f"In {out}/")
    began = time.monotonic()
    with running_server(data) as address, TonewrightClient(address, make_token(data)) as client:
        console.print(f"The server answers at {address} after {time.monotonic() - began:.1f} s.")
        wishes: list[tuple[str, Callable[[], str]]] = [
            ("song", lambda: client.song(given.prompt or SONG, lyrics=lyrics)),
            ("instrumental", lambda: client.instrumental(given.prompt or INSTRUMENTAL)),
        ]
        if not given.prompt and not given.lyrics:
            words = (ROOT / "examples" / "same-old-song.txt").read_text("utf-8")
            wishes.insert(1, ("duet", lambda: client.song(DUET, lyrics=words)))
        for what, submit in wishes:
            asked = time.monotonic()
            with JobDisplay(console, what) as display:
                music = client.wait_until_final(submit(), display.progress, poll_s=0.25)
                taken = time.monotonic() - asked
                files = download(client, music, out, display)
            seconds, loudness, peak = measured(files["wav"])
            length = f"{int(seconds) // 60}:{seconds % 60:04.1f}"
            names = f"{files['mp3'].stem}[dim] .{' .'.join(path.suffix[1:] for path in files.values())}[/]"
            table.add_row(
                names,
                length,
                f"{music.bpm:g} BPM",
                str(music.key),
                f"{loudness:.1f}",
                f"{peak:.1f} dBTP",
                f"{taken:.1f} s",
            )
    console.print(table)


if __name__ == "__main__":
    main()
