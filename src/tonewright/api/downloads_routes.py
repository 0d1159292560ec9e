"""Downloads: links to the files of finished music."""

from typing import Annotated

from fastapi import Query, Request, Response
from fastapi.responses import JSONResponse

from tonewright.api.authentication import Caller
from tonewright.api.errors import ApiError, no_record
from tonewright.api.links import JobFilePath
from tonewright.api.origin import request_origin
from tonewright.api.parameters import JobIdPath, read_choice
from tonewright.api.services import services_of
from tonewright.contract.ids import parse_id
from tonewright.contract.parameters import FILE_FORMATS
from tonewright.contract.replies import DownloadReply
from tonewright.jobs.job import Status
from tonewright.jobs.published import find_state

FormatQuery = Annotated[
    str | None,
    Query(description="Which file.", json_schema_extra={"enum": list(FILE_FORMATS), "default": "mp3"}),
]


async def get_download(
    request: Request, caller: Caller, job_id: JobIdPath, file_format: FormatQuery = None
) -> Response:
    """Give a link to a file. It needs no Authorization and works for `remainSeconds`."""
    services = services_of(request)
    wanted = parse_id(job_id, "job", "job_id")
    kind = read_choice("file_format", file_format, FILE_FORMATS, "mp3")
    state = None
    if wanted.number == caller.user_number:
        async with services.database.pool.connection() as connection:
            state = await find_state(connection, caller.user_number, wanted.item)
    if state is None or state.user_id != wanted.user_id:
        raise no_record(job_id)
    if state.status is not Status.COMPLETED:
        raise ApiError(400, f"Generation is not completed yet ({state.status:d})")
    link = services.records.links(request_origin(request)).to(JobFilePath(kind, wanted.item))
    reply: DownloadReply = {"url": link.url, "remainSeconds": link.remain_s}
    return JSONResponse(reply)
