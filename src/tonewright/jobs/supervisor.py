"""Supervision: processes are started, started again whatever ended them, and ended with us."""

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tonewright.database import launch

log = logging.getLogger(__name__)

_SHORTEST_PAUSE_S = 0.1
_LONGEST_PAUSE_S = 10.0

_STEADY_S = 5.0
"""A process that lived this long has started well: the pause before its next start is the shortest again."""


@dataclass(frozen=True)
class Charge:
    """A process to be kept running: its name in the log, its command, and additions to its environment."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)


class Supervisor:
    """Keeps processes running until stopped.

    They are started by one thread that lives as long as they do, because the kernel kills them when that
    thread ends: not even a kill -9 of this process leaves one behind. That is why their commands run through
    `tonewright.database.launch`.

    Parameters
    ----------
    charges: what to run.
    grace_s: how long they may take to end after SIGTERM before they are killed.
    """

    def __init__(self, charges: Sequence[Charge], *, grace_s: float = 15.0) -> None:
        self._charges = list(charges)
        self._grace_s = grace_s
        self._stopping = threading.Event()
        self._changed = threading.Condition()
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        self._threads: list[threading.Thread] = []

    @property
    def pids(self) -> dict[str, int]:
        """The ids of the running processes, by the names of their charges."""
        with self._changed:
            return {name: process.pid for name, process in self._processes.items() if process.poll() is None}

    def start(self) -> None:
        """Start everything and return."""
        for charge in self._charges:
            thread = threading.Thread(target=self._keep, args=(charge,), name=f"keep {charge.name}", daemon=True)
            thread.start()
            self._threads.append(thread)

    def stop(self) -> None:
        """End everything, in peace first, and return when it has ended."""
        self._stopping.set()
        with self._changed:
            for process in self._processes.values():
                process.terminate()
        deadline = time.monotonic() + self._grace_s
        for thread in self._threads:
            thread.join(max(deadline - time.monotonic(), 0))
        with self._changed:
            for name, process in self._processes.items():
                if process.poll() is None:
                    log.warning("%s did not end in %.0f s and is killed", name, self._grace_s)
                    process.kill()
        for thread in self._threads:
            thread.join()

    def _keep(self, charge: Charge) -> None:
        pause_s = _SHORTEST_PAUSE_S
        while True:
            with self._changed:
                if self._stopping.is_set():
                    return
                process = self._processes[charge.name] = self._launch(charge)
            begun = time.monotonic()
            status = process.wait()
            if self._stopping.is_set():
                return
            lasted_s = time.monotonic() - begun
            pause_s = _SHORTEST_PAUSE_S if lasted_s >= _STEADY_S else min(2 * pause_s, _LONGEST_PAUSE_S)
            log.warning(
                "%s ended with %d after %.1f s and is started again in %.1f s",
                charge.name,
                status,
                lasted_s,
                pause_s,
            )
            self._stopping.wait(pause_s)

    def _launch(self, charge: Charge) -> subprocess.Popen[bytes]:
        ends = [str(Path.cwd()), "-1", "-1", str(os.getpid()), str(int(signal.SIGKILL))]
        return subprocess.Popen(
            [sys.executable, "-I", "-S", launch.__file__, *ends, *charge.command],
            stdin=subprocess.DEVNULL,
            env={**os.environ, **charge.environment},
        )
