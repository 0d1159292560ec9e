"""Any recording split into stems: the answer waits, the work is a job."""

import asyncio
import json
from pathlib import Path
from typing import Any

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from tonewright.accounts.tokens import Identity
from tonewright.api.account_choice import chosen_account
from tonewright.api.authentication import Caller
from tonewright.api.awaiting import completed, final_job
from tonewright.api.errors import ApiError
from tonewright.api.idempotency import IdempotencyKey, answer_once
from tonewright.api.incoming import IncomingFile, incoming_file
from tonewright.api.links import JobFilePath
from tonewright.api.music_routes import busy
from tonewright.api.origin import request_origin
from tonewright.api.parameters import UserIdQuery
from tonewright.api.records import job_id_of
from tonewright.api.services import services_of
from tonewright.contract.replies import SplitReply
from tonewright.contract.requests import parse_request
from tonewright.contract.upload_requests import AUDIO_TYPES, AccountQuery
from tonewright.database.pool import Connection
from tonewright.decoding.decoder import LONGEST_S, SILENCE, decode_audio
from tonewright.errors import AccountsBusy, UnusableFile
from tonewright.jobs import admission, repository
from tonewright.uploads import repository as uploads

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
        async with services.database.pool.connection() as connection:
            known = await repository.split_of_bytes(connection, caller.user_number, account, file.sha256)
        item = known.item if known else await _submit(request, caller, account, file, idempotency_key)
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


async def _submit(request: Request, caller: Identity, account: str, file: IncomingFile, key: str | None) -> str:
    """Have a file split and return the job's item; nothing is submitted where it cannot be decoded."""
    services = services_of(request)
    title = f"audio_file.{await asyncio.to_thread(_checked, file.path)}"
    async with services.database.pool.connection() as connection:
        received = await uploads.receive(
            connection, services.storage, file.path, sha256=file.sha256, size=file.size, media_type=file.media_type
        )

    async def submit(connection: Connection) -> dict[str, Any]:
        await repository.lock_splits(connection, caller.user_number)
        known = await repository.split_of_bytes(connection, caller.user_number, account, file.sha256)
        if known is not None:
            return {"item": known.item}
        try:
            job = await admission.submit(
                connection,
                services.queue,
                user_number=caller.user_number,
                user_ids=[account],
                kind="split",
                request={"prompt": title, "model": "", "maximum_s": LONGEST_S, "seed": 0, "sha256": file.sha256},
            )
        except AccountsBusy as error:
            raise busy(error) from error
        await uploads.keep(
            connection,
            services.queue,
            received,
            user_number=caller.user_number,
            user_id=account,
            kind="job_audio",
            name=title,
            item=job.item,
        )
        return {"item": job.item}

    try:
        answer = await answer_once(request, caller, key, {"user_id": account, "sha256": file.sha256}, submit)
    finally:
        async with services.database.pool.connection() as connection:
            await uploads.discard(connection, services.queue, received)
    return str(json.loads(bytes(answer.body))["item"])


def _checked(path: Path) -> str:
    """The extension of a recording that can be decoded. Raises UnusableFile for another, and for one that is silent."""
    decoded = decode_audio(path, path.with_suffix(".f32"))
    try:
        if decoded.peak < SILENCE:
            raise UnusableFile("The file is silent")
    finally:
        decoded.path.unlink()
    return decoded.extension
