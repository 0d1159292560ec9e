"""A small process with one thread that has the engines loaded and forks a child for each job.

Run by `tonewright.jobs.nursery` as `python -m tonewright.jobs.zygote FD PARENT FACTORY NAME…`, with the options
of the factory as JSON on its standard input. A worker has an event loop, a pool and threads, and must not fork;
loading the engines anew for each job would cost seconds. Each message `fork <number>` on the socket FD brings the
channel of a new child; `{"number", "pid"}` and, when it has ended, `{"number", "status"}` go back.

When the worker ends, by the socket's end or by its death signal, every child is killed with all that it
started. A child that ends takes with it what it started.
"""

import contextlib
import functools
import gc
import importlib
import json
import logging
import os
import select
import signal
import socket
import sys
from types import FrameType
from typing import Any, NoReturn

from tonewright.engines.engine import Engine
from tonewright.jobs import child
from tonewright.jobs.lifeline import follow_parent, kill_group

log = logging.getLogger(__name__)


def load_factory(path: str, options: dict[str, Any]) -> child.EngineNamed:
    """Return what a dotted path `module:callable` names, with the options filled in."""
    module, _, name = path.partition(":")
    return functools.partial(getattr(importlib.import_module(module), name), **options)


class Zygote:
    """The children of one worker."""

    def __init__(self, control: socket.socket, engine_named: child.EngineNamed, names: list[str]) -> None:
        self._control = control
        self._engine_named = engine_named
        self._prepared: dict[str, Engine] = {}
        self._numbers: dict[int, int] = {}  # of the living children, by process id
        for name in names:
            try:
                engine = engine_named(name)
                engine.prepare()
                self._prepared[name] = engine
            except Exception:  # the job that needs it will say so to its owner
                log.exception("the engine %s could not be prepared", name)
        gc.collect()
        gc.freeze()  # what is loaded stays shared with the children

    def serve(self) -> NoReturn:
        """Fork and bury children until the worker ends."""
        wakes, wake = socket.socketpair()
        wake.setblocking(False)
        signal.set_wakeup_fd(wake.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, _ignore)
        signal.signal(signal.SIGTERM, self._end)
        while True:
            ready, _, _ = select.select([self._control, wakes], [], [])
            if wakes in ready:
                wakes.recv(4096)
                self._bury()
            if self._control in ready:
                message, descriptors, _, _ = socket.recv_fds(self._control, 64, 1)
                if not message:
                    self._end()
                self._fork(int(message.split()[1]), socket.socket(fileno=descriptors[0]), [wakes, wake])

    def _fork(self, number: int, channel: socket.socket, others: list[socket.socket]) -> None:
        zygote = os.getpid()
        pid = os.fork()
        if pid == 0:
            status = 1
            try:
                signal.set_wakeup_fd(-1)
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                signal.signal(signal.SIGTERM, signal.SIG_DFL)
                os.setpgid(0, 0)
                follow_parent(zygote, signal.SIGKILL)
                for other in (self._control, *others):
                    other.close()
                child.run(channel, self._engine_named, self._prepared)
                status = 0
            finally:
                os._exit(status)
        channel.close()
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.setpgid(pid, pid)  # here too: the worker may kill the group before the child gets to it
        self._numbers[pid] = number
        self._tell(number=number, pid=pid)

    def _bury(self) -> None:
        for pid, number in list(self._numbers.items()):
            # Looked at first and buried afterwards: until then nobody else can get the number of its group.
            ended = os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
            if ended is not None:
                kill_group(pid)
                _, status = os.waitpid(pid, 0)
                del self._numbers[pid]
                self._tell(number=number, status=os.waitstatus_to_exitcode(status))

    def _tell(self, **message: int) -> None:
        try:
            self._control.send(json.dumps(message).encode())
        except OSError:
            self._end()

    def _end(self, _signal: int = 0, _frame: FrameType | None = None) -> NoReturn:
        for pid in self._numbers:
            kill_group(pid)
        os._exit(0)


def _ignore(_signal: int, _frame: FrameType | None) -> None:
    """The wake-up descriptor is what tells of a signal."""


def _close_stdin() -> None:
    """Leave an empty standard input to the children and to what they start."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, sys.stdin.fileno())
    os.close(nothing)


def main(arguments: list[str]) -> NoReturn:
    """Be the zygote of a worker."""
    descriptor, parent, factory, *names = arguments
    options = json.load(sys.stdin)
    _close_stdin()
    follow_parent(int(parent), signal.SIGTERM)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the worker decides when to end
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    control = socket.socket(fileno=int(descriptor))
    Zygote(control, load_factory(factory, options), names).serve()


if __name__ == "__main__":
    main(sys.argv[1:])
