"""Cloned voices: made from a recording of somebody who consents, listed, deleted."""

from typing import Annotated

from fastapi import Path, Request, Response
from fastapi.responses import JSONResponse

from tonewright.api.account_choice import chosen_account, listed_account
from tonewright.api.audio_jobs import examined, submit_recording
from tonewright.api.authentication import Caller
from tonewright.api.awaiting import completed, final_job
from tonewright.api.errors import no_record
from tonewright.api.idempotency import IdempotencyKey
from tonewright.api.incoming import incoming_file
from tonewright.api.links import PICTURE, JobFilePath, VoiceFilePath
from tonewright.api.origin import request_origin
from tonewright.api.parameters import CursorQuery, NameQuery, UserIdQuery
from tonewright.api.services import services_of
from tonewright.api.times import unix_ms
from tonewright.contract.ids import WireId, parse_id
from tonewright.contract.parameters import CLONED_VOICE_S
from tonewright.contract.replies import ClonedVoiceList, ClonedVoiceRecord, ClonedVoiceReply, ResultReply
from tonewright.contract.requests import parse_request
from tonewright.contract.upload_requests import AUDIO_TYPES, UploadQuery
from tonewright.decoding.decoder import DecodedAudio
from tonewright.errors import UnusableFile
from tonewright.jobs import repository
from tonewright.jobs.job import Job, Status

WAITS_S = 120.0
"""How long an answer waits for the voice; then it is 202, and the voice is finished in the queue."""

CONSENT = "The uploader has the consent of the person whose voice this is."
"""What whoever sends a recording states by sending it; every answer says so."""

_LATER = "The voice is still being made; music/cloned-voices says when it is ready"

VoiceIdPath = Annotated[
    str,
    Path(
        description="A cloned voice's id, its `:` raw or percent-encoded.",
        examples=["user:1-tempolor:band-voice:0123456789abcdefghijklmno"],
    ),
]


async def clone_voice(
    request: Request,
    caller: Caller,
    name: NameQuery = None,
    user_id: UserIdQuery = None,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Make a singer from a recording of 10 to 300 seconds in which one person speaks or sings.

    It carries the timbre of the voice, not the accent or the person's identity. Whoever sends a recording states that
    the person consents. The answer waits up to 120 seconds for the voice; a longer making is 202 and goes on.
    """
    services = services_of(request)
    asked = parse_request(UploadQuery, {"name": name, "user_id": user_id})
    async with services.database.pool.connection() as connection:
        account = await chosen_account(connection, caller.user_number, asked.user_id)
    async with incoming_file(request, services.incoming, services.upload_limit_bytes, AUDIO_TYPES) as file:
        _check_length(await examined(request, file))
        item = await submit_recording(
            request,
            caller,
            account=account,
            file=file,
            kind="clone",
            name=asked.name,
            key=idempotency_key,
            said={"name": asked.name},
        )
    ids = {"itemId": item, "clonedVoiceItemId": str(WireId(caller.user_number, account, "voice", item))}
    job = await final_job(request, caller.user_number, item, WAITS_S)
    if job is None:
        return JSONResponse({**ids, "message": _LATER, "consent": CONSENT}, 202)
    if job.status is Status.FAILED:
        # Whoever is told at once has no use for a voice that is none.
        async with services.database.pool.connection() as connection:
            await repository.delete(connection, services.queue, caller.user_number, item)
    completed(job)
    reply: ClonedVoiceReply = {
        "result": True,
        "itemId": item,
        "clonedVoiceItemId": ids["clonedVoiceItemId"],
        "consent": CONSENT,
    }
    return JSONResponse(reply)


async def list_cloned_voices(
    request: Request, caller: Caller, user_id: UserIdQuery = None, cursor: CursorQuery = None
) -> Response:
    """List the cloned voices, newest first, 20 on a page. `status` is 0 while one is made and 10 where it failed."""
    async with services_of(request).database.pool.connection() as connection:
        await listed_account(connection, caller.user_number, user_id)
        page = await repository.list_jobs(
            connection, caller.user_number, kind="clone", user_id=user_id or None, cursor=cursor or None
        )
    reply: ClonedVoiceList = {
        "records": [_record(request, job) for job in page.jobs],
        "hasNext": page.cursor is not None,
        "cursor": page.cursor or "",
    }
    return JSONResponse(reply)


async def delete_cloned_voice(request: Request, caller: Caller, cloned_voice_item_id: VoiceIdPath) -> Response:
    """Delete a cloned voice with the recording that it was made from. Songs that it sings stay."""
    services = services_of(request)
    wanted = parse_id(cloned_voice_item_id, "voice", "clonedVoiceItemId")
    deleted = False
    async with services.database.pool.connection() as connection:
        job = await repository.get(connection, caller.user_number, wanted.item)
        if job is not None and job.kind == "clone" and _id_of(job) == str(wanted):
            deleted = await repository.delete(connection, services.queue, caller.user_number, wanted.item)
    if not deleted:
        raise no_record(cloned_voice_item_id)
    reply: ResultReply = {"result": True}
    return JSONResponse(reply)


def _check_length(recording: DecodedAudio) -> None:
    least, most = CLONED_VOICE_S
    if not least <= recording.seconds <= most:
        raise UnusableFile(f"The recording is {recording.seconds:.1f} seconds long, allowed: {least} to {most} seconds")


def _id_of(job: Job) -> str:
    return str(WireId(job.user_number, job.user_id, "voice", job.item))


def _record(request: Request, job: Job) -> ClonedVoiceRecord:
    links = services_of(request).records.links(request_origin(request))
    record: ClonedVoiceRecord = {
        "isAddRel": False,
        "relSource": "",
        "ucid": job.user_id,
        "bizType": "user",
        "operatorType": "gen",
        "itemId": job.item,
        "rootItemId": job.item,
        "parentItemId": job.item,
        "name": job.request["prompt"],
        "resourceUrl": str(JobFilePath("recording", job.item)) if "recording" in job.files else "",
        "coverUrl": links.to(VoiceFilePath(job.item, PICTURE)).url,
        "readStatus": 0,
        "status": int(job.status),
        "vocalUrl": links.to(JobFilePath("vocal", job.item)).url if "vocal" in job.files else "",
        "createTime": unix_ms(job.created_at),
        "updateTime": unix_ms(job.updated_at),
        "labels": list((job.facts or {}).get("labels", [])),
        "clonedVoiceItemId": _id_of(job),
        "consent": CONSENT,
    }
    if job.error:
        record["error"] = job.error
    return record
