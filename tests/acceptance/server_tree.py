"""A small server for tests: `serve DATA` has a database and two workers, `work DATA CONNINFO` is one."""

import asyncio
import logging
import signal
import sys
import threading
from pathlib import Path

from tonewright.accounts.tokens import create_token
from tonewright.database.database import open_database
from tonewright.delivery.disk import DiskStorage
from tonewright.jobs.settings import JobSettings
from tonewright.jobs.supervisor import Charge, Supervisor
from tonewright.jobs.testing import FACTORY
from tonewright.jobs.worker import Worker

SOON = {"heartbeat_s": 0.5, "stall_s": 3.0, "poll_s": 0.5}


async def serve(data_dir: Path) -> None:
    stop = asyncio.Event()
    for order in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(order, stop.set)
    async with open_database(data_dir) as database:
        async with database.pool.connection() as connection:
            await create_token(connection, 5)
        command = [sys.executable, __file__, "work", str(data_dir), database.conninfo]
        supervisor = Supervisor([Charge(f"worker {number}", command) for number in (1, 2)])
        supervisor.start()
        print(database.conninfo, flush=True)
        await stop.wait()
        await asyncio.to_thread(supervisor.stop)


async def work(data_dir: Path, conninfo: str) -> None:
    settings = JobSettings(data_dir, FACTORY, b"0123456789abcdef", b"a webhook secret", grace_s=0.1, **SOON)
    async with open_database(data_dir, conninfo, migrated=False) as database:
        storage = DiskStorage(data_dir / "files")
        await Worker(settings, database, storage, lambda job: {"item": job.item}).run()


if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING, format="%(process)d %(levelname)s %(name)s: %(message)s")
    role, data, *rest = sys.argv[1:]
    assert threading.current_thread() is threading.main_thread()
    asyncio.run(serve(Path(data)) if role == "serve" else work(Path(data), *rest))
