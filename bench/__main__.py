"""All figures: `make bench`, or `.venv/bin/python -m bench NAME…` for some; a table, and build/bench.json.

Each part runs in a process of its own and prints JSON. Times are medians; where a machine is noisy only the
ratios, both sides of which come from the same run, say something.
"""

import json
import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from tonewright import __version__

PARTS = {
    "song": "A song through the server",
    "jobs": "Jobs",
    "http_api": "HTTP",
    "speed": "Speed and memory of an instrumental",
    "voice": "Voices",
    "singer": "The singer, on songs",
    "cloning": "Cloned voices",
    "lyrics": "Written lyrics",
    "midi": "What is kept of MIDI files",
    "arranger": "What was asked for, and what is heard",
    "splitter": "Recordings taken apart",
}
OUT = Path("build/bench.json")


def main() -> None:
    """Run the parts that are named, or all, and print and keep what they say."""
    wanted = sys.argv[1:] or list(PARTS)
    figures: dict[str, Any] = {
        "version": __version__,
        "python": platform.python_version(),
        "cores": len(os.sched_getaffinity(0)),
        "machine": platform.machine(),
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    console = Console()
    for part in wanted:
        with console.status(PARTS[part]):
            done = subprocess.run(
                [sys.executable, "-m", f"bench.{part}"], stdout=subprocess.PIPE, text=True, check=True
            )
        figures[part] = json.loads(done.stdout)
        table = Table("figure", "measured", title=PARTS[part], title_justify="left")
        for name, value in flat(figures[part]):
            table.add_row(name, f"{value:.4g}" if isinstance(value, float) else str(value))
        console.print(table)
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(figures, indent=1) + "\n")
    console.print(f"Kept in {OUT}.")


def flat(tree: Any, path: str = "") -> list[tuple[str, Any]]:
    """The leaves of nested dictionaries, each with its path."""
    if not isinstance(tree, dict):
        return [(path, tree)]
    return [leaf for name, branch in tree.items() for leaf in flat(branch, f"{path} · {name}" if path else str(name))]


if __name__ == "__main__":
    main()
