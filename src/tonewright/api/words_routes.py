"""Words: title and lyrics for a song, before it is made."""

import asyncio
import secrets
from typing import Any

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from tonewright.api.authentication import Caller
from tonewright.api.body import JSON, MULTIPART, read_fields
from tonewright.api.idempotency import IdempotencyKey, answer_once
from tonewright.api.services import services_of
from tonewright.contract.lyrics_requests import LyricsRequest
from tonewright.contract.parameters import SEED_MAXIMUM
from tonewright.contract.replies import WrittenLyrics
from tonewright.contract.requests import parse_request


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

    async with services.writing:
        if not idempotency_key:
            return JSONResponse(await write())
        return await answer_once(request, caller, idempotency_key, fields, write)
