"""Downloads: links to the files of finished music."""

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from tonewright.api.authentication import caller_of
from tonewright.api.errors import ApiError, no_record
from tonewright.api.links import JobFilePath
from tonewright.api.origin import request_origin
from tonewright.api.parameters import read_choice
from tonewright.api.services import services_of
from tonewright.contract.ids import parse_id
from tonewright.contract.parameters import FILE_FORMATS
from tonewright.contract.replies import DownloadReply
from tonewright.jobs.job import Status


async def get_download(request: Request) -> Response:
    """Give a link to a file. It needs no Authorization and works for `remainSeconds`.

    The request that is sent most often takes its parameters itself, which halves what the framework costs.
    """
    services = services_of(request)
    caller = await caller_of(request)
    job_id = request.path_params["job_id"]
    wanted = parse_id(job_id, "job", "job_id")
    kind = read_choice("file_format", request.query_params.get("file_format"), FILE_FORMATS, "mp3")
    state = None
    if wanted.number == caller.user_number:
        state = await services.job_states.find(caller.user_number, wanted.item)
    if state is None or state.user_id != wanted.user_id:
        raise no_record(job_id)
    if state.status is not Status.COMPLETED:
        raise ApiError(400, f"Generation is not completed yet ({state.status:d})")
    link = services.records.links(request_origin(request)).to(JobFilePath(kind, wanted.item))
    reply: DownloadReply = {"url": link.url, "remainSeconds": link.remain_s}
    return JSONResponse(reply)
