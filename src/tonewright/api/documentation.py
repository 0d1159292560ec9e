"""What the OpenAPI document says of each operation beyond its code: statuses, bodies, examples, security."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel

from tonewright import __version__
from tonewright.contract.account_requests import AccountRequest
from tonewright.contract.lyrics_requests import LyricsRequest
from tonewright.contract.music_requests import InstrumentalRequest, SongRequest
from tonewright.contract.parameters import FILE_FORMATS
from tonewright.contract.replies import BusyReply, ErrorReply

JSON = "application/json"
MULTIPART = "multipart/form-data"
_SCHEMAS = "#/components/schemas/"
_BODIES: tuple[type[BaseModel], ...] = (SongRequest, InstrumentalRequest, LyricsRequest, AccountRequest)
_BODY_EXAMPLES: Mapping[str, dict[str, Any]] = {
    "SongRequest": {
        "prompt": "A hopeful pop song about the first day of spring",
        "lyrics": "[verse]\nThe snow is gone, the river runs\n[chorus]\nOpen up the windows wide",
        "bpm": 104,
        "tonality": "D:major",
    },
    "InstrumentalRequest": {
        "prompt": "Slow lo-fi with rain",
        "chords": "Cm7 | F7 | Bbmaj7 Eb",
        "duration": 60,
    },
    "LyricsRequest": {"prompt": "Una canción sobre el mar de noche", "language": "es", "duration": 120},
    "AccountRequest": {"requestParams": {"user_id": "band", "engine": "studio"}, "maxJobs": 4},
}
ERRORS: Mapping[int, tuple[str, str]] = {
    400: ("A parameter is missing or not allowed.", "Parameter prompt is required"),
    401: ("The token is missing, malformed or unknown.", "Unauthorized"),
    402: ("The token has expired.", "Subscription required"),
    403: ("The link's hash is wrong.", "the link is not signed correctly"),
    404: (
        "It does not exist, or belongs to another user.",
        "No record found for user:1-tempolor:band-job:0123456789abcde",
    ),
    409: (
        "The first request with this Idempotency-Key is still being answered.",
        "Idempotency-Key is in use",
    ),
    410: ("The link has expired.", "the link has expired, ask for a new one"),
    413: ("The request body is too large.", "The request body is larger than 262144 bytes"),
    415: ("The content type is not one that is read.", "Content-Type must be application/json"),
    416: ("The range lies outside the file.", "The range is outside of the file's 4321 bytes"),
    422: ("This Idempotency-Key came with another body before.", "Idempotency-Key was used before"),
    429: ("Every eligible account is busy.", "Account is busy executing 10 of 10 jobs"),
    500: ("An error of the server.", "Internal server error"),
    507: ("The disk is full.", "There is no room for the file on the server"),
    503: (
        "What it needs is not there, or too busy: the database, or for lyrics a speech engine or a writer.",
        "The database cannot be reached, try again",
    ),
}
"""Of each status what it means, and an example of its message."""


JOB_ID_PARAMETER: dict[str, Any] = {
    "name": "job_id",
    "in": "path",
    "required": True,
    "schema": {"type": "string"},
    "description": "A job's id, its `:` raw or percent-encoded.",
    "example": "user:1-tempolor:band-job:0123456789abcdefghijklmno",
}
FILE_FORMAT_PARAMETER: dict[str, Any] = {
    "name": "file_format",
    "in": "query",
    "schema": {"type": "string", "enum": list(FILE_FORMATS), "default": "mp3"},
    "description": "Which file.",
}


def _header(description: str) -> dict[str, Any]:
    return {"description": description, "schema": {"type": "string"}}


_FILE_HEADERS = {
    "ETag": _header("The SHA-256 of the content."),
    "Content-Disposition": _header("A file name made from the title."),
    "Accept-Ranges": _header("`bytes`"),
}
_FILE_CONTENT: dict[str, Any] = {
    media_type: {"schema": {"type": "string", "format": "binary"}}
    for media_type in ("audio/mpeg", "audio/wav", "audio/midi", "application/zip", "image/png", "image/svg+xml")
} | {JSON: {"schema": {"type": "object"}}}


@dataclass(frozen=True)
class Documented:
    """What an operation answers.

    `answer` is the type of the body, None for an empty one, with its `status`; `errors` the statuses of
    errors beside 500 and 503; `messages` their messages where they are not those of ERRORS; `body` the
    request's type and `media_types` what it may come as; `secured` whether it needs a token; `file` whether
    it sends one; `unready` the type of the body of a 503 that is no error; `parameters`
    those that the handler reads itself; `description` what to say where its docstring says more; `texts` the other
    media types that the answer may have, with a file's name; `file_types` those of a body that is a file;
    `accepted` the type of the body of a 202.
    """

    tag: str
    answer: Any
    errors: tuple[int, ...] = ()
    status: int = 200
    example: Any = None
    messages: Mapping[int, str] = field(default_factory=dict)
    body: type[BaseModel] | None = None
    media_types: tuple[str, ...] = (JSON,)
    secured: bool = True
    file: bool = False
    unready: Any = None
    parameters: tuple[dict[str, Any], ...] = ()
    description: str | None = None
    texts: tuple[str, ...] = ()
    file_types: tuple[str, ...] = ()
    accepted: Any = None

    def responses(self) -> dict[int | str, dict[str, Any]]:
        """The answers in FastAPI's form."""
        good: dict[str, Any] = {"description": "Done."}
        if self.answer is not None:
            good["model"] = self.answer
        if self.example is not None:
            good["content"] = {JSON: {"example": self.example}}
        if self.texts:
            good["content"] = {media_type: {"schema": {"type": "string"}} for media_type in self.texts}
            good["headers"] = {name: _FILE_HEADERS[name] for name in ("Content-Disposition",)}
        answers: dict[int | str, dict[str, Any]] = {self.status: good}
        if self.accepted is not None:
            answers[202] = {"description": "Accepted; it is finished later.", "model": self.accepted}
        if self.file:
            good |= {"description": "The whole file.", "headers": _FILE_HEADERS, "content": _FILE_CONTENT}
            part = {"Content-Range": _header("Which bytes, of how many.")}
            answers[206] = good | {"description": "The part asked for.", "headers": _FILE_HEADERS | part}
            answers[304] = {"description": "The file is the one that If-None-Match names."}
        secured = (401, 402) if self.secured else ()
        for status in sorted({*self.errors, *secured, 500, 503}):
            description, message = ERRORS[status]
            example = {"error": self.messages.get(status, message), "code": status}
            model: Any = ErrorReply
            if status == 429:
                model, example = BusyReply, example | {"retryAfter": "2024-05-24T16:10:25.000Z"}
            answers[status] = {
                "description": description,
                "model": model,
                "content": {JSON: {"example": example}},
            }
        if 429 in answers:
            answers[429]["headers"] = {"Retry-After": _header("Seconds until one of the jobs may be done.")}
        if self.unready is not None:
            answers[503] = {"description": "It cannot work now.", "model": self.unready}
        return answers

    def extra(self) -> dict[str, Any]:
        """What FastAPI cannot see in the handler: the body that it reads itself, and security."""
        extra: dict[str, Any] = {"security": [{"token": []}] if self.secured else []}
        if self.parameters:
            extra["parameters"] = list(self.parameters)
        if self.body is not None:
            name = self.body.__name__
            content = {"schema": {"$ref": _SCHEMAS + name}, "example": _BODY_EXAMPLES[name]}
            extra["requestBody"] = {"required": True, "content": dict.fromkeys(self.media_types, content)}
        if self.file_types:
            content = {"schema": {"type": "string", "format": "binary"}}
            extra["requestBody"] = {"required": True, "content": dict.fromkeys(self.file_types, content)}
        return extra


def describe(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document, made once."""
    if app.openapi_schema is not None:
        return app.openapi_schema
    document = get_openapi(
        title="Tonewright",
        version=__version__,
        description=_DESCRIPTION,
        routes=app.routes,
        license_info=_LICENCE,
    )
    components = document.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    components["securitySchemes"] = {
        "token": {
            "type": "http",
            "scheme": "bearer",
            "bearerFormat": "user:<number>-<secret>",
            "description": "The whole token, as `tonewright token create` printed it.",
        }
    }
    for model in _BODIES:
        schemas[model.__name__] = model.model_json_schema(by_alias=True)
    for operations in document["paths"].values():
        for operation in operations.values():
            unread = operation["responses"].get("422", {})
            if "HTTPValidationError" in str(unread):
                del operation["responses"]["422"]
    for generated in ("HTTPValidationError", "ValidationError"):
        schemas.pop(generated, None)
    app.openapi_schema = document
    return document


_LICENCE = {"name": "Apache-2.0", "identifier": "Apache-2.0"}
_DESCRIPTION = """\
A self-hosted music-generation server: submit a prompt, poll or be called back, download MP3, WAV or stems
by a signed link.

A `replyUrl` is POSTed the job's record, with `replyRef` and `code` 200, when progress has moved by 10 points
or more and once at the end, signed as Standard Webhooks (`webhook-id`, `webhook-timestamp`,
`webhook-signature`).
"""
