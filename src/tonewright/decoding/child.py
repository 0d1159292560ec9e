"""A program run as a child for one file: a line of JSON in, a line of JSON out."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tonewright.errors import UnusableFile


def run_child(program: Path, order: Mapping[str, Any], *, wall_s: float, failed: str) -> dict[str, Any]:
    """What the program answers; it is told who its parent is and ends with it.

    Raises UnusableFile with the program's own words where it refuses the file, with `failed` where it dies of it, and
    where it takes longer than `wall_s` seconds.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(program)],
            input=json.dumps({**order, "parent": os.getpid()}) + "\n",
            capture_output=True,
            text=True,
            timeout=wall_s,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise UnusableFile("The file takes too long to read") from error
    if done.returncode != 0:
        raise UnusableFile(failed)
    answer: dict[str, Any] = json.loads(done.stdout)
    if "refused" in answer:
        raise UnusableFile(answer["refused"])
    return answer
