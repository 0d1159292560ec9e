"""A whole server in real processes: a parent with the database, two supervised workers, their children."""

import asyncio
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import psycopg
from psycopg.rows import dict_row

from tonewright.database.pool import make_pool
from tonewright.jobs.admission import submit
from tonewright.jobs.queue import ProcrastinateQueue

TREE = Path(__file__).parent / "server_tree.py"


class ServerTree:
    """A server tree on a data folder, its jobs and its processes."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self.everyone: set[psutil.Process] = set()

    def start(self) -> None:
        command = [sys.executable, str(TREE), "serve", str(self.data_dir)]
        self.parent = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.conninfo = self.parent.stdout.readline().strip()
        assert self.conninfo

    def stop(self, order=signal.SIGTERM) -> None:
        self.look()
        self.parent.send_signal(order)
        self.parent.wait(30)
        self.parent.stdout.close()

    def look(self) -> list[psutil.Process]:
        """Every process of the tree that lives now; all ever seen are remembered."""
        found = psutil.Process(self.parent.pid).children(recursive=True)
        self.everyone.update(found)
        return found

    def workers(self) -> list[psutil.Process]:
        return [p for p in self.look() if {str(TREE), "work"} <= set(_command(p))]

    def helpers(self) -> list[psutil.Process]:
        """Processes that job processes have started, now or earlier, and that still live."""
        self.look()
        return [p for p in self.survivors() if _command(p)[:1] == ["sleep"]]

    def postgres(self) -> psutil.Process:
        return next(p for p in psutil.Process(self.parent.pid).children() if p.name() == "postgres")

    def ask(self, prompt: str) -> str:
        """Submit a job and return its item."""

        async def go():
            async with make_pool(self.conninfo, max_size=1) as pool, pool.connection() as connection:
                request = {"prompt": prompt, "model": "v4.8", "maximum_s": 300, "seed": 7}
                return await submit(
                    connection,
                    ProcrastinateQueue(),
                    user_number=5,
                    kind="song",
                    request=request,
                    max_jobs=100,
                )

        return asyncio.run(go()).item

    def job(self, item: str) -> dict:
        with psycopg.connect(self.conninfo, row_factory=dict_row) as connection:
            return connection.execute("SELECT * FROM jobs WHERE item = %s", (item,)).fetchone()

    def end_of(self, item: str, limit_s=40.0) -> dict:
        eventually(lambda: self.job(item)["status"] != 0, limit_s)
        return self.job(item)

    def survivors(self) -> list[psutil.Process]:
        """Processes ever seen that still live."""
        return [p for p in self.everyone if lives(p)]


def _command(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []


def lives(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def eventually(truth, limit_s=30.0):
    """Wait until something is true; a database that is away for the moment counts as not yet."""
    deadline = time.monotonic() + limit_s
    while time.monotonic() < deadline:
        try:
            if truth():
                return
        except psycopg.OperationalError:
            pass
        time.sleep(0.05)
    raise AssertionError("it did not come true")
