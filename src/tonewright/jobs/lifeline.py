"""Processes that must not outlive the one they serve."""

import contextlib
import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1  # linux/prctl.h


def follow_parent(parent: int, parting: signal.Signals) -> None:
    """Have the kernel send this process a signal when its parent ends; end now if it has ended already.

    Parameters
    ----------
    parent: the process id that the parent is known to have.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(parting))
    if os.getppid() != parent:
        os._exit(1)


def kill_group(pid: int) -> None:
    """Kill a process that leads a group of its own, and everything it started; one that is gone is fine."""
    with contextlib.suppress(ProcessLookupError, PermissionError):  # the latter for the dead, on macOS
        os.killpg(pid, signal.SIGKILL)
