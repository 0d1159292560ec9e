"""Music: songs and instrumentals, from the request to the record."""

import asyncio
import secrets
import time
from typing import Annotated, Any

from fastapi import Query, Request, Response
from fastapi.responses import JSONResponse

from tonewright.accounts.tokens import Identity
from tonewright.api.account_choice import known_account, only_account
from tonewright.api.authentication import Caller
from tonewright.api.body import JSON, MULTIPART, read_fields
from tonewright.api.cloned_singer import cloned_singer
from tonewright.api.errors import ApiError, no_record
from tonewright.api.idempotency import IdempotencyKey, answer_once
from tonewright.api.origin import request_origin
from tonewright.api.parameters import CursorQuery, JobIdPath, UserIdQuery, read_choice, read_user_id
from tonewright.api.records import job_id_of
from tonewright.api.services import services_of
from tonewright.api.times import iso_utc
from tonewright.contract.ids import parse_id
from tonewright.contract.music_requests import InstrumentalRequest, MusicRequest, SongRequest
from tonewright.contract.parameters import MUSIC_TYPES, SEED_MAXIMUM
from tonewright.contract.replies import JobsReply, MusicList, ResultReply
from tonewright.contract.requests import parse_request
from tonewright.database.pool import Connection
from tonewright.errors import AccountsBusy, UnknownAccount
from tonewright.jobs import admission, repository
from tonewright.uploads import repository as uploads
from tonewright.uploads.upload import Upload

TypeQuery = Annotated[
    str | None,
    Query(description="What to list.", json_schema_extra={"enum": list(MUSIC_TYPES), "default": "song"}),
]


async def create_song(request: Request, caller: Caller, idempotency_key: IdempotencyKey = None) -> Response:
    """Ask for a song. The answer names the job; poll it, or be called back at `replyUrl`."""
    services = services_of(request)
    fields = await read_fields(request, services.body_limit_bytes, JSON, MULTIPART)
    asked = parse_request(SongRequest, fields)
    voice = asked.artist_voice_item_id
    if voice is not None and voice not in {known.item_id for known in services.artist_voices()}:
        raise no_record(voice)
    request_of_engine = _engine_request(asked) | {"lyrics": asked.lyrics, "voice": voice}
    return await _submit(
        request,
        caller,
        key=idempotency_key,
        fields=fields,
        asked=asked,
        kind="song",
        request_of_engine=request_of_engine,
        clone=asked.cloned_voice_item_id,
    )


async def create_instrumental(request: Request, caller: Caller, idempotency_key: IdempotencyKey = None) -> Response:
    """Ask for an instrumental. The answer names the job; poll it, or be called back at `replyUrl`."""
    fields = await read_fields(request, services_of(request).body_limit_bytes, JSON, MULTIPART)
    asked = parse_request(InstrumentalRequest, fields)
    return await _submit(
        request,
        caller,
        key=idempotency_key,
        fields=fields,
        asked=asked,
        kind="instrumental",
        request_of_engine=_engine_request(asked),
    )


async def list_music(
    request: Request,
    caller: Caller,
    user_id: UserIdQuery = None,
    type: TypeQuery = None,
    cursor: CursorQuery = None,
) -> Response:
    """List songs or instrumentals, newest first, 20 on a page."""
    services = services_of(request)
    kind = read_choice("type", type, MUSIC_TYPES, "song")
    async with services.database.pool.connection() as connection:
        if user_id:
            read_user_id(user_id)
        else:
            await only_account(connection, caller.user_number)
        page = await repository.list_jobs(
            connection, caller.user_number, kind=kind, user_id=user_id or None, cursor=cursor or None
        )
        # What a deleted account made stays, so that an account is unknown only where it made nothing either.
        if user_id and not page.jobs and not cursor:
            await known_account(connection, caller.user_number, user_id)
    origin = request_origin(request)
    reply: MusicList = {
        "records": [services.records.record_of(job, origin) for job in page.jobs],
        "hasNext": page.cursor is not None,
        "cursor": page.cursor or "",
    }
    return JSONResponse(reply)


async def get_music(request: Request, caller: Caller, job_id: JobIdPath) -> Response:
    """Show a job: how far it is, and what came of it."""
    services = services_of(request)
    wanted = parse_id(job_id, "job", "job_id")
    job = None
    if wanted.number == caller.user_number:
        async with services.database.pool.connection() as connection:
            job = await repository.get(connection, caller.user_number, wanted.item)
    if job is None or job.user_id != wanted.user_id:
        raise no_record(job_id)
    return JSONResponse(services.records.record_of(job, request_origin(request)))


async def delete_music(request: Request, caller: Caller, job_id: JobIdPath) -> Response:
    """Delete a job with its files. If it executes, it is cancelled first; links to its files die."""
    services = services_of(request)
    wanted = parse_id(job_id, "job", "job_id")
    deleted = False
    async with services.database.pool.connection() as connection:
        job = await repository.get(connection, caller.user_number, wanted.item)
        if job is not None and job_id_of(job) == str(wanted):
            deleted = await repository.delete(connection, services.queue, caller.user_number, wanted.item)
    if not deleted:
        raise no_record(job_id)
    reply: ResultReply = {"result": True}
    return JSONResponse(reply)


def _engine_request(asked: MusicRequest) -> dict[str, Any]:
    """What the engine is asked for, in the names of `EngineRequest`; a seed is drawn where none was given."""
    return {
        "prompt": asked.prompt,
        "model": asked.model,
        "maximum_s": asked.maximum_s,
        "seed": secrets.randbelow(SEED_MAXIMUM + 1) if asked.seed is None else asked.seed,
        "title": asked.title,
        "tonality": asked.tonality,
        "bpm": asked.bpm,
        "chords": asked.chords,
        "duration_s": asked.duration,
        "time_signature": asked.time_signature,
        "language": asked.language,
    }


async def _submit(
    request: Request,
    caller: Identity,
    *,
    key: str | None,
    fields: dict[str, Any],
    asked: MusicRequest,
    kind: str,
    request_of_engine: dict[str, Any],
    clone: str | None = None,
) -> Response:
    services = services_of(request)
    # Reading long lyrics takes a moment, in which others are answered.
    await asyncio.to_thread(services.check_request, kind, request_of_engine)
    if asked.reply_url is not None:
        services.check_reply_url(asked.reply_url)

    async def submit(connection: Connection) -> JobsReply:
        midi = await _midi_of(connection, caller, asked.midi_item_id)
        engine = request_of_engine | {"cloned_voice": await cloned_singer(connection, caller, clone)}
        try:
            job = await admission.submit(
                connection,
                services.queue,
                user_number=caller.user_number,
                user_ids=None if asked.user_id is None else [asked.user_id],
                kind=kind,
                request={name: value for name, value in engine.items() if value is not None},
                max_jobs=asked.max_jobs,
                reply_url=asked.reply_url,
                reply_ref=asked.reply_ref,
                origin=request_origin(request),
            )
        except UnknownAccount as error:
            raise (no_record(asked.user_id) if asked.user_id else ApiError(404, "No accounts found")) from error
        except AccountsBusy as error:
            raise busy(error) from error
        if midi is not None:
            # A reference of the job's own: the file may be deleted before the job is made.
            kept = await uploads.keep_for_job(connection, midi, user_id=job.user_id, kind="job_midi", item=job.item)
            if not kept:
                raise no_record(asked.midi_item_id or "")
        return {"jobs": [job_id_of(job)], "unlimited": True}

    return await answer_once(request, caller, key, fields, submit)


async def _midi_of(connection: Connection, caller: Identity, asked: str | None) -> Upload | None:
    """The MIDI file that a request names, None where it names none; 404 for one that is not the caller's."""
    if asked is None:
        return None
    wanted = parse_id(asked, "midi", "midiItemId")
    upload = await uploads.get(connection, caller.user_number, wanted.item)
    if (
        upload is None
        or upload.kind != "midi"
        or (wanted.number, wanted.user_id) != (caller.user_number, upload.user_id)
    ):
        raise no_record(asked)
    return upload


def busy(error: AccountsBusy) -> ApiError:
    """429, with when to come back."""
    wait_s = max(1, round(error.retry_at.timestamp() - time.time()))
    return ApiError(429, str(error), {"Retry-After": str(wait_s)}, {"retryAfter": iso_utc(error.retry_at)})
