"""A three-minute song through a real server, beside FluidSynth and LAME doing their part alone: print JSON.

`.venv/bin/python -m bench.song`. The reference renders the song's own MIDI file once (FluidSynth, 44.1 kHz,
its default reverb and chorus, polyphony 256, one core) and encodes it (LAME, 192 kbit/s, quality 7).
"""

import io
import json
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import fluidsynth
import lameenc
import numpy as np
import psutil

from tonewright_client import TonewrightClient

ROOT = Path(__file__).resolve().parent.parent
TONEWRIGHT = str(Path(sys.executable).parent / "tonewright")
FONT = "/usr/share/sounds/sf2/FluidR3_GM.sf2"
LYRICS = (ROOT / "examples" / "harbour-lights.txt").read_text("utf-8")
PROMPT = "hopeful pop song by the sea, piano, guitar and strings"
RUNS = 3
LENGTHS_S = (30, 60, 120, 240)


@contextmanager
def server(workers: int = 1) -> Iterator[tuple[psutil.Process, TonewrightClient, float]]:
    """A server on a new data folder: its process, a client, and the seconds until it answered."""
    with tempfile.TemporaryDirectory(prefix="tonewright-bench-") as data:
        began = time.perf_counter()
        command = [TONEWRIGHT, "serve", "--port", "0", "--data", data, "--workers", str(workers)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            assert process.stdout is not None
            said = ""
            for line in process.stdout:
                said += line
                if "listens on" in line:
                    break
            took_s = time.perf_counter() - began
            address = re.search(r"listens on (http\S+),", said)
            token = re.search(r"user:\S+", said)
            assert address and token, said
            with TonewrightClient(address[1], token[0]) as client:
                yield psutil.Process(process.pid), client, took_s
        finally:
            process.terminate()
            process.wait(60)


class Memory:
    """The most memory that the processes of a job had together, in MB of proportional set size."""

    def __init__(self, serve: psutil.Process) -> None:
        self._serve = serve
        self._stop = threading.Event()
        self.most_mb = 0.0

    def __enter__(self) -> "Memory":
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._stop.wait(0.1):
            total = 0
            for process in self._serve.children(recursive=True):
                try:
                    if "tonewright.jobs.zygote" in process.cmdline():
                        total += process.memory_full_info().pss
                except psutil.Error:
                    continue
            self.most_mb = max(self.most_mb, total / 1e6)


def make(client: TonewrightClient, **wishes: Any) -> tuple[str, float]:
    """Make a song, return its job and the seconds from the request to COMPLETED."""
    began = time.perf_counter()
    job = client.song(PROMPT, **wishes)
    client.wait_until_final(job, poll_s=0.05)
    return job, time.perf_counter() - began


def reference_s(archive: bytes) -> float:
    """Seconds to render the MIDI file of a stems archive once and encode it."""
    with zipfile.ZipFile(io.BytesIO(archive)) as files, tempfile.NamedTemporaryFile(suffix=".mid") as midi:
        midi.write(files.read("song.mid"))
        midi.flush()
        seconds = json.loads(files.read("manifest.json"))["seconds"]
        began = time.perf_counter()
        synth = fluidsynth.Synth(gain=0.5, samplerate=44_100)
        synth.sfload(FONT)
        synth.play_midi_file(midi.name)
        samples = np.concatenate([synth.get_samples(44_100) for _ in range(round(seconds))])
        synth.delete()
        encoder = lameenc.Encoder()
        encoder.set_bit_rate(192)
        encoder.set_in_sample_rate(44_100)
        encoder.set_channels(2)
        encoder.set_quality(7)
        encoder.silence()
        encoder.encode(samples.astype("<i2").tobytes())
        encoder.flush()
        return time.perf_counter() - began


def measure(runs: int = RUNS) -> dict[str, Any]:
    """The figures: medians over runs, ratios run by run."""
    taken, references, ratios = [], [], []
    with server() as (process, client, start_s), tempfile.TemporaryDirectory() as folder:
        make(client, lyrics="Warm up and sing", duration_s=12)
        with Memory(process) as memory:
            for seed in range(runs):
                job, seconds = make(client, lyrics=LYRICS, duration_s=180, seed=seed)
                path = Path(folder) / f"{seed}.zip"
                client.download_file(job, "stems", path)
                archive = path.read_bytes()
                path.unlink()
                taken.append(seconds)
                references.append(reference_s(archive))
                ratios.append(seconds / references[-1])
        with zipfile.ZipFile(io.BytesIO(archive)) as files:
            stems = sum(name.endswith(".wav") for name in files.namelist())
        growth = {length: make(client, lyrics=LYRICS, duration_s=length, seed=1)[1] for length in LENGTHS_S}
        side_by_side = jobs_at_once(client)
    return {
        "three-minute song, request to COMPLETED, s": statistics.median(taken),
        "reference, s": statistics.median(references),
        "ratio to reference": statistics.median(ratios),
        "stems": stems,
        "most memory of the job, MB": memory.most_mb,
        "server start on a new folder, s": start_s,
        "seconds by length": growth,
        "seconds of all by jobs at once": side_by_side,
    }


def jobs_at_once(client: TonewrightClient) -> dict[int, float]:
    """Seconds until the last of several 30-second songs is there, all submitted together."""
    found = {}
    for count in (1, 2, 4):
        began = time.perf_counter()
        jobs = [client.song(PROMPT, lyrics=LYRICS, duration_s=30, seed=n) for n in range(count)]
        for job in jobs:
            client.wait_until_final(job, poll_s=0.05)
        found[count] = time.perf_counter() - began
    return found


if __name__ == "__main__":
    print(json.dumps(measure(), indent=1))
