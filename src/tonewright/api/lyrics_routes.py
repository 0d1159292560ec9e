"""Lyrics: written for a song before it is made, and those of finished songs with their times."""

import asyncio
import secrets
from typing import Annotated, Any

from fastapi import Query, Request, Response
from fastapi.responses import JSONResponse

from tonewright.api.authentication import Caller
from tonewright.api.body import JSON, MULTIPART, read_fields
from tonewright.api.errors import ApiError, no_record
from tonewright.api.idempotency import IdempotencyKey, answer_once
from tonewright.api.parameters import JobIdPath, read_choice
from tonewright.api.services import services_of
from tonewright.contract.ids import parse_id
from tonewright.contract.lyrics_requests import LyricsRequest
from tonewright.contract.parameters import SEED_MAXIMUM
from tonewright.contract.replies import WrittenLyrics
from tonewright.contract.requests import parse_request
from tonewright.contract.timed_lyrics import LYRICS_FORMATS
from tonewright.delivery.filenames import content_disposition
from tonewright.delivery.lyrics_formats import FORMATS
from tonewright.jobs import repository
from tonewright.jobs.job import Status

FormatQuery = Annotated[
    str | None,
    Query(
        description="Enhanced LRC, WebVTT, the document that both are written from, or plain text.",
        json_schema_extra={"enum": list(LYRICS_FORMATS), "default": LYRICS_FORMATS[0]},
    ),
]


async def write_lyrics(request: Request, caller: Caller, idempotency_key: IdempotencyKey = None) -> Response:
    """Write title and lyrics for a song; read them, change them, and send them as `lyrics` with music/song."""
    services = services_of(request)
    fields = await read_fields(request, services.body_limit_bytes, JSON, MULTIPART)
    asked = parse_request(LyricsRequest, fields)
    seed = secrets.randbelow(SEED_MAXIMUM + 1) if asked.seed is None else asked.seed

    async def write(*_: Any) -> WrittenLyrics:
        wish = (asked.prompt, asked.language, asked.duration, seed)
        title, lyrics = await asyncio.to_thread(services.write_lyrics, *wish)
        return {"title": title, "lyrics": lyrics}

    async with services.writing.take():
        if not idempotency_key:
            return JSONResponse(await write())
        return await answer_once(request, caller, idempotency_key, fields, write)


async def get_lyrics(request: Request, caller: Caller, job_id: JobIdPath, format: FormatQuery = None) -> Response:
    """Give the lyrics of a finished song as they are sung, line by line and word by word."""
    wanted = parse_id(job_id, "job", "job_id")
    name = read_choice("format", format, LYRICS_FORMATS, LYRICS_FORMATS[0])
    job = None
    if wanted.number == caller.user_number:
        async with services_of(request).database.pool.connection() as connection:
            job = await repository.get(connection, caller.user_number, wanted.item)
    if job is None or job.user_id != wanted.user_id:
        raise no_record(job_id)
    if job.status is not Status.COMPLETED:
        raise ApiError(400, f"Generation is not completed yet ({job.status:d})")
    facts = job.facts or {}
    lyrics = facts.get("timed_lyrics")
    if lyrics is None:
        raise ApiError(404, f"No lyrics found for {job_id}")
    form = FORMATS[name]
    headers = {
        "Content-Disposition": content_disposition(lyrics["title"], name),
        "X-Content-Type-Options": "nosniff",
    }
    return Response(form.write(lyrics), media_type=form.media_type, headers=headers)
