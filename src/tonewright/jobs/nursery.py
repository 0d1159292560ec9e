"""The worker's end of a zygote: it has job processes started, hears from them, and stops them."""

import asyncio
import contextlib
import json
import logging
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tonewright.jobs.lifeline import kill_group

log = logging.getLogger(__name__)

_LONGEST_LINE = 64 * 1024 * 1024


@dataclass(frozen=True)
class Made:
    """The child made its music: the engine's facts, and the fields of `MadeFile` by kind of file."""

    facts: Mapping[str, Any]
    files: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Refused:
    """The engine cannot meet the request, for a reason that its user can act on."""

    message: str


@dataclass(frozen=True)
class Crashed:
    """The child failed; `detail` is for the server's log."""

    detail: str


@dataclass(frozen=True)
class Lost:
    """The child was lost with the zygote, by no fault of its own."""


Outcome = Made | Refused | Crashed | Lost


class _Child:
    """A child that was asked for: `pid` once it runs, `ended` with its exit status, None if lost."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.pid: int | None = None
        self.unwanted = False
        self.ended: asyncio.Future[int | None] = loop.create_future()


class Nursery:
    """Children of one worker, all forked by one zygote, which is started again if it dies.

    Parameters
    ----------
    factory, options, prepared: see `JobSettings.engine_factory`.
    """

    def __init__(self, factory: str, options: Mapping[str, Any], prepared: tuple[str, ...]) -> None:
        self._arguments = [factory, *prepared]
        self._options = json.dumps(dict(options), default=str).encode()
        self._zygote: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._children: dict[int, _Child] = {}
        self._number = 0

    @property
    def zygote_pid(self) -> int | None:
        """The process id of the zygote, if it runs."""
        return self._zygote.pid if self._zygote else None

    def start(self) -> None:
        """Start the zygote, so that the engines are loaded before the first job."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        ours.setblocking(False)
        with theirs:
            ends = [str(theirs.fileno()), str(os.getpid())]
            # From the main thread: the death signal of the zygote is tied to the thread that starts it.
            self._zygote = subprocess.Popen(
                [sys.executable, "-m", "tonewright.jobs.zygote", *ends, *self._arguments],
                stdin=subprocess.PIPE,
                pass_fds=[theirs.fileno()],
                # Jobs have threads of their own on every core; those of BLAS would only compete with them.
                env={"OPENBLAS_NUM_THREADS": "1", **os.environ},
            )
            # Not among the arguments, which everybody on the machine can read: options may hold a key.
            if self._zygote.stdin is not None:
                with contextlib.suppress(BrokenPipeError), self._zygote.stdin as given:
                    given.write(self._options)
        self._control = ours
        asyncio.get_running_loop().add_reader(ours.fileno(), self._hear)

    async def run(self, order: Mapping[str, Any], on_progress: Callable[[int], Awaitable[None]]) -> Outcome:
        """Have a child make what is ordered, and return what became of it once it has ended.

        However this is left, also by cancellation or an error of `on_progress`, the child and all that it
        started are dead afterwards.
        """
        child, reader, writer = await self._fork()
        try:
            writer.write(json.dumps(order).encode() + b"\n")
            last: Outcome | None = None
            with contextlib.suppress(ConnectionError):  # a child that breaks off has ended, and is judged by that
                while line := await reader.readline():
                    message = json.loads(line)
                    if "progress" in message:
                        await on_progress(message["progress"])
                    else:
                        last = _outcome(message)
            ended = await asyncio.shield(child.ended)
            if ended is None:
                return Lost()
            if isinstance(last, Crashed) or (last is not None and ended == 0):
                return last
            return Crashed(f"the job's process ended with {_in_words(ended)}")
        except ValueError as error:
            return Crashed(f"the job's process said something strange: {error!r}")
        finally:
            self._kill(child)
            writer.close()

    def stop(self) -> None:
        """Kill the children and the zygote."""
        if self._zygote is not None:
            for child in self._children.values():
                self._kill(child)
            self._zygote.kill()
            self._bury()

    async def _fork(self) -> tuple[_Child, asyncio.StreamReader, asyncio.StreamWriter]:
        if self._zygote is None:
            self.start()
        assert self._control is not None
        child = _Child(asyncio.get_running_loop())
        self._number += 1
        self._children[self._number] = child
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(self._control, [b"fork %d" % self._number], [theirs.fileno()])
            except OSError:  # the zygote has just died; those who wait for it hear of it next
                child.ended.set_result(None)
        reader, writer = await asyncio.open_unix_connection(sock=ours, limit=_LONGEST_LINE)
        return child, reader, writer

    def _hear(self) -> None:
        assert self._control is not None
        try:
            message = self._control.recv(4096)
        except BlockingIOError:
            return
        except OSError:
            message = b""
        if not message:
            log.warning("the zygote has died; a new one will be started")
            self._bury()
            return
        news = json.loads(message)
        child = self._children[news["number"]]
        if "pid" in news:
            child.pid = news["pid"]
            if child.unwanted:
                self._kill(child)
        else:
            del self._children[news["number"]]
            child.ended.set_result(news["status"])

    def _bury(self) -> None:
        """Clean up after a zygote that is dead or about to be; its children are killed by the kernel."""
        assert self._zygote is not None and self._control is not None
        asyncio.get_running_loop().remove_reader(self._control.fileno())
        self._control.close()
        self._zygote.kill()
        self._zygote.wait()
        self._zygote = self._control = None
        for child in self._children.values():
            self._kill(child)
            if not child.ended.done():
                child.ended.set_result(None)
        self._children.clear()

    def _kill(self, child: _Child) -> None:
        child.unwanted = True
        if child.pid is not None and not child.ended.done():
            kill_group(child.pid)


def _outcome(message: Mapping[str, Any]) -> Outcome:
    if "product" in message:
        return Made(message["product"]["facts"], message["product"]["files"])
    return Refused(message["refused"]) if "refused" in message else Crashed(message["crashed"])


def _in_words(status: int) -> str:
    return f"signal {signal.Signals(-status).name}" if status < 0 else f"status {status}"
