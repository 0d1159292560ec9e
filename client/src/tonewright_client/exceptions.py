"""Every error that the client raises.

TonewrightClientError
├── ServerUnreachable       no answer: the address is wrong, the server is down or too slow
├── UnexpectedAnswer        an answer that is not of this API
├── ApiError                the server said no; has `status` and `message`
│   ├── RejectedRequest     400, 413, 415, 422: something in the request is wrong
│   ├── Unauthorized        401: the token is missing or unknown
│   ├── SubscriptionRequired  402: the token has expired
│   ├── NotFound            404
│   ├── Conflict            409: the same request is being answered
│   ├── Busy                429: every account is at its limit; `retry_after_s` says for how long
│   └── ServerFailure       5xx
├── JobFailed               the job is final and made no music; has the `music` record
├── StillRunning            the job was not final in the time that the caller gave
└── DownloadFailed          a file could not be fetched whole
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tonewright_client.records import Music


class TonewrightClientError(Exception):
    """The root of all errors that the client raises on purpose."""


class ServerUnreachable(TonewrightClientError):
    """There was no answer: the address is wrong, the server is down or too slow."""


class UnexpectedAnswer(TonewrightClientError):
    """The answer is not one of this API; perhaps something else listens at that address."""


class ApiError(TonewrightClientError):
    """The server said no, with an HTTP `status` and a `message`."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


class RejectedRequest(ApiError):
    """Something in the request is wrong; the message says what."""


class Unauthorized(ApiError):
    """The token is missing or unknown."""


class SubscriptionRequired(ApiError):
    """The token has expired."""


class NotFound(ApiError):
    """There is no such thing, or it belongs to another user."""


class Conflict(ApiError):
    """The same request is still being answered."""


class Busy(ApiError):
    """Every account executes as many jobs as it may; `retry_after_s` is the server's advice."""

    def __init__(self, status: int, message: str, retry_after_s: float | None) -> None:
        super().__init__(status, message)
        self.retry_after_s = retry_after_s


class ServerFailure(ApiError):
    """The server failed."""


class JobFailed(TonewrightClientError):
    """The job is final and made no music; `music` is its record."""

    def __init__(self, music: "Music") -> None:
        super().__init__(music.error or "the job failed without saying why")
        self.music = music


class StillRunning(TonewrightClientError):
    """The job was not final in the time that the caller gave."""


class DownloadFailed(TonewrightClientError):
    """A file could not be fetched whole."""
