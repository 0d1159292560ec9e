"""What an instrumental costs in time and memory, from `make` to all files: print JSON.

`.venv/bin/python -m bench.speed`. Three minutes of each prompt, stage by stage; growth with length; and the most memory
of five minutes with all their processes (proportional set size; a process is started for that piece alone). CPU seconds
are those of all threads, medians of RUNS, after a short piece has loaded fonts and kernels, as a worker has. The
reference plays the piece's own MIDI file once with FluidSynth and encodes it with LAME, as `bench.song` does, on one
core; the ratio is taken run by run.
"""

import contextlib
import io
import json
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pyloudnorm
import soundfile
from bench.song import LYRICS, reference_s

from tonewright.engines import studio
from tonewright.engines.engine import EngineRequest, Product
from tonewright.render.instruments.fluidsynth import DEFAULT_FONT

RUNS = 3
PROMPTS = ("epic cinematic orchestra", "hopeful pop with piano, guitar and strings", "liquid drum and bass")
LENGTHS_S = (30, 60, 120, 180, 300)
STAGES = {
    "compose": ("read_brief", "compose", "perform"),
    "band": ("render_band",),
    "balance": ("balance",),
    "master": ("master",),
    "deliver": ("deliver",),
}


def make(prompt: str, seconds: float, folder: Path, lyrics: str | None = None) -> Product:
    """Make a piece, or a song of the lyrics, in a folder."""
    kind, model = ("song", "v4.8") if lyrics else ("instrumental", "i4")
    request = EngineRequest(kind, prompt, model, 300.0, 1, lyrics=lyrics, duration_s=seconds)
    return studio.Studio(DEFAULT_FONT).make(request, folder, lambda percent: None)


@contextlib.contextmanager
def stopwatch() -> Iterator[dict[str, float]]:
    """CPU and wall seconds of what is done inside, by stage and in all."""
    taken: dict[str, float] = {}
    originals = {name: getattr(studio, name) for names in STAGES.values() for name in names}

    def timed(stage: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def stage_of(*arguments: Any, **options: Any) -> Any:
            cpu_s, wall_s = time.process_time(), time.perf_counter()
            try:
                return work(*arguments, **options)
            finally:
                for unit, now, then in (("CPU", time.process_time(), cpu_s), ("wall", time.perf_counter(), wall_s)):
                    taken[f"{stage}, {unit} s"] = taken.get(f"{stage}, {unit} s", 0.0) + now - then

        return stage_of

    for stage, names in STAGES.items():
        for name in names:
            setattr(studio, name, timed(stage, originals[name]))
    cpu_s, wall_s = time.process_time(), time.perf_counter()
    try:
        yield taken
    finally:
        taken["all, CPU s"] = time.process_time() - cpu_s
        taken["all, wall s"] = time.perf_counter() - wall_s
        for name, original in originals.items():
            setattr(studio, name, original)


def measured(prompt: str, seconds: float) -> dict[str, float]:
    """One piece: its stages, and the reference's CPU seconds."""
    with tempfile.TemporaryDirectory() as folder:
        with stopwatch() as taken:
            product = make(prompt, seconds, Path(folder))
        archive = product.files["stems"].path.read_bytes()
        began = time.process_time()
        reference_s(archive)
        taken["reference, CPU s"] = time.process_time() - began
    taken["ratio of CPU s to the reference"] = taken["all, CPU s"] / taken["reference, CPU s"]
    return taken


def facts(prompt: str, seconds: float) -> dict[str, float]:
    """What the files of a piece say of themselves."""
    with tempfile.TemporaryDirectory() as folder:
        files = make(prompt, seconds, Path(folder)).files
        mix, rate = soundfile.read(files["wav"].path, dtype="int32")
        with zipfile.ZipFile(files["stems"].path) as archive:
            names = [name for name in archive.namelist() if name.endswith(".wav")]
            rest = (mix >> 8).astype(np.int64)
            for name in names:
                rest -= soundfile.read(io.BytesIO(archive.read(name)), dtype="int32")[0] >> 8
        loudness = pyloudnorm.Meter(rate).integrated_loudness(mix / 2.0**31)
        size_mb = sum(file.size for file in files.values()) / 1e6
    return {
        "stems": len(names),
        "loudness by pyloudnorm, LUFS": loudness,
        "null test, highest difference": int(np.abs(rest).max()),
        "files, MB": size_mb,
    }


def most_memory_mb(seconds: float, lyrics: bool) -> float:
    """The most that the processes of one piece had together, in MB of proportional set size."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "bench.speed", folder, str(seconds), *(["song"] if lyrics else [])]
        maker = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        most = 0
        while maker.poll() is None:
            total = 0
            with contextlib.suppress(psutil.Error):
                for process in (root := psutil.Process(maker.pid), *root.children(recursive=True)):
                    total += process.memory_full_info().pss
            most = max(most, total)
            time.sleep(0.05)
        if maker.returncode:
            raise subprocess.CalledProcessError(maker.returncode, command)
    return most / 1e6


def medians(runs: list[dict[str, float]]) -> dict[str, float]:
    """The median of each figure."""
    return {name: statistics.median(run[name] for run in runs) for name in runs[0]}


def measure() -> dict[str, Any]:
    """The figures."""
    three: dict[str, Any] = {}
    for prompt in PROMPTS:
        measured(prompt, 20)
        three[prompt] = facts(prompt, 180) | medians([measured(prompt, 180) for _ in range(RUNS)])
    rounds = [{length: measured(PROMPTS[0], length) for length in LENGTHS_S} for _ in range(RUNS)]
    growth = {length: medians([one[length] for one in rounds]) for length in LENGTHS_S}
    minutes = np.array(LENGTHS_S) / 60.0
    per_minute, fixed = np.polyfit(minutes, [growth[length]["all, CPU s"] for length in LENGTHS_S], 1)
    return {
        "three minutes": three,
        "growth": {
            f"{length} s": {name: growth[length][name] for name in ("all, CPU s", "all, wall s")}
            for length in LENGTHS_S
        },
        "CPU s per minute, and at no length": [float(per_minute), float(fixed)],
        "most memory of five minutes, instrumental, MB": most_memory_mb(300, lyrics=False),
        "most memory of five minutes, song, MB": most_memory_mb(300, lyrics=True),
    }


def main() -> None:
    """Print the figures; with a folder, a length and perhaps `song`, make that one piece."""
    if len(sys.argv) == 1:
        print(json.dumps(measure(), indent=1))
        return
    lyrics = LYRICS if "song" in sys.argv else None
    make(PROMPTS[1] if lyrics else PROMPTS[0], float(sys.argv[2]), Path(sys.argv[1]), lyrics)


if __name__ == "__main__":
    main()
