"""The scheduler: what executes, what could, and how to stop it."""

from collections import Counter
from datetime import UTC, datetime

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from tonewright.accounts import accounts
from tonewright.api.authentication import Caller
from tonewright.api.errors import ApiError
from tonewright.api.parameters import JobIdPath
from tonewright.api.records import job_id_of
from tonewright.api.services import services_of
from tonewright.api.times import elapsed, iso_utc
from tonewright.contract.ids import parse_id
from tonewright.contract.replies import AvailableReply, ExecutingJob
from tonewright.jobs import repository
from tonewright.jobs.job import Job


async def list_executing(request: Request, caller: Caller) -> Response:
    """List the executing jobs, queued or running."""
    async with services_of(request).database.pool.connection() as connection:
        jobs = await repository.executing(connection, caller.user_number)
    return JSONResponse(_executing(jobs))


async def list_available(request: Request, caller: Caller) -> Response:
    """List the executing jobs, and what each account could take on."""
    async with services_of(request).database.pool.connection() as connection, connection.transaction():
        jobs = await repository.executing(connection, caller.user_number)
        known = await accounts.list_accounts(connection, caller.user_number)
    counts = Counter(job.user_id for job in jobs)
    reply: AvailableReply = {
        "executing": _executing(jobs),
        "available": [
            {
                "user_id": account.user_id,
                "maxJobs": account.max_jobs,
                "executing": counts[account.user_id],
                "available": max(0, account.max_jobs - counts[account.user_id]),
            }
            for account in known
        ],
    }
    return JSONResponse(reply)


async def cancel_job(request: Request, caller: Caller, job_id: JobIdPath) -> Response:
    """Stop an executing job. It ends FAILED with the error `Cancelled`."""
    services = services_of(request)
    wanted = parse_id(job_id, "job", "job_id")
    cancelled = None
    async with services.database.pool.connection() as connection:
        job = await repository.get(connection, caller.user_number, wanted.item)
        if job is not None and job_id_of(job) == str(wanted):
            cancelled = await repository.cancel(connection, services.queue, caller.user_number, wanted.item)
    if cancelled is None:
        raise ApiError(404, "Unable to locate running job_id")
    return Response(status_code=204)


def _executing(jobs: list[Job]) -> list[ExecutingJob]:
    now = datetime.now(UTC)
    return [_executing_job(job, now) for job in jobs]


def _executing_job(job: Job, now: datetime) -> ExecutingJob:
    entry: ExecutingJob = {
        "job_id": job_id_of(job),
        "started": iso_utc(job.accepted_at),
        "elapsed": elapsed(job.accepted_at, now),
    }
    if job.reply_url:
        entry["replyUrl"] = job.reply_url
    if job.reply_ref:
        entry["replyRef"] = job.reply_ref
    return entry
