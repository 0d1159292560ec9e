"""An engine for tests that makes small files and misbehaves as its prompt says.

The prompt is words `name=value`, any of:

    seconds=0.5     how long the work takes, reported in ten steps
    tally=/a/file   a line with its process id is added there each time the work begins
    crash=2         the first two of the attempts that the tally counts raise an exception
    segfault=1      likewise, the process dies by a segmentation fault
    exit=1          likewise, the process ends with status 3 without a word
    refuse=reason   the request cannot be met
    helper=/a/file  a process that sleeps ten minutes is started, its process id written there
    lie=1           the size of a file is told wrong

Other words do nothing.
"""

import ctypes
import hashlib
import os
import time
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tonewright.engines.engine import EngineRequest, MadeFile, Product, Report
from tonewright.errors import EngineError

FACTORY = "tonewright.jobs.testing:engine_named"
"""The dotted path for `JobSettings.engine_factory`."""

_FILES = MappingProxyType(
    {
        "mp3": "audio/mpeg",
        "wav": "audio/wav",
        "stems": "application/zip",
        "cover": "image/png",
        "waveform": "application/json",
    }
)


class FakeEngine:
    """Makes each file out of its kind, the seed, the prompt and what it is given; implements `Engine`."""

    def __init__(self, name: str) -> None:
        self.name = name

    def prepare(self) -> None:
        """Load nothing."""

    def make(self, request: EngineRequest, workspace: Path, report: Report) -> Product:
        """Do as the prompt says. Raises EngineError where it says so."""
        wishes = dict(word.split("=", 1) for word in request.prompt.split() if "=" in word)
        begun = _count(wishes.get("tally"))
        if "refuse" in wishes:
            raise EngineError(wishes["refuse"])
        if "helper" in wishes:
            helper = os.posix_spawnp("sleep", ["sleep", "600"], os.environ)
            Path(wishes["helper"]).write_text(str(helper))
        for step in range(1, 11):
            time.sleep(float(wishes.get("seconds", 0)) / 10)
            report(10 * step)
            if step == 5:
                _misbehave(wishes, begun)
        files = {kind: _write(workspace, kind, request, "lie" in wishes) for kind in _FILES}
        return Product(files, {"title": request.title or "Fake", "seed": request.seed, "engine": self.name})


def engine_named(name: str, **_options: Any) -> FakeEngine:
    """Return the fake engine under whatever name, as an engine factory does."""
    return FakeEngine(name)


def _count(tally: str | None) -> int:
    if tally is None:
        return 1
    with Path(tally).open("a") as file:
        file.write(f"{os.getpid()}\n")
    return len(Path(tally).read_text().splitlines())


def _misbehave(wishes: dict[str, str], begun: int) -> None:
    if begun <= int(wishes.get("crash", 0)):
        raise RuntimeError("it crashed, as it was asked to")
    if begun <= int(wishes.get("segfault", 0)):
        ctypes.string_at(0)
    if begun <= int(wishes.get("exit", 0)):
        os._exit(3)


def _write(workspace: Path, kind: str, request: EngineRequest, lie: bool) -> MadeFile:
    content = f"{kind} {request.seed} {request.prompt}\n".encode()
    for given in (request.audio, request.midi):
        content += Path(given).read_bytes() if given else b""
    path = workspace / kind
    path.write_bytes(content)
    return MadeFile(path, _FILES[kind], len(content) + lie, hashlib.sha256(content).hexdigest())
