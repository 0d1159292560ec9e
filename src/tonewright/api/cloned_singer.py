"""The cloned voice that a song names: its profile, copied into the song's request, so that it outlives the voice."""

from typing import Any

from tonewright.accounts.tokens import Identity
from tonewright.api.errors import ApiError, no_record
from tonewright.contract.ids import parse_id
from tonewright.database.pool import Connection
from tonewright.jobs import repository
from tonewright.jobs.job import Status


async def cloned_singer(connection: Connection, caller: Identity, asked: str | None) -> dict[str, Any] | None:
    """The `cloned_voice` of an engine's request; None where none is asked for.

    Raises ApiError: 404 for a voice that is not the caller's, 400 for one that is not ready.
    """
    if asked is None:
        return None
    wanted = parse_id(asked, "voice", "clonedVoiceItemId")
    job = await repository.get(connection, caller.user_number, wanted.item)
    if job is None or job.kind != "clone" or (wanted.number, wanted.user_id) != (caller.user_number, job.user_id):
        raise no_record(asked)
    if job.status is Status.FAILED:
        raise ApiError(400, f"The cloned voice {asked} failed, so nobody can sing with it: {job.error}")
    if job.status is not Status.COMPLETED or job.facts is None:
        raise ApiError(400, f"The cloned voice {asked} is still being made; music/cloned-voices says when it is ready")
    return {"item_id": job.item, "name": job.request["prompt"], "profile": job.facts["profile"]}
