"""Answers that wait for a job: it is looked at again and again, and no connection is held meanwhile."""

import asyncio
import time

from fastapi import Request

from tonewright.api.errors import ApiError, no_record
from tonewright.api.records import job_id_of
from tonewright.api.services import services_of
from tonewright.jobs import attempts, repository
from tonewright.jobs.job import CANCELLED, Job, Status
from tonewright.jobs.making import ENGINE_FAILED

_LOOKS_EVERY_S = 0.5


async def final_job(request: Request, user_number: int, item: str, within_s: float) -> Job | None:
    """The job of a user once it is final, None where it is not within that time.

    Raises ApiError 404 where it is deleted meanwhile.
    """
    services = services_of(request)
    until = time.monotonic() + within_s
    while True:
        state = await services.job_states.find(user_number, item)
        if state is None:
            raise no_record(item)
        if state.status.final:
            async with services.database.pool.connection() as connection:
                return await repository.get(connection, user_number, item)
        if time.monotonic() > until or await request.is_disconnected():
            return None
        await asyncio.sleep(_LOOKS_EVERY_S)


def completed(job: Job) -> Job:
    """The job if it is completed.

    Raises ApiError 400 with the engine's words where it refused what was sent, 409 where the job was cancelled, 500
    where it failed otherwise.
    """
    if job.status is Status.COMPLETED:
        return job
    if job.error == CANCELLED:
        raise ApiError(409, f"{job_id_of(job)} was cancelled")
    if job.error in (ENGINE_FAILED, attempts.LOST, None):
        raise ApiError(500, job.error or ENGINE_FAILED)
    raise ApiError(400, job.error)
