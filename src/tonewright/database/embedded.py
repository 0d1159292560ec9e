"""The embedded PostgreSQL: one of the processes that share a data folder runs it, and all connect to it."""

import fcntl
import json
import logging
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import IO

import psutil  # type: ignore[import-untyped,unused-ignore]
import psycopg

from tonewright.database import binaries, launch
from tonewright.errors import DatabaseError

log = logging.getLogger(__name__)

DATABASE = "tonewright"
SUPERUSER = "postgres"

RESTART_LIMIT_S = 30.0
"""How long a start is tried again: after a kill -9 the last old processes may hold the shared memory."""

STOP_LIMIT_S = 30.0
"""How long a fast shutdown may take before an immediate one."""

_POLL_S = 0.03
_LONGEST_LOG = 10_000_000


class EmbeddedPostgres:
    """A share in the PostgreSQL of one data folder.

    Whoever holds the lock file starts PostgreSQL, starts it again should it die, and stops it when closed;
    the others wait for it and take over when the holder goes. Everything runs in one thread that lives as
    long as the server it started, because the parent-death signal is tied to that thread.

    Parameters
    ----------
    data_dir: the folder that holds `postgres/` (the database), its log, lock and the name of its socket
    folder. options: PostgreSQL settings by name, such as `{"fsync": "off"}` in tests.
    start_limit_s: how long `start` waits for the database to answer.
    """

    def __init__(self, data_dir: Path, *, options: dict[str, str] | None = None, start_limit_s: float = 60.0) -> None:
        self._data_dir = data_dir.absolute()
        self._folder = self._data_dir / "postgres"
        self._options = options or {}
        self._start_limit_s = start_limit_s
        self._closing = threading.Event()
        self._ready = threading.Event()
        self._failure: DatabaseError | None = None
        self._thread: threading.Thread | None = None
        self._server: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """The process id of the PostgreSQL that this object itself runs, else None."""
        return self._server.pid if self._server and self._server.poll() is None else None

    def start(self) -> None:
        """Return when the database answers, whoever runs it.

        Raises DatabaseError with the end of PostgreSQL's log if it does not.
        """
        self._data_dir.mkdir(parents=True, exist_ok=True)
        self._thread = threading.Thread(target=self._supervise, name="embedded-postgres", daemon=True)
        self._thread.start()
        deadline = time.monotonic() + self._start_limit_s
        while time.monotonic() < deadline and self._thread.is_alive() and self._failure is None:
            if self._ready.wait(_POLL_S) or self._answers():
                return
        failure = self._failure
        self.close()
        raise failure or DatabaseError(f"PostgreSQL did not answer in {self._start_limit_s:.0f} s. {self._log_end()}")

    def close(self) -> None:
        """Stop the server if this object runs it, and give up the share in it."""
        self._closing.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def conninfo(self, database: str = DATABASE) -> str:
        """Return the connection string of a database on this server."""
        socket_folder = self._socket_folder()
        if socket_folder is None:
            raise DatabaseError("the embedded PostgreSQL has not been started")
        return psycopg.conninfo.make_conninfo(host=str(socket_folder), user=SUPERUSER, dbname=database)

    # The supervising thread.

    def _supervise(self) -> None:
        try:
            with (self._data_dir / "postgres.lock").open("ab") as lock:
                while not _locked(lock):
                    if self._closing.wait(0.25):
                        return
                self._hold()
        except DatabaseError as error:
            self._failure = error
            log.error("%s", error)
        except Exception as error:
            self._failure = DatabaseError(f"the embedded PostgreSQL could not be run: {error}")
            self._failure.__cause__ = error
            log.exception("the embedded PostgreSQL could not be run")

    def _hold(self) -> None:
        runner = binaries.runner_for(self._folder)
        programs = binaries.reachable(binaries.installed(), runner) / "bin"
        socket_folder = self._make_socket_folder(runner)
        deadline = time.monotonic() + RESTART_LIMIT_S
        try:
            if not self._folder.exists():
                self._initialise(programs, runner)
            self._admit(runner)
            while not self._closing.is_set():
                self._end_orphan(deadline)
                if not socket_folder.exists():  # swept from the temporary folder; who is connected knows its name
                    _own(socket_folder, runner)
                self._server = self._launch(programs, runner, socket_folder)
                if self._wait_until_ready():
                    self._ready.set()
                    while self._server.poll() is None and not self._closing.wait(0.1):
                        pass
                    if self._closing.is_set():
                        return
                    log.warning("PostgreSQL ended with %s; starting it again", self._server.returncode)
                    deadline = time.monotonic() + RESTART_LIMIT_S
                elif time.monotonic() > deadline:
                    raise DatabaseError(f"PostgreSQL could not be started. {self._log_end()}")
                self._closing.wait(0.2)
        finally:
            self._stop()
            shutil.rmtree(socket_folder, ignore_errors=True)

    def _command(self, folder: Path, runner: binaries.Runner, program: Path, *arguments: str) -> list[str]:
        uid = -1 if runner.uid is None else runner.uid
        who = [str(folder), str(uid), str(runner.gid), str(os.getpid()), str(int(signal.SIGINT))]
        return [sys.executable, "-I", "-S", launch.__file__, *who, str(program), *arguments]

    def _initialise(self, programs: Path, runner: binaries.Runner) -> None:
        """Make a new database beside its final name, so that a kill in between leaves nothing half made."""
        made = self._data_dir / "postgres.new"
        shutil.rmtree(made, ignore_errors=True)
        made.mkdir(mode=0o700)
        if runner.uid is not None:
            os.chown(made, runner.uid, runner.gid)
        arguments = ["-D", binaries.working_name(made), "-U", SUPERUSER, "--auth=peer", "--encoding=UTF8"]
        arguments += [
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
            "--no-sync",
            "--no-instructions",
        ]
        done = subprocess.run(
            self._command(made, runner, programs / "initdb", *arguments),
            stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", check=False,
        )  # fmt: skip
        if done.returncode != 0:
            raise DatabaseError(f"initdb failed: {done.stderr.strip()[-500:]}")
        made.rename(self._folder)

    def _admit(self, runner: binaries.Runner) -> None:
        """Let our user, and root, connect as the superuser; the kernel vouches for who they are."""
        names = {runner.name, "root"} if runner.uid is None else {"root"}
        idents = "".join(f"tonewright {name} {SUPERUSER}\n" for name in sorted(names))
        (self._folder / "pg_hba.conf").write_text("local all all peer map=tonewright\n")
        (self._folder / "pg_ident.conf").write_text(idents)

    def _launch(self, programs: Path, runner: binaries.Runner, socket_folder: Path) -> subprocess.Popen[bytes]:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(socket_folder),
            "max_connections": "200",
        }
        settings |= {"unix_socket_permissions": "0700", "log_checkpoints": "off", "logging_collector": "off"}
        if sys.platform == "linux":
            # After a crash one call instead of one for each of a thousand files: 0.6 s instead of 4 s on a
            # busy disk.
            settings["recovery_init_sync_method"] = "syncfs"
        arguments = ["-D", binaries.working_name(self._folder)]
        arguments += [f"-c{name}={value}" for name, value in (settings | self._options).items()]
        log_file = self._data_dir / "postgres.log"
        if log_file.exists() and log_file.stat().st_size > _LONGEST_LOG:
            log_file.replace(self._data_dir / "postgres.log.1")
        with log_file.open("ab") as out:
            return subprocess.Popen(
                self._command(self._folder, runner, programs / "postgres", *arguments),
                stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True,
            )  # fmt: skip

    def _wait_until_ready(self) -> bool:
        """Return True when the server answers and has our database, False if it ended first."""
        assert self._server is not None
        while self._server.poll() is None and not self._closing.is_set():
            if self._answers(SUPERUSER):
                with psycopg.connect(self.conninfo(SUPERUSER), autocommit=True) as connection:
                    known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (DATABASE,)).fetchone()
                    if known is None:
                        connection.execute(f'CREATE DATABASE "{DATABASE}"')
                return True
            time.sleep(_POLL_S)
        return False

    def _answers(self, database: str = DATABASE) -> bool:
        if self._socket_folder() is None:
            return False
        try:
            psycopg.connect(self.conninfo(database), connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def _stop(self) -> None:
        server = self._server
        if server is None or server.poll() is not None:
            return
        for order, limit_s in ((signal.SIGINT, STOP_LIMIT_S), (signal.SIGQUIT, 5.0), (signal.SIGKILL, None)):
            server.send_signal(order)
            try:
                server.wait(limit_s)
                return
            except subprocess.TimeoutExpired:
                log.warning("PostgreSQL did not stop on signal %d in %s s", order, limit_s)

    def _end_orphan(self, deadline: float) -> None:
        """End a server that an earlier holder left on our folder; drop a pid file that names no such server.

        PostgreSQL itself only asks whether a process of that number lives, and after a restart of the machine
        another program may have it.
        """
        pid_file = self._folder / "postmaster.pid"
        asked = False
        while (orphan := _postgres_of(pid_file, self._folder)) is not None:
            if not asked:
                log.warning("ending a PostgreSQL (process %d) that was left running", orphan.pid)
            if not asked or time.monotonic() > deadline:
                orphan.send_signal(signal.SIGQUIT if time.monotonic() > deadline else signal.SIGINT)
                asked = True
            if self._closing.wait(0.1) or time.monotonic() > deadline + 5:
                return
        pid_file.unlink(missing_ok=True)

    # The socket folder: private, short (a socket's name has at most 107 bytes), its name kept beside the
    # data.

    def _socket_folder(self) -> Path | None:
        """Return the folder noted by the holder; a note copied here with another's data does not count."""
        try:
            note = json.loads((self._data_dir / "postgres.json").read_text())
            return Path(note["socket_folder"]) if note["inode"] == self._data_dir.stat().st_ino else None
        except (FileNotFoundError, ValueError, KeyError):
            return None

    def _make_socket_folder(self, runner: binaries.Runner) -> Path:
        """Make the folder that the last holder used, if free or ours: others still connect by that name."""
        uid = os.geteuid() if runner.uid is None else runner.uid
        kept = self._socket_folder()
        made = None if kept is None else _take(kept, uid)
        if made is None:
            made = Path(tempfile.mkdtemp(prefix="tonewright-", dir=_short_folder()))
        if runner.uid is not None:
            os.chown(made, runner.uid, runner.gid)
        note = self._data_dir / "postgres.json.new"
        note.write_text(json.dumps({"socket_folder": str(made), "inode": self._data_dir.stat().st_ino}))
        note.rename(self._data_dir / "postgres.json")
        return made

    def _log_end(self) -> str:
        try:
            lines = (self._data_dir / "postgres.log").read_text(errors="replace").strip().splitlines()
        except OSError:
            return "It left no log."
        return "Its log ends: " + " / ".join(lines[-5:])


def _locked(lock: IO[bytes]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _take(folder: Path, uid: int) -> Path | None:
    """Return the folder if it can be made or is the user's private one already, else None."""
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        status = folder.lstat()
        return (
            folder
            if stat.S_ISDIR(status.st_mode) and status.st_uid == uid and status.st_mode & 0o777 == 0o700
            else None
        )
    except OSError:
        return None
    return folder


def _own(folder: Path, runner: binaries.Runner) -> None:
    """Make a folder that is the runner's alone."""
    folder.mkdir(mode=0o700)
    if runner.uid is not None:
        os.chown(folder, runner.uid, runner.gid)


def _short_folder() -> str:
    folder = tempfile.gettempdir()
    return folder if len(folder) <= 60 else "/tmp"  # noqa: S108 (mkdtemp makes the private folder in it)


def _postgres_of(pid_file: Path, folder: Path) -> psutil.Process | None:
    """Return the live PostgreSQL server that a pid file names, if it does work on the folder."""
    try:
        process = psutil.Process(int(pid_file.read_text().split("\n", 1)[0]))
        works_here = process.name() == "postgres" and Path(process.cwd()).samefile(folder)
    except (OSError, ValueError, psutil.Error):
        return None
    return process if works_here and process.status() != psutil.STATUS_ZOMBIE else None
