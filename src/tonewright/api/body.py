"""Request bodies: read within a limit, whatever Content-Length says, and taken apart into fields."""

from collections.abc import AsyncGenerator
from typing import Any

from fastapi import Request
from pydantic_core import from_json
from starlette.formparsers import MultiPartException, MultiPartParser

from tonewright.api.errors import ApiError

JSON = "application/json"
MULTIPART = "multipart/form-data"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_MOST_FIELDS = 100


class _AttachedFile:
    """Stands for a file in a form, where every field is text."""

    def __repr__(self) -> str:
        return "a file"


async def read_body(request: Request, limit_bytes: int) -> bytes:
    """The whole body. Raises ApiError 413 as soon as it is known to be larger than the limit."""
    if declares_more_than(request, limit_bytes):
        raise too_large(limit_bytes)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit_bytes:
            raise too_large(limit_bytes)
    return bytes(body)


def declares_more_than(request: Request, limit_bytes: int) -> bool:
    """Whether the request says itself that its body is larger than that."""
    declared = request.headers.get("content-length", "")
    return declared.isascii() and declared.isdigit() and int(declared[:20]) > limit_bytes


def too_large(limit_bytes: int) -> ApiError:
    """413: the body is larger than that."""
    return ApiError(413, f"The request body is larger than {limit_bytes} bytes")


def media_type_of(request: Request) -> str:
    """The content type of the body without its parameters, in small letters."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


async def read_fields(request: Request, limit_bytes: int, *accepted: str) -> dict[str, Any]:
    """The fields of a body of one of the accepted content types (JSON, MULTIPART).

    Numbers in forms are text; a file in a form is nothing that a field accepts.

    Raises ApiError 415 for another type, 413 for a body that is too large, 400 for one that is not an object
    of fields.
    """
    media_type = media_type_of(request)
    if media_type not in accepted:
        raise ApiError(415, f"Content-Type must be {' or '.join(accepted)}")
    body = await read_body(request, limit_bytes)
    if media_type == JSON:
        return _json_fields(body)
    return await _form_fields(request, body)


def _json_fields(body: bytes) -> dict[str, Any]:
    try:
        value = from_json(body.removeprefix(_BYTE_ORDER_MARK), allow_inf_nan=False)
    except ValueError as error:
        raise ApiError(400, f"The request body is not JSON: {error}") from error
    if not isinstance(value, dict):
        raise ApiError(400, "The request body must be a JSON object")
    return value


async def _form_fields(request: Request, body: bytes) -> dict[str, Any]:
    async def whole() -> AsyncGenerator[bytes, None]:
        yield body

    parser = MultiPartParser(
        request.headers,
        whole(),
        max_files=_MOST_FIELDS,
        max_fields=_MOST_FIELDS,
        max_part_size=len(body) + 1,
    )
    try:
        form = await parser.parse()
    except (MultiPartException, ValueError) as error:
        raise ApiError(400, "The request body is not multipart/form-data") from error
    try:
        return {name: value if isinstance(value, str) else _AttachedFile() for name, value in form.items()}
    finally:
        await form.close()
