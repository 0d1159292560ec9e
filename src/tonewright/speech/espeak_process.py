"""The child process in which eSpeak NG speaks: started when it is first needed, replaced when it fails."""

import json
import os
import select
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tonewright.errors import SpeechEngineMissing, SpeechError

ANSWERS_WITHIN_S = 30.0
_PROGRAM = Path(__file__).with_name("espeak_program.py")


@dataclass(frozen=True, eq=False)
class Spoken:
    """A text as spoken: mono float64 samples, events as the program gives them, and its phonemes."""

    samples: NDArray[np.float64]
    sample_rate: int
    events: tuple[tuple[str, int, str | int], ...]
    phonemes: str


class EspeakProcess:
    """Speaks one text at a time, for any thread; a fork of this process starts a child of its own."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._unread = b""

    def speak(self, text: str, voice: str, words_a_minute: int, pitch: int, pitch_range: int) -> Spoken:
        """Say a text. Raises SpeechError if eSpeak NG is missing, lacks the voice, fails or takes too long."""
        request = {
            "text": text,
            "voice": voice,
            "words_a_minute": words_a_minute,
            "pitch": pitch,
            "pitch_range": pitch_range,
        }
        with self._lock:
            try:
                return self._ask(json.dumps(request).encode() + b"\n")
            except SpeechError:
                raise
            except BaseException as cause:
                # An answer that was not read to its end would be taken for the next one's.
                self._end()
                if isinstance(cause, OSError | EOFError | ValueError):
                    # The message of an OSError may name a file of this machine.
                    reason = cause.strerror or cause if isinstance(cause, OSError) else cause
                    raise SpeechError(f"eSpeak NG failed on {text[:40]!r}: {reason}") from cause
                raise

    def _ask(self, request: bytes) -> Spoken:
        child = self._running()
        assert child.stdin is not None
        until = time.monotonic() + ANSWERS_WITHIN_S
        child.stdin.write(request)
        child.stdin.flush()
        while b"\n" not in self._unread:
            self._unread += self._read(until)
        line, self._unread = self._unread.split(b"\n", 1)
        head: dict[str, Any] = json.loads(line)
        if "error" in head:
            raise (SpeechEngineMissing if head["missing"] else SpeechError)(head["error"])
        while len(self._unread) < head["bytes"]:
            self._unread += self._read(until)
        raw, self._unread = self._unread[: head["bytes"]], self._unread[head["bytes"] :]
        samples = np.frombuffer(raw, "<i2").astype(np.float64) / 32768.0
        events = tuple((kind, int(sample), value) for kind, sample, value in head["events"])
        return Spoken(samples, int(head["sample_rate"]), events, head["phonemes"])

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._owner != os.getpid() or self._child.poll() is not None:
            if self._owner == os.getpid():
                self._end()
            self._child = subprocess.Popen(
                [sys.executable, "-I", "-S", str(_PROGRAM)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            self._owner, self._unread = os.getpid(), b""
        return self._child

    def _read(self, until: float) -> bytes:
        assert self._child is not None and self._child.stdout is not None
        left = until - time.monotonic()
        waiting = select.poll()
        waiting.register(self._child.stdout, select.POLLIN)
        if left <= 0 or not waiting.poll(1000 * left):
            raise TimeoutError(f"no answer within {ANSWERS_WITHIN_S:g} s")
        data = os.read(self._child.stdout.fileno(), 1 << 16)
        if not data:
            raise EOFError("the program ended")
        return data

    def end(self) -> None:
        """End the child, if this process has one."""
        with self._lock:
            if self._owner == os.getpid():
                self._end()

    def _end(self) -> None:
        if self._child is not None:
            self._child.kill()
            self._child.wait()
            for pipe in (self._child.stdin, self._child.stdout):
                if pipe is not None:
                    pipe.close()
        self._child, self._unread = None, b""
