"""Jobs that work on a recording: the file is checked, stored, and kept with a job in one transaction."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from fastapi import Request

from tonewright.accounts.tokens import Identity
from tonewright.api.idempotency import answer_once
from tonewright.api.incoming import IncomingFile
from tonewright.api.music_routes import busy
from tonewright.api.services import services_of
from tonewright.database.pool import Connection
from tonewright.decoding.decoder import LONGEST_S, SILENCE, DecodedAudio, decode_audio
from tonewright.errors import AccountsBusy, UnusableFile
from tonewright.jobs import admission
from tonewright.jobs.job import Job
from tonewright.uploads import repository as uploads

Known = Callable[[Connection], Awaitable[Job | None]]


async def examined(request: Request, file: IncomingFile) -> DecodedAudio:
    """What a recording is, its samples gone again. Raises UnusableFile for one that cannot be decoded or is silent."""
    async with services_of(request).examining.take():
        return await asyncio.to_thread(_examine, file.path)


def _examine(path: Path) -> DecodedAudio:
    decoded = decode_audio(path, path.with_suffix(".f32"))
    decoded.path.unlink()
    if decoded.peak < SILENCE:
        raise UnusableFile("The file is silent")
    return decoded


async def submit_recording(
    request: Request,
    caller: Identity,
    *,
    account: str,
    file: IncomingFile,
    kind: str,
    name: str,
    key: str | None,
    known: Known | None = None,
    said: Mapping[str, Any] | None = None,
) -> str:
    """Have a job of a kind work on a recording, and return the job's item.

    Parameters
    ----------
    name: what the file is called. key: the Idempotency-Key, whose first job is given again.
    known: finds the job that has the same to do already, under a lock that lasts till the transaction ends.
    said: what else makes requests with the same key different.
    """
    services = services_of(request)
    async with services.database.pool.connection() as connection:
        received = await uploads.receive(
            connection, services.storage, file.path, sha256=file.sha256, size=file.size, media_type=file.media_type
        )

    async def submit(connection: Connection) -> dict[str, Any]:
        there = await known(connection) if known else None
        if there is not None:
            return {"item": there.item}
        engine = {"prompt": name, "title": name, "model": "", "maximum_s": LONGEST_S, "seed": 0, "sha256": file.sha256}
        try:
            job = await admission.submit(
                connection,
                services.queue,
                user_number=caller.user_number,
                user_ids=[account],
                kind=kind,
                request=engine,
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
            name=name,
            item=job.item,
        )
        return {"item": job.item}

    try:
        fields = {"user_id": account, "sha256": file.sha256, **(said or {})}
        answer = await answer_once(request, caller, key, fields, submit)
    finally:
        async with services.database.pool.connection() as connection:
            await uploads.discard(connection, services.queue, received)
    return str(json.loads(bytes(answer.body))["item"])
