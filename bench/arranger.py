"""What the arranger was asked for against what is heard: JSON, or a table. `.venv/bin/python -m bench.arranger`.

Makes the piece of every brief in `briefs.toml` and measures its files with tools that know nothing of the score; how
each figure is measured stands in the module of its subject: `tempo`, `key`, `chords`, `audibility`, `levels`,
`structure`, `sameness`, `style`. One piece that fails is told of and does not stop the others; a brief of a style that
has no pack yet is told of as missing.

    python -m bench.arranger [NAME…] [--style STYLE] [--seconds MOST] [--seeds N] [--workers N] [--out FILE] [--fresh]
                             [--table]

NAME is a brief's name (`pop 1`) or a word of its prompt. What `--out` (build/arranger.json) holds already of the same
brief is not made again, unless `--fresh` (of the briefs that are named). `--seeds 0` leaves the further seeds out.
"""

import argparse
import hashlib
import json
import sys
import tomllib
import traceback
import warnings
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from bench.measured import measure, variants
from bench.summary import summarised, table_of

from tonewright.styles.packs import pack_names

OUT = Path("build/arranger.json")
SEED = 1


def briefs() -> dict[str, dict[str, Any]]:
    """The suite by name: the style and a number."""
    with Path(__file__).with_name("briefs.toml").open("rb") as file:
        listed = tomllib.load(file)["brief"]
    named: dict[str, dict[str, Any]] = {}
    for brief in listed:
        number = 1 + sum(other["style"] == brief["style"] for other in named.values())
        named[f"{brief['style']} {number}"] = brief
    return named


def piece_of(name: str, brief: dict[str, Any], longest_s: float, seeds: int, kept: dict[str, Any]) -> dict[str, Any]:
    """What is to be said of one brief, whatever happens; what was kept of the same brief is taken over."""
    warnings.simplefilter("ignore")
    told: dict[str, Any] = {"prompt": brief["prompt"]}
    if brief["style"] not in pack_names():
        return told | {"missing": f"there is no style pack {brief['style']}"}
    try:
        mark = mark_of(brief, longest_s)
        told |= kept if kept.get("mark") == mark else measure(brief, SEED, longest_s) | {"mark": mark}
        if seeds and told.get("seeds", {}).get("mark") != (mark := mark_of(brief, longest_s, seeds)):
            told["seeds"] = variants(brief, range(SEED, SEED + seeds), name.endswith(" 1"), longest_s) | {"mark": mark}
    except Exception as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        told["error"] = f"{type(error).__name__}: {error} ({Path(where.filename).name}:{where.lineno})"
    return told


def is_done(kept: dict[str, Any], brief: dict[str, Any], longest_s: float, seeds: int) -> bool:
    """Whether what was kept says all that is wanted of a brief."""
    made = kept.get("mark") == mark_of(brief, longest_s) and "error" not in kept
    return made and (not seeds or kept.get("seeds", {}).get("mark") == mark_of(brief, longest_s, seeds))


def mark_of(*made_from: Any) -> str:
    """What a kept result was made from: the brief and how much of it was made."""
    return hashlib.sha256(json.dumps(made_from, sort_keys=True).encode()).hexdigest()[:12]


def main() -> None:
    """Measure what is wanted and print it with a summary."""
    options = _options()
    suite = briefs()
    wanted = {
        name: brief
        for name, brief in suite.items()
        if (not options.names or any(word == name or word in brief["prompt"] for word in options.names))
        and (options.style is None or brief["style"] in options.style)
    }
    kept: dict[str, Any] = json.loads(options.out.read_text())["pieces"] if options.out.exists() else {}
    if options.fresh:
        kept = {name: piece for name, piece in kept.items() if name not in wanted}
    todo = {
        name: brief
        for name, brief in wanted.items()
        if not is_done(kept.get(name, {}), brief, options.seconds, options.seeds)
    }
    options.out.parent.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(options.workers, get_context("spawn")) as pool:
        jobs = {
            pool.submit(piece_of, name, brief, options.seconds, options.seeds, kept.get(name, {})): name
            for name, brief in todo.items()
        }
        for job in as_completed(jobs):
            name = jobs[job]
            failed = job.exception()
            kept[name] = {"prompt": suite[name]["prompt"], "error": repr(failed)} if failed else job.result()
            print(name, kept[name].get("error") or kept[name].get("missing") or "measured", file=sys.stderr, flush=True)
            options.out.write_text(json.dumps({"pieces": kept}, indent=1, ensure_ascii=False) + "\n")
    chosen = {name: kept[name] for name in suite if name in kept and name in wanted}
    summary = summarised(chosen, suite)
    if options.table:
        print(table_of(summary))
        return
    print(json.dumps({"summary": summary, "pieces": _without_features(chosen)}, indent=1, ensure_ascii=False))


def _without_features(told: Any) -> Any:
    if isinstance(told, dict):
        return {name: _without_features(value) for name, value in told.items() if name not in ("features", "mark")}
    return told


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*")
    parser.add_argument("--style", action="append")
    parser.add_argument("--seconds", type=float, default=300.0)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--fresh", action="store_true")
    parser.add_argument("--table", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
