"""Waiting for a job without losing it to a moment's trouble on the way."""

import time
from collections.abc import Callable

from tonewright_client.exceptions import JobFailed, ServerFailure, ServerUnreachable, StillRunning
from tonewright_client.records import Music

OnProgress = Callable[[Music], None]

# How long a server may be away (a restart, a broken network) before waiting gives up.
PATIENCE_S = 60.0


def wait(
    ask: Callable[[], Music],
    on_progress: OnProgress | None,
    poll_s: float,
    timeout_s: float | None,
    *,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> Music:
    """Ask until the answer is final, and tell of every answer that is new.

    Raises JobFailed for a job that failed, StillRunning when `timeout_s` is over, and the last error when the
    server stays away for PATIENCE_S.
    """
    began = last_answer = clock()
    told: tuple[int, int] | None = None
    while True:
        try:
            music = ask()
        except (ServerUnreachable, ServerFailure):
            if clock() - last_answer > PATIENCE_S:
                raise
        else:
            last_answer = clock()
            if on_progress is not None and told != (music.status, music.progress):
                told = (music.status, music.progress)
                on_progress(music)
            if music.has_failed:
                raise JobFailed(music)
            if music.is_final:
                return music
        if timeout_s is not None and clock() - began + poll_s > timeout_s:
            raise StillRunning(f"the job was not final after {timeout_s:g} s")
        sleep(poll_s)
