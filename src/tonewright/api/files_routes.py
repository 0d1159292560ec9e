"""Files: what the signed links lead to. No Authorization; the link is the key."""

import logging
import time
from typing import Annotated

from fastapi import Query, Request, Response
from starlette.concurrency import run_in_threadpool

from tonewright.api.authentication import Caller
from tonewright.api.errors import ApiError
from tonewright.api.file_response import SentFile, StoredFileResponse
from tonewright.api.links import (
    EXTENSIONS,
    PICTURE,
    SAMPLE,
    FilePath,
    JobFilePath,
    MidiFilePath,
    VoiceFilePath,
    parse_file_path,
)
from tonewright.api.services import ApiServices, ArtistVoice, services_of
from tonewright.api.voice_picture import draw_voice_picture
from tonewright.delivery.filenames import content_disposition
from tonewright.delivery.made import measured
from tonewright.errors import BadSignature, EngineError, StoredFileMissing
from tonewright.jobs import attempts, repository
from tonewright.jobs.job import StoredFile
from tonewright.jobs.published import find_file
from tonewright.uploads import repository as uploads

_log = logging.getLogger(__name__)
_SHOWN_INLINE = ("cover", "waveform", "vocal", "recording")

AuthKeyQuery = Annotated[
    str | None,
    Query(description="`<expiry>-<rand>-<uid>-<hash>`, as the link has it.", examples=["1716569300-…"]),
]


async def send_file(request: Request, path: str, auth_key: AuthKeyQuery = None) -> Response:
    """Send a file that a signed link names: MP3, WAV, stems, cover, waveform, a voice's sample or a MIDI file."""
    services = services_of(request)
    logical = f"ai_material/{path}"
    if not auth_key:
        raise BadSignature("the link is not signed")
    services.signer.verify(f"/{logical}", auth_key, time.time())
    named = parse_file_path(logical)
    if isinstance(named, VoiceFilePath):
        return await _voice_file(services, named)
    if isinstance(named, MidiFilePath):
        return await _midi_file(services, named)
    return await _job_file(services, named)


async def send_recording(request: Request, caller: Caller, path: str) -> Response:
    """Send the recording that a cloned voice was made from, to its owner: what `resourceUrl` names."""
    services = services_of(request)
    named = parse_file_path(f"voice_cloned/{path}")
    job = None
    if isinstance(named, JobFilePath):
        async with services.database.pool.connection() as connection:
            job = await repository.get(connection, caller.user_number, named.item)
    if job is None:
        raise ApiError(404, "Not Found")
    return await _job_file(services, named)


async def _job_file(services: ApiServices, named: FilePath | None) -> Response:
    if not isinstance(named, JobFilePath):
        raise ApiError(404, "Not Found")
    async with services.database.pool.connection() as connection:
        published = await find_file(connection, named.item, named.kind)
    if published is None:
        raise ApiError(404, f"No record found for {named.item}")
    shown = "inline" if named.kind in _SHOWN_INLINE else "attachment"
    disposition = content_disposition(published.title, EXTENSIONS[named.kind], shown)
    return await _stored_file(services, published.file, disposition)


async def _stored_file(services: ApiServices, file: StoredFile, disposition: str) -> Response:
    local = await run_in_threadpool(services.storage.local_path, file.key)
    if local is None:
        raise StoredFileMissing(file.key)
    return StoredFileResponse(SentFile(local, file.media_type, file.size, file.sha256, disposition))


async def _midi_file(services: ApiServices, named: MidiFilePath) -> Response:
    async with services.database.pool.connection() as connection:
        upload = await uploads.find(connection, named.item)
    if upload is None:
        raise ApiError(404, f"No record found for {named.item}")
    return await _stored_file(services, upload.file, content_disposition(upload.name, "mid"))


async def _voice_file(services: ApiServices, named: VoiceFilePath) -> Response:
    voice = next((known for known in services.artist_voices() if known.item_id == named.voice), None)
    name = voice.name if voice else await _name_of_clone(services, named.voice)
    if name is None or (voice is None and named.extension != PICTURE):
        raise ApiError(404, f"No record found for {named.voice}")
    if voice is None or named.extension == PICTURE:
        headers = {
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cache-Control": "private, max-age=3600",
        }
        return Response(draw_voice_picture(named.voice, name), media_type="image/svg+xml", headers=headers)
    try:
        return StoredFileResponse(await run_in_threadpool(_sample, services, voice))
    except EngineError as error:
        _log.error("voice %s has no sample: %s", voice.item_id, error)
        raise ApiError(503, "The sample of this voice cannot be made now", {"Retry-After": "60"}) from error


async def _name_of_clone(services: ApiServices, item: str) -> str | None:
    async with services.database.pool.connection() as connection:
        job = await attempts.load(connection, item)
    return str(job.request["prompt"]) if job is not None and job.kind == "clone" else None


def _sample(services: ApiServices, voice: ArtistVoice) -> SentFile:
    """The voice's sample, which may have to be made first."""
    path = services.voice_sample(voice.item_id)
    made = measured(path, "audio/mpeg")
    return SentFile(
        path,
        made.media_type,
        made.size,
        made.sha256,
        content_disposition(voice.name, SAMPLE, "inline"),
    )
