"""One request and its answer, with the server's errors as exceptions."""

import math
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import httpx

from tonewright_client.exceptions import (
    ApiError,
    Busy,
    Conflict,
    NotFound,
    RejectedRequest,
    ServerFailure,
    ServerUnreachable,
    SubscriptionRequired,
    Unauthorized,
    UnexpectedAnswer,
)

PREFIX = "/v1/tempolor"
_ERRORS: Mapping[int, type[ApiError]] = {
    400: RejectedRequest,
    401: Unauthorized,
    402: SubscriptionRequired,
    404: NotFound,
    409: Conflict,
    413: RejectedRequest,
    415: RejectedRequest,
    422: RejectedRequest,
}


class Transport:
    """Requests to one server with one token.

    `url` is the server's origin, or the whole base URL ending in `/v1/tempolor`.
    """

    def __init__(self, url: str, token: str | None, timeout_s: float, transport: httpx.BaseTransport | None) -> None:
        base = url.rstrip("/")
        base = base if base.endswith(PREFIX) else base + PREFIX
        if token and not (token.isascii() and token.isprintable()):
            raise Unauthorized(401, "the token has characters that no token has")
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        try:
            parsed = httpx.URL(base)
            if parsed.scheme not in ("http", "https") or not parsed.host:
                raise ServerUnreachable(
                    f"{url!r} is not the address of a server, which begins with http:// or https://"
                )
            timeout = httpx.Timeout(timeout_s, connect=min(timeout_s, 10.0))
            self._api = httpx.Client(base_url=parsed, headers=headers, timeout=timeout, transport=transport)
        except (httpx.InvalidURL, UnicodeError) as error:
            raise ServerUnreachable(f"{url!r} is not the address of a server: {error}") from error
        # Links need no token and may lead to another host, which must not see it.
        self.files = httpx.Client(timeout=timeout, transport=transport, follow_redirects=True)
        self._origin = f"{parsed.scheme}://{parsed.netloc.decode('ascii')}"

    def close(self) -> None:
        """Close the connections."""
        self._api.close()
        self.files.close()

    def send(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        body: Mapping[str, Any] | bytes | None = None,
        headers: Mapping[str, str] | None = None,
        timeout_s: float | None = None,
    ) -> Any:
        """The JSON of a successful answer, None for an empty one; absent (None) values are not sent.

        `body` is sent as JSON, bytes as they are; `timeout_s` is for answers that take longer than others.

        Raises ServerUnreachable, UnexpectedAnswer or the ApiError of the answer's status.
        """
        answer = self._answer(method, path, query, body, headers, timeout_s)
        return self._json(answer) if answer.content else None

    def text(self, path: str, *, query: Mapping[str, Any] | None = None) -> str:
        """What a successful GET answers, as text in UTF-8. Raises as `send` does."""
        return self._answer("GET", path, query, None, None).content.decode("utf-8", "replace")

    def _answer(
        self,
        method: str,
        path: str,
        query: Mapping[str, Any] | None,
        body: Mapping[str, Any] | bytes | None,
        headers: Mapping[str, str] | None,
        timeout_s: float | None = None,
    ) -> httpx.Response:
        """A successful answer."""
        try:
            answer = self._api.request(
                method,
                path,
                params=_present(query),
                content=body if isinstance(body, bytes) else None,
                json=_present(body) if body is not None and not isinstance(body, bytes) else None,
                headers=headers,
                timeout=httpx.USE_CLIENT_DEFAULT if timeout_s is None else timeout_s,
            )
        except httpx.TimeoutException as error:
            raise ServerUnreachable(f"the server at {self._origin} did not answer in time") from error
        except httpx.HTTPError as error:
            raise ServerUnreachable(f"no server answers at {self._origin} ({error})") from error
        if answer.is_success:
            return answer
        raise self._error(answer)

    def _json(self, answer: httpx.Response) -> Any:
        try:
            return answer.json()
        except ValueError as error:
            raise UnexpectedAnswer(f"{self._origin} answered {answer.status_code} without JSON") from error

    def _error(self, answer: httpx.Response) -> Exception:
        status = answer.status_code
        try:
            message = str(answer.json()["error"])
        except (ValueError, KeyError, TypeError):
            if status < 500:
                return UnexpectedAnswer(f"{self._origin} answered {status}, but not as this API does")
            message = f"the server failed ({status})"
        if status == 429:
            return Busy(status, message, retry_after_s(answer.headers.get("Retry-After")))
        if status >= 500:
            return ServerFailure(status, message)
        return _ERRORS.get(status, ApiError)(status, message)


def retry_after_s(header: str | None) -> float | None:
    """The seconds of a Retry-After header, which holds seconds or a date (RFC 9110, section 10.2.3)."""
    if header is None:
        return None
    if header.isdigit():
        return float(header)
    try:
        until = datetime.strptime(header, "%a, %d %b %Y %H:%M:%S GMT").replace(tzinfo=UTC)
    except ValueError:
        return None
    return max(0.0, (until - datetime.now(UTC)).total_seconds())


def _present(values: Mapping[str, Any] | None) -> dict[str, Any]:
    return {name: _plain(value) for name, value in (values or {}).items() if value is not None}


def _plain(value: Any) -> Any:
    """Whole numbers as integers; what JSON has no number for as text, so that the server can name it."""
    if not isinstance(value, float):
        return value
    if not math.isfinite(value):
        return str(value)
    return int(value) if value.is_integer() else value
