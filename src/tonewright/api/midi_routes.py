"""MIDI files of users: sent, listed, deleted."""

import asyncio
from typing import Annotated

from fastapi import Path, Request, Response
from fastapi.responses import JSONResponse

from tonewright.api.account_choice import chosen_account, listed_account
from tonewright.api.authentication import Caller
from tonewright.api.errors import no_record
from tonewright.api.idempotency import IdempotencyKey, answer_once
from tonewright.api.incoming import incoming_file
from tonewright.api.links import MidiFilePath
from tonewright.api.origin import request_origin
from tonewright.api.parameters import CursorQuery, NameQuery, UserIdQuery
from tonewright.api.services import services_of
from tonewright.contract.ids import WireId, parse_id
from tonewright.contract.replies import MidiFile, MidiList, MidiReply, ResultReply
from tonewright.contract.requests import parse_request
from tonewright.contract.upload_requests import MIDI_TYPES, UploadQuery
from tonewright.database.pool import Connection
from tonewright.decoding.midi import LARGEST_BYTES, read_midi
from tonewright.uploads import repository
from tonewright.uploads.upload import Upload

MidiIdPath = Annotated[
    str,
    Path(
        description="A MIDI file's id, its `:` raw or percent-encoded.",
        examples=["user:1-tempolor:band-midi:0123456789abcdefghijklmno"],
    ),
]


async def upload_midi(
    request: Request,
    caller: Caller,
    name: NameQuery = None,
    user_id: UserIdQuery = None,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Send a MIDI file, of type 0, 1 or 2 and at most 1 MiB, to carry a piece by its melody and its chords."""
    services = services_of(request)
    asked = parse_request(UploadQuery, {"name": name, "user_id": user_id})
    pool = services.database.pool
    async with pool.connection() as connection:
        account = await chosen_account(connection, caller.user_number, asked.user_id)
    async with incoming_file(request, services.incoming, LARGEST_BYTES, MIDI_TYPES) as file:
        async with services.examining.take():
            await asyncio.to_thread(read_midi, file.path)
        async with pool.connection() as connection:
            received = await repository.receive(
                connection,
                services.storage,
                file.path,
                sha256=file.sha256,
                size=file.size,
                media_type=MIDI_TYPES[0],
            )

        async def keep(connection: Connection) -> MidiReply:
            is_first = await repository.count(connection, caller.user_number, "midi") == 0
            upload = await repository.keep(
                connection,
                services.queue,
                received,
                user_number=caller.user_number,
                user_id=account,
                kind="midi",
                name=asked.name,
            )
            return {"isFirst": is_first, "midiRenderVO": _record(request, upload)}

        said = {"name": asked.name, "user_id": account, "sha256": file.sha256}
        try:
            return await answer_once(request, caller, idempotency_key, said, keep)
        finally:
            async with pool.connection() as connection:
                await repository.discard(connection, services.queue, received)


async def list_midi(
    request: Request, caller: Caller, user_id: UserIdQuery = None, cursor: CursorQuery = None
) -> Response:
    """List the MIDI files that were sent, newest first, 20 on a page."""
    async with services_of(request).database.pool.connection() as connection:
        await listed_account(connection, caller.user_number, user_id)
        page = await repository.list_uploads(
            connection, caller.user_number, kind="midi", user_id=user_id or None, cursor=cursor or None
        )
    reply: MidiList = {
        "records": [_record(request, upload) for upload in page.uploads],
        "hasNext": page.cursor is not None,
        "cursor": page.cursor or "",
    }
    return JSONResponse(reply)


async def delete_midi(request: Request, caller: Caller, midi_item_id: MidiIdPath) -> Response:
    """Delete a MIDI file with its bytes; links to it die. Music that was made with it stays."""
    services = services_of(request)
    wanted = parse_id(midi_item_id, "midi", "midiItemId")
    deleted = False
    async with services.database.pool.connection() as connection:
        upload = await repository.get(connection, caller.user_number, wanted.item)
        if upload is not None and _id_of(upload) == str(wanted):
            deleted = await repository.delete(connection, services.queue, caller.user_number, wanted.item)
    if not deleted:
        raise no_record(midi_item_id)
    reply: ResultReply = {"result": True}
    return JSONResponse(reply)


def _id_of(upload: Upload) -> str:
    return str(WireId(upload.user_number, upload.user_id, "midi", upload.item))


def _record(request: Request, upload: Upload) -> MidiFile:
    links = services_of(request).records.links(request_origin(request))
    return {
        "opType": "upload",
        "ucid": upload.user_id,
        "midiItemId": _id_of(upload),
        "name": upload.name,
        "midiUrl": links.to(MidiFilePath(upload.item)).url,
    }
