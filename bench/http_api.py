"""How fast the API gives download links, beside an empty FastAPI route in the same run.

    python -m bench.http_api

Each is served by one uvicorn process (uvloop, httptools); the load comes from a process of its own over
loopback, in turns, and the medians are printed as JSON.
"""

import asyncio
import hashlib
import json
import socket
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI

from tonewright.accounts.tokens import create_token
from tonewright.contract.ids import WireId
from tonewright.jobs import admission, attempts
from tonewright.jobs.job import StoredFile, storage_key
from tonewright.jobs.queue import ProcrastinateQueue
from tonewright.main import Services, make_app, open_services
from tonewright.settings import Settings

ROUNDS = 5
SECONDS = 2.0
CONNECTIONS = 16


def measure(rounds: int = ROUNDS, seconds: float = SECONDS, connections: int = CONNECTIONS) -> dict[str, Any]:
    """Requests per second and latencies of `GET music/download/{job_id}` and of an empty route."""
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_measure(Path(folder), rounds, seconds, connections))


async def _measure(folder: Path, rounds: int, seconds: float, connections: int) -> dict[str, Any]:
    async with open_services(Settings(data=folder)) as services:
        token, job_id = await _finished_job(services)
        targets = {
            "empty": ("/", "none"),
            "download_link": (f"/v1/tempolor/music/download/{job_id}", f"Bearer {token}"),
        }
        servers = {name: _start(name, folder) for name in targets}
        try:
            ports = {name: int(await asyncio.to_thread(server.stdout.readline)) for name, server in servers.items()}  # type: ignore[union-attr]
            figures: dict[str, list[dict[str, float]]] = {name: [] for name in targets}
            for turn in range(rounds + 1):  # the first warms up
                for name, (path, authorization) in targets.items():
                    figure = await asyncio.to_thread(
                        _load, ports[name], seconds if turn else 0.5, connections, path, authorization
                    )
                    if turn:
                        figures[name].append(figure)
        finally:
            for server in servers.values():
                server.terminate()
                server.wait()
    result: dict[str, Any] = {name: _medians(turns) for name, turns in figures.items()}
    result["ratio"] = round(result["download_link"]["requests_per_s"] / result["empty"]["requests_per_s"], 3)
    return result | {"connections": connections, "rounds": rounds, "seconds": seconds}


async def _finished_job(services: Services) -> tuple[str, str]:
    """A token and a job of its user that has all it needs to be linked to."""
    queue = ProcrastinateQueue()
    async with services.database.pool.connection() as connection:
        token = await create_token(connection)
        number = int(token.split(":")[1].split("-")[0])
        request = {"prompt": "x", "seed": 1, "model": "v4.8", "maximum_s": 300.0}
        accepted = await admission.submit(connection, queue, user_number=number, kind="song", request=request)
        job = await attempts.begin(connection, accepted.item)
        assert job is not None
        file = StoredFile(storage_key(job.item, 1, "mp3"), "audio/mpeg", 1, hashlib.sha256(b"x").hexdigest())
        await attempts.complete(connection, queue, job, {"title": "x"}, {"mp3": file})
    return token, str(WireId(number, job.user_id, "job", job.item))


def _start(name: str, folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "bench.http_api", name, str(folder)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def _load(port: int, seconds: float, connections: int, path: str, authorization: str) -> dict[str, float]:
    arguments = ["127.0.0.1", str(port), str(seconds), str(connections), path, authorization]
    command = [sys.executable, "-m", "bench.load_client", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=seconds + 30, check=True)
    figure: dict[str, float] = json.loads(done.stdout)
    return figure


def _medians(turns: list[dict[str, float]]) -> dict[str, float]:
    names = ("requests_per_s", "p50_ms", "p99_ms")
    return {name: round(statistics.median(turn[name] for turn in turns), 3) for name in names}


async def _serve(name: str, folder: Path) -> None:
    """Serve one of the two on a free port, whose number goes to standard output."""
    if name == "empty":
        app = FastAPI()

        @app.get("/")
        async def empty() -> dict[str, str]:
            return {}

        await _listen(app)
        return
    async with open_services(Settings(data=folder)) as services:
        await _listen(make_app(services))


async def _listen(app: FastAPI) -> None:
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(1024)
    config = uvicorn.Config(app, loop="uvloop", http="httptools", log_level="warning", access_log=False)
    print(listener.getsockname()[1], flush=True)
    await uvicorn.Server(config).serve(sockets=[listener])


if __name__ == "__main__":
    if len(sys.argv) == 3:
        import uvloop

        uvloop.run(_serve(sys.argv[1], Path(sys.argv[2])))
    else:
        print(json.dumps(measure(), indent=1))
