"""Measure the job machinery without music and print JSON: `.venv/bin/python bench/jobs.py`.

Starts of the embedded PostgreSQL, the way from submission to the engine at work, how many empty jobs a
worker makes in a second, how soon a job whose worker is killed runs again, and how soon a cancelled one is
dead.
"""
# ruff: noqa: ASYNC110 (what is waited for happens in other processes)

import asyncio
import contextlib
import json
import os
import signal
import statistics
import sys
import tempfile
import time
from pathlib import Path

import psutil

from tonewright.accounts.tokens import create_token
from tonewright.database.database import Database, open_database
from tonewright.delivery.disk import DiskStorage
from tonewright.jobs import repository
from tonewright.jobs.admission import submit
from tonewright.jobs.queue import ProcrastinateQueue
from tonewright.jobs.settings import JobSettings
from tonewright.jobs.supervisor import Charge, Supervisor
from tonewright.jobs.testing import FACTORY
from tonewright.jobs.worker import Worker

USER = 5
QUEUE = ProcrastinateQueue()
SAMPLES = 40
BURST = 60


async def timed_open(data_dir: Path) -> float:
    begun = time.perf_counter()
    async with open_database(data_dir):
        return time.perf_counter() - begun


async def ask(database: Database, prompt: str) -> str:
    request = {"prompt": prompt, "model": "v4.8", "maximum_s": 300, "seed": 7}
    async with database.pool.connection() as connection:
        wish = {"user_number": USER, "kind": "song", "request": request, "max_jobs": 100}
        return (await submit(connection, QUEUE, **wish)).item


async def until(database: Database, item: str, truth: str) -> None:
    query = f"SELECT {truth} AS true FROM jobs WHERE item = %s"
    async with database.pool.connection() as connection:
        while not (await (await connection.execute(query, (item,))).fetchone())["true"]:
            await asyncio.sleep(0.005)


async def latency(database: Database, data_dir: Path) -> dict[str, float]:
    """From the return of `submit` to the first line of the engine, in milliseconds."""
    tally = data_dir / "tally"
    waits = []
    for _ in range(SAMPLES):
        tally.unlink(missing_ok=True)
        item = await ask(database, f"tally={tally}")
        accepted = time.time()
        await until(database, item, "status <> 0")
        waits.append(1000 * (tally.stat().st_mtime - accepted))
        await asyncio.sleep(0.02)
    return {"median": statistics.median(waits), "p90": statistics.quantiles(waits, n=10)[-1]}


async def throughput(database: Database) -> float:
    begun = time.perf_counter()
    items = [await ask(database, "nothing") for _ in range(BURST)]
    for item in items:
        await until(database, item, "status <> 0")
    return BURST / (time.perf_counter() - begun)


async def retry_after_kill(database: Database, data_dir: Path) -> float:
    tally = data_dir / "tally-kill"
    item = await ask(database, f"seconds=1 tally={tally}")
    await until(database, item, "progress >= 10")
    child = psutil.Process(int(tally.read_text()))
    child.parent().parent().send_signal(signal.SIGKILL)  # the worker: its zygote is in between
    killed = time.perf_counter()
    while len(tally.read_text().split()) < 2:
        await asyncio.sleep(0.01)
    waited = time.perf_counter() - killed
    await until(database, item, "status = 30")
    return waited


async def death_after_cancel(database: Database, data_dir: Path) -> float:
    tally = data_dir / "tally-cancel"
    item = await ask(database, f"seconds=60 tally={tally}")
    while not tally.exists() or not tally.read_text().endswith("\n"):
        await asyncio.sleep(0.01)
    child = psutil.Process(int(tally.read_text()))
    begun = time.perf_counter()
    async with database.pool.connection() as connection:
        await repository.cancel(connection, QUEUE, USER, item)
    while child.is_running():
        await asyncio.sleep(0.002)
    return time.perf_counter() - begun


async def measure(data_dir: Path) -> dict[str, object]:
    figures: dict[str, object] = {"cold_start_s": await timed_open(data_dir)}
    figures["warm_start_s"] = statistics.median([await timed_open(data_dir) for _ in range(3)])
    async with open_database(data_dir) as database:
        async with database.pool.connection() as connection:
            await create_token(connection, USER)
        command = [sys.executable, __file__, "work", str(data_dir), database.conninfo]
        supervisor = Supervisor([Charge("worker", command)])
        supervisor.start()
        try:
            await until(database, await ask(database, "warm-up"), "status <> 0")
            figures["submit_to_engine_ms"] = await latency(database, data_dir)
            figures["empty_jobs_per_s"] = await throughput(database)
            figures["cancel_to_death_s"] = await death_after_cancel(database, data_dir)
            figures["worker_kill_to_retry_s"] = await retry_after_kill(database, data_dir)
        finally:
            await asyncio.to_thread(supervisor.stop)
    return figures


async def work(data_dir: Path, conninfo: str) -> None:
    settings = JobSettings(data_dir, FACTORY, b"0123456789abcdef", b"a webhook secret")
    async with open_database(data_dir, conninfo, migrated=False) as database:
        await Worker(settings, database, DiskStorage(data_dir / "files"), lambda job: {}).run()


def main() -> None:
    if sys.argv[1:2] == ["work"]:
        asyncio.run(work(Path(sys.argv[2]), sys.argv[3]))
        return
    with contextlib.ExitStack() as stack:
        data_dir = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="tonewright-bench-")))
        print(json.dumps(asyncio.run(measure(data_dir)) | {"load": os.getloadavg()[0]}, indent=2))


if __name__ == "__main__":
    main()
