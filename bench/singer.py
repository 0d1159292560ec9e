"""The singer, on the songs of `bench/songs`: JSON, or a table. `.venv/bin/python -m bench.singer`.

Has the studio make every song and measures the delivered stems with tools that know nothing of how they were made; what
is measured and how stands in `sung_song.py`, `singing.py` and `song_file.py`. One song that fails is told of and does
not stop the others.

    python -m bench.singer [--only TEXT…] [--seeds N] [--workers N] [--out FILE] [--fresh] [--table] [--wall]

TEXT is part of a song's name, such as `en-` or `coats`. What `--out` (build/singer.json) holds already of the same song
and seed is not made again, unless `--fresh`. `--wall` measures, instead and alone, the wall time of a song of three
minutes with a lead and backing voices.
"""

import argparse
import hashlib
import json
import sys
import tempfile
import traceback
import warnings
from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict, replace
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from bench.song_file import Song, songs
from bench.sung_song import make, measure

OUT = Path("build/singer.json")
LONG_SONG = "en-over-the-water"
LONG_S = 180.0


def song_of(song: Song, seed: int) -> dict[str, Any]:
    """What is to be said of one song, whatever happens."""
    warnings.simplefilter("ignore")
    told: dict[str, Any] = {"mark": mark_of(song)}
    try:
        return told | measure(song, seed)
    except Exception as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        return told | {"error": f"{type(error).__name__}: {error} ({Path(where.filename).name}:{where.lineno})"}


def mark_of(song: Song) -> str:
    """What a kept result was made from."""
    return hashlib.sha256(json.dumps(asdict(song), sort_keys=True).encode()).hexdigest()[:12]


def summarised(told: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The figures of all songs together: those by frame or word are of all frames or words."""
    good = [song for song in told.values() if "error" not in song]
    pitched = [song for song in good if song["pitch"]["frames"]]
    starts = [ms for song in good for ms in song["coverage"]["phrase start ms"]]
    english = [song["words heard"] for song in good if "words heard" in song]
    levels = [song["balance"]["lead, dB"] for song in good]
    backing = [song["balance"]["backing, dB"] for song in good if song["balance"]["backing, dB"] is not None]
    return {
        "songs": f"{len(good)} of {len(told)}",
        "languages": sorted({song["language"] for song in good}),
        "pitch: median of medians, cents": _median(song["pitch"]["median cents"] for song in pitched),
        "pitch: steady frames within 50 cents": _weighted(
            (song["pitch"]["within 50"], song["pitch"]["frames"]) for song in pitched
        ),
        "pitch: worst song within 50": min((song["pitch"]["within 50"] for song in pitched), default=None),
        "onset: median of medians, ms": _median(
            song["onset"]["median ms"] for song in good if song["onset"]["counted"]
        ),
        "onset: median of 95 %, ms": _median(song["onset"]["95 % ms"] for song in good if song["onset"]["counted"]),
        "onset: syllables heard": _weighted(
            (song["onset"]["counted"] / song["onset"]["syllables"], song["onset"]["syllables"])
            for song in good
            if song["onset"]["syllables"]
        ),
        "coverage: singers' words in order": _weighted(_shares(good, "lead")),
        "coverage: echoes' words in order": _weighted(_shares(good, "echoes")),
        "coverage: words too many": sum(len(song["coverage"][who].get("extra", ())) for song in good for who in _WHO),
        "coverage: words not in the audio": sum(len(song["coverage"]["silent words"]) for song in good),
        "phrase start: median, ms": round(float(np.median(np.abs(starts))), 1) if starts else None,
        "phrase start: within 30 ms": round(float(np.mean(np.abs(starts) <= 30)), 3) if starts else None,
        "words heard: default": _weighted((song["default"], song["words"]) for song in english),
        "words heard: matched": _weighted((song["matched"], song["words"]) for song in english),
        "lead against band, dB: median, least, most": [_median(levels), min(levels), max(levels)] if levels else None,
        "backing against lead, dB: median, least, most": (
            [_median(backing), min(backing), max(backing)] if backing else None
        ),
        "CPU s per sung s: median": _median(song["cost"]["CPU s per sung s"] for song in good),
    }


_WHO = ("lead", "echoes")


def _shares(good: Iterable[Mapping[str, Any]], who: str) -> list[tuple[float, int]]:
    return [(song["coverage"][who]["share"], song["coverage"][who]["words"]) for song in good]


def _median(values: Iterable[float]) -> float | None:
    listed = list(values)
    return round(median(listed), 3) if listed else None


def _weighted(pairs: Iterable[tuple[float, int]]) -> float | None:
    listed = list(pairs)
    total = sum(weight for _, weight in listed)
    return round(sum(value * weight for value, weight in listed) / total, 4) if total else None


def table_of(told: Mapping[str, Mapping[str, Any]]) -> str:
    """A row for each song, in Markdown."""
    rows = [
        "| song | syll/s | words, echoes | cents, within 50 | onset median, 95 % | word error default, matched |",
        "|---|---|---|---|---|---|",
    ]
    for name, song in told.items():
        if "error" in song:
            rows.append(f"| {name} | {song['error']} | | | | |")
            continue
        covered, pitch, onset = song["coverage"], song["pitch"], song["onset"]
        echoes = f", {covered['echoes']['share']:.0%}" if covered["echoes"]["words"] else ""
        heard = song.get("words heard")
        words = f"{heard['default']:.2f}, {heard['matched']:.2f}" if heard else ""
        rows.append(
            f"| {name} | {song['syllables a second']:.1f} | {covered['lead']['share']:.0%}{echoes} "
            f"| {pitch['median cents']}, {pitch['within 50'] or 0:.1%} "
            f"| {onset['median ms']}, {onset['95 % ms']} | {words} |"
        )
    return "\n".join(rows)


def wall() -> dict[str, Any]:
    """The wall time of three minutes with backing voices, on a process that has sung before."""
    song = songs()[LONG_SONG]
    long = replace(song, seconds=LONG_S, lyrics=f"{song.lyrics}\n\n[Chorus x2]\n\n{song.lyrics}\n\n[Chorus x2]")
    found = {}
    for seed in (1, 2):
        with tempfile.TemporaryDirectory() as folder:
            made = make(long, seed, Path(folder))
            found[f"wall s, seed {seed}"] = round(made["wall s"], 1)
            found[f"CPU s of the singers, seed {seed}"] = round(made["sung CPU s"], 1)
            found["voices"] = sorted({word["voice"] for word in made["facts"]["words"]})
    return found


def main() -> None:
    """Measure what is wanted and print it with a summary."""
    options = _options()
    if options.wall:
        print(json.dumps(wall(), indent=1))
        return
    suite = {
        f"{name}/{seed}": (song, seed)
        for name, song in songs().items()
        if not options.only or any(text in name for text in options.only)
        for seed in range(1, options.seeds + 1)
    }
    kept: dict[str, Any] = json.loads(options.out.read_text()) if options.out.exists() else {}
    todo = {
        name: job
        for name, job in suite.items()
        if options.fresh or kept.get(name, {}).get("mark") != mark_of(job[0]) or "error" in kept[name]
    }
    options.out.parent.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(options.workers, get_context("spawn")) as pool:
        jobs = {pool.submit(song_of, song, seed): name for name, (song, seed) in todo.items()}
        for job in as_completed(jobs):
            failed = job.exception()
            kept[jobs[job]] = {"error": repr(failed)} if failed else job.result()
            print(jobs[job], kept[jobs[job]].get("error", "measured"), file=sys.stderr, flush=True)
            options.out.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n")
    told = {name: kept[name] for name in suite}
    if options.table:
        print(table_of(told))
    print(
        json.dumps(
            {"summary": summarised(told)} | ({} if options.table else {"songs": told}), indent=1, ensure_ascii=False
        )
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--only", nargs="+")
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--fresh", action="store_true")
    parser.add_argument("--table", action="store_true")
    parser.add_argument("--wall", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
