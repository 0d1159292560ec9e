"""`tonewright serve`, `worker` and `migrate`: the processes of a server.

The server is imported when it is wanted, so that the client commands start at once.
"""

import asyncio
import logging
import signal
import socket
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tonewright.cli.options import Data, DatabaseUrl
from tonewright.errors import SettingsError
from tonewright.settings import Settings, load_settings

if TYPE_CHECKING:
    import uvicorn

    from tonewright.jobs.supervisor import Charge

Host = Annotated[str | None, typer.Option(help="Address that the API listens on.")]
Port = Annotated[int | None, typer.Option(help="Port that the API listens on; 0 takes a free one.")]
Workers = Annotated[int | None, typer.Option(help="Worker processes; by default one for every two cores.")]

_BACKLOG = 2048
_FORMAT = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"


def serve(
    host: Host = None,
    port: Port = None,
    workers: Workers = None,
    data: Data = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Run the API and its workers until stopped. The first start prints a token."""
    settings = load_settings(host=host, port=port, workers=workers, data=data, database_url=database_url)
    _log(settings)
    with _listen(settings.host, settings.port) as listener:
        asyncio.run(_serve(settings, listener))


def worker(data: Data = None, database_url: DatabaseUrl = None) -> None:
    """Run one worker until stopped; `serve` does so itself."""
    settings = load_settings(data=data, database_url=database_url)
    _log(settings)

    from tonewright.main import make_worker, open_services

    async def run() -> None:
        async with open_services(settings) as services:
            await make_worker(services).run()

    asyncio.run(run())


def migrate(data: Data = None, database_url: DatabaseUrl = None) -> None:
    """Bring the database's tables up to date; `serve` and `worker` do so themselves."""
    from tonewright.main import open_services

    async def run() -> None:
        async with open_services(load_settings(data=data, database_url=database_url)):
            pass

    asyncio.run(run())


async def _serve(settings: Settings, listener: socket.socket) -> None:
    import uvicorn

    from tonewright.jobs.supervisor import Supervisor
    from tonewright.main import make_app, open_services

    async with open_services(settings) as services:
        token = await services.first_token()
        host, port = listener.getsockname()[:2]
        address = f"http://{f'[{host}]' if ':' in host else host}:{port}"
        listener.listen(_BACKLOG)  # from here on callers are answered, if only after a moment
        if token is not None:
            typer.echo(f"Your token, shown this once:\n\n  {token}\n")
        typer.echo(f"Tonewright listens on {address}, with documentation at {address}/docs")
        sys.stdout.flush()
        supervisor = Supervisor(_workers(settings))
        supervisor.start()
        try:
            config = uvicorn.Config(
                make_app(services),
                loop="uvloop",
                http="httptools",
                log_config=None,
                access_log=settings.log_level == "debug",
                server_header=False,
                proxy_headers=False,  # the setting trust_forwarded says whether these count
                timeout_graceful_shutdown=10,
            )
            await _until_told(uvicorn.Server(config), listener)
        finally:
            await asyncio.to_thread(supervisor.stop)


async def _until_told(server: "uvicorn.Server", listener: socket.socket) -> None:
    """Answer requests until SIGTERM or SIGINT.

    Left to itself uvicorn raises the signal once more when it has ended, which would end this process before its
    workers have given back their jobs.
    """
    loop = asyncio.get_running_loop()
    server.capture_signals = nullcontext  # type: ignore[assignment,method-assign]
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, setattr, server, "should_exit", True)
    await server.serve(sockets=[listener])


def _workers(settings: Settings) -> "list[Charge]":
    """The same program as this, with every setting handed on by the environment."""
    from tonewright.jobs.supervisor import Charge

    environment = {"TONEWRIGHT_DATA": str(settings.data.absolute())}
    if settings.database_url is not None:
        environment["TONEWRIGHT_DATABASE_URL"] = settings.database_url.get_secret_value()
    command = [sys.executable, str(Path(sys.argv[0]).absolute()), "worker"]
    return [Charge(f"worker {number}", command, environment) for number in range(1, settings.workers + 1)]


def _listen(host: str, port: int) -> socket.socket:
    """A listening socket. Raises SettingsError if the address cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise SettingsError(f"cannot listen on {host} port {port}: {error.strerror}") from error
    listener.set_inheritable(False)
    return listener


def _log(settings: Settings) -> None:
    logging.basicConfig(level=settings.log_level.upper(), format=_FORMAT, stream=sys.stderr)
    for chatty in ("httpx", "httpcore", "procrastinate", "numba"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
