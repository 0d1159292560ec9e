"""Artist voices: who can sing."""

import time

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from tonewright.api.account_choice import listed_account
from tonewright.api.authentication import Caller
from tonewright.api.cursors import decode_cursor, encode_cursor
from tonewright.api.links import PICTURE, SAMPLE, Links, VoiceFilePath
from tonewright.api.origin import request_origin
from tonewright.api.parameters import CursorQuery, UserIdQuery
from tonewright.api.services import ArtistVoice, services_of
from tonewright.contract.parameters import PAGE_SIZE
from tonewright.contract.replies import ArtistVoiceList, ArtistVoiceRecord


async def list_artist_voices(
    request: Request, caller: Caller, user_id: UserIdQuery = None, cursor: CursorQuery = None
) -> Response:
    """List the voices of the house, each with a sample to play."""
    services = services_of(request)
    start = int(decode_cursor(cursor, int)[0]) if cursor else 0
    async with services.database.pool.connection() as connection:
        account = await listed_account(connection, caller.user_number, user_id)
    voices = services.artist_voices()
    end = max(start, 0) + PAGE_SIZE
    links = services.records.links(request_origin(request))
    has_next = end < len(voices)
    reply: ArtistVoiceList = {
        "records": [_record(voice, account, links) for voice in voices[max(start, 0) : end]],
        "hasNext": has_next,
        "cursor": encode_cursor(end) if has_next else "",
        "sysTime": int(time.time() * 1000),
    }
    return JSONResponse(reply)


def _record(voice: ArtistVoice, account: str, links: Links) -> ArtistVoiceRecord:
    sample = links.to(VoiceFilePath(voice.item_id, SAMPLE)).url
    return {
        "ucid": account,
        "bizType": "ai_voice_cloned",
        "itemId": voice.item_id,
        "name": voice.name,
        "resourceUrl": sample,
        "coverUrl": links.to(VoiceFilePath(voice.item_id, PICTURE)).url,
        "vocalUrl": sample,
        "weight": voice.weight,
        "isAddRel": False,
        "relSource": "",
        "labels": list(voice.labels),
    }
