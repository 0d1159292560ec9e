"""Health: whether the process answers, and whether it can do its work."""

import psycopg
from fastapi import Request, Response
from fastapi.responses import JSONResponse
from psycopg_pool import PoolTimeout

from tonewright.api.services import services_of
from tonewright.contract.replies import HealthReply, ReadyReply
from tonewright.jobs.published import count_workers

_PATIENCE_S = 2.0


async def healthz() -> Response:
    """Tell that the process answers."""
    reply: HealthReply = {"status": "alive"}
    return JSONResponse(reply)


async def readyz(request: Request) -> Response:
    """Tell whether jobs can be taken and made: the database answers, and a worker has been seen lately."""
    try:
        async with services_of(request).database.pool.connection(timeout=_PATIENCE_S) as connection:
            workers = await count_workers(connection)
        database = True
    except (psycopg.Error, PoolTimeout):
        database, workers = False, 0
    reply: ReadyReply = {"ready": database and workers > 0, "database": database, "workers": workers}
    return JSONResponse(reply, 200 if reply["ready"] else 503)
