"""Every error as the wire's JSON: `{"error": "<message>", "code": <status>}`."""

import logging
from collections.abc import Mapping
from typing import Any

import psycopg
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from psycopg_pool import PoolTimeout
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.routing import Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tonewright.errors import (
    BadSignature,
    InvalidParameter,
    LinkExpired,
    SpeechEngineMissing,
    SpeechError,
    StoredFileMissing,
    UnusableFile,
)

_log = logging.getLogger(__name__)


class ApiError(Exception):
    """An answer that is an error.

    Parameters
    ----------
    status: the HTTP status. message: shown to the caller.
    headers: more headers. more: more members of the body.
    """

    def __init__(
        self,
        status: int,
        message: str,
        headers: Mapping[str, str] | None = None,
        more: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.headers = headers
        self.more = more or {}


def no_record(given: str) -> ApiError:
    """404 for what does not exist or belongs to another user: nobody can tell which."""
    return ApiError(404, f"No record found for {given}")


def error_response(
    status: int, message: str, headers: Mapping[str, str] | None = None, more: Mapping[str, Any] | None = None
) -> JSONResponse:
    """The error as the wire has it."""
    return JSONResponse(
        {"error": message, "code": status, **(more or {})}, status, headers=dict(headers) if headers else None
    )


def add_error_handlers(app: FastAPI) -> None:
    """Map everything that handlers raise on purpose to its status."""

    async def api_error(_: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, ApiError)
        return error_response(error.status, error.message, error.headers, error.more)

    async def bad_request(_: Request, error: Exception) -> JSONResponse:
        return error_response(400, str(error))

    async def unread_parameter(_: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, RequestValidationError)
        first = error.errors()[0]
        return error_response(400, f"Parameter {first['loc'][-1]} is not understood: {first['msg']}")

    async def http_error(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, HTTPException)
        headers = {"Allow": _methods_of(request)} if error.status_code == 405 else error.headers
        return error_response(error.status_code, str(error.detail), headers)

    async def bad_link(_: Request, error: Exception) -> JSONResponse:
        return error_response(403, str(error))

    async def expired_link(_: Request, error: Exception) -> JSONResponse:
        return error_response(410, str(error))

    async def missing_file(_: Request, error: Exception) -> JSONResponse:
        _log.error("a file that should be stored is missing: %s", error)
        return error_response(404, "The file is not there any more")

    async def database_away(_: Request, error: Exception) -> JSONResponse:
        _log.error("the database cannot be reached: %s", error)
        return error_response(503, "The database cannot be reached, try again", {"Retry-After": "2"})

    async def engine_missing(_: Request, error: Exception) -> JSONResponse:
        _log.error("%s", error)
        return error_response(503, str(error))

    async def nothing_said(_: Request, error: Exception) -> JSONResponse:
        _log.error("words could not be said: %s", error)
        return error_response(503, "The words cannot be said now, try again", {"Retry-After": "2"})

    async def client_gone(_: Request, __: Exception) -> JSONResponse:
        return error_response(400, "The request body ended early")

    for kind, handler in {
        ApiError: api_error,
        InvalidParameter: bad_request,
        UnusableFile: bad_request,
        RequestValidationError: unread_parameter,
        HTTPException: http_error,
        BadSignature: bad_link,
        LinkExpired: expired_link,
        StoredFileMissing: missing_file,
        SpeechEngineMissing: engine_missing,
        SpeechError: nothing_said,
        psycopg.OperationalError: database_away,
        PoolTimeout: database_away,
        ClientDisconnect: client_gone,
    }.items():
        app.add_exception_handler(kind, handler)


class CatchAll:
    """Turns what nobody expected into a 500 without internals, inside the CORS middleware.

    The log has all of it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception:
            _log.exception("%s %s failed", scope["method"], scope["path"])
            if started:
                raise
            await error_response(500, "Internal server error")(scope, receive, send)


def _methods_of(request: Request) -> str:
    methods: set[str] = set()
    for route in request.app.routes:
        match, _ = route.matches(request.scope)
        if match is not Match.NONE:
            methods |= getattr(route, "methods", None) or set()
    return ", ".join(sorted(methods))
