"""Any recording split into stems: the answer waits, the work is a job."""

from typing import Any

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from tonewright.api.account_choice import chosen_account
from tonewright.api.audio_jobs import examined, submit_recording
from tonewright.api.authentication import Caller
from tonewright.api.awaiting import completed, final_job
from tonewright.api.errors import ApiError
from tonewright.api.idempotency import IdempotencyKey
from tonewright.api.incoming import incoming_file
from tonewright.api.links import JobFilePath
from tonewright.api.origin import request_origin
from tonewright.api.parameters import UserIdQuery
from tonewright.api.records import job_id_of
from tonewright.api.services import services_of
from tonewright.contract.replies import SplitReply
from tonewright.contract.requests import parse_request
from tonewright.contract.upload_requests import AUDIO_TYPES, AccountQuery
from tonewright.database.pool import Connection
from tonewright.jobs import repository
from tonewright.jobs.job import Job

WAITS_S = 900.0
"""How long an answer waits for its stems. The job goes on; whoever sends the file again gets its result."""

_STILL_AT_IT = "The file is still being split; send it again in a while to get the stems"


async def split(
    request: Request, caller: Caller, user_id: UserIdQuery = None, idempotency_key: IdempotencyKey = None
) -> Response:
    """Split a recording into vocals, drums, bass and other, which add up to it.

    The answer waits until the stems are there. The work is a job that survives a lost connection: the same bytes, or
    the same Idempotency-Key, get its result.
    """
    services = services_of(request)
    asked = parse_request(AccountQuery, {"user_id": user_id})
    async with services.database.pool.connection() as connection:
        account = await chosen_account(connection, caller.user_number, asked.user_id)
    async with incoming_file(request, services.incoming, services.upload_limit_bytes, AUDIO_TYPES) as file:

        async def known(connection: Connection) -> Job | None:
            await repository.lock_splits(connection, caller.user_number)
            return await repository.split_of_bytes(connection, caller.user_number, account, file.sha256)

        async with services.database.pool.connection() as connection, connection.transaction():
            there = await known(connection)
        item = there.item if there else None
        if item is None:
            name = f"audio_file.{(await examined(request, file)).extension}"
            whose: dict[str, Any] = {"account": account, "key": idempotency_key}
            item = await submit_recording(request, caller, file=file, kind="split", name=name, known=known, **whose)
    job = await final_job(request, caller.user_number, item, WAITS_S)
    if job is None:
        raise ApiError(503, _STILL_AT_IT, {"Retry-After": "30"})
    completed(job)
    link = services.records.links(request_origin(request)).to(JobFilePath("stems", job.item))
    reply: SplitReply = {
        "state": 2,
        "title": job.request["prompt"],
        "stemsZipUrl": link.url,
        "job_id": job_id_of(job),
    }
    return JSONResponse(reply)
