"""A small program that becomes another one: it leaves root and ties its life to its parent first.

Run as `python -I -S launch.py FOLDER UID GID PARENT SIGNAL PROGRAM ARGUMENT…`; a UID of -1 keeps the user,
and SIGNAL is the number of the signal that comes when the process PARENT, or its thread that started us,
ends. It stands alone because the order matters and must not run in a forked copy of a program with threads:
changing the user clears the parent-death signal, so the user changes first.
"""

import ctypes
import os
import sys

PR_SET_PDEATHSIG = 1  # linux/prctl.h


def main(arguments: list[str]) -> None:
    """Change folder and user, ask for the signal at the parent's end, and execute the program."""
    folder, uid, gid, parent, parting, *command = arguments
    os.chdir(folder)
    if int(uid) >= 0:
        os.setgroups([])
        os.setgid(int(gid))
        os.setuid(int(uid))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(parting))
    if os.getppid() != int(parent):
        sys.exit("the parent ended first")
    os.execv(command[0], command)  # noqa: S606 (no shell is wanted)


if __name__ == "__main__":
    main(sys.argv[1:])
