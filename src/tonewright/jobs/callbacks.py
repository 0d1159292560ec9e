"""Callbacks: the reply URL of a job is told of its progress, and surely of its end."""

import asyncio
import functools
import json
import logging
import ssl
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import httpcore
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.jobs import Job as QueuedJob
from standardwebhooks.webhooks import Webhook

from tonewright import __version__
from tonewright.errors import TonewrightError
from tonewright.jobs.addresses import PublicNetwork
from tonewright.jobs.job import Job, job_of

log = logging.getLogger(__name__)

RenderRecord = Callable[[Job], dict[str, Any]]
"""Makes the whole body of a callback from a job; injected, because this room knows no wire."""

PAUSES_S = (5, 15, 60, 300, 900, 1800, 3600, 7200, 14400, 25200, 32400)
"""The pauses between the tries of a final callback: twelve tries within 24 hours."""

_ATTEMPT_LIMIT_S = 15.0
_LARGEST_ANSWER = 64 * 1024
_TIMES = ("created_at", "updated_at", "started_at", "finished_at")


class CallbackFailedError(TonewrightError):
    """The reply URL could not be told; it is tried again where that is due."""


class CallbackRetries(BaseRetryStrategy):
    """Try a final callback again with growing pauses, one of progress never: the next says more."""

    def get_retry_decision(self, *, exception: BaseException, job: QueuedJob) -> RetryDecision | None:
        """Return when to try again, or None."""
        if job.task_kwargs.get("progress") is not None or job.attempts >= len(PAUSES_S):
            return None
        return RetryDecision(retry_in={"seconds": PAUSES_S[job.attempts]})


class Caller:
    """POSTs records, signed as Standard Webhooks, to public addresses.

    Parameters
    ----------
    secret: the key of the signatures.
    allow_private: whether loopback and private addresses may be called.
    """

    def __init__(self, secret: bytes, render_record: RenderRecord, *, allow_private: bool = False) -> None:
        self._webhook = Webhook(secret)
        self._render_record = render_record
        self._network = PublicNetwork(allow_private)

    async def tell(self, job: Job, progress: int | None) -> None:
        """Tell a job's reply URL its record.

        Parameters
        ----------
        progress: what the call was made for, or None for the job's end; part of the message's id, by which a
            receiver knows one that comes a second time.

        Raises CallbackFailedError if the answer is not a 2xx or none comes.
        """
        if not job.reply_url:
            return
        body = json.dumps(self._render_record(job), ensure_ascii=False)
        message_id = f"msg_{job.item}_{'end' if progress is None else progress}"
        now = datetime.now(UTC)
        headers = {
            "content-type": "application/json",
            "user-agent": f"Tonewright/{__version__}",
            "webhook-id": message_id,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": self._webhook.sign(message_id, now, body),
        }
        try:
            async with asyncio.timeout(_ATTEMPT_LIMIT_S):
                status = await self._post(job.reply_url, headers, body.encode())
        except (
            httpcore.NetworkError,
            httpcore.ProtocolError,
            httpcore.TimeoutException,
            TimeoutError,
        ) as error:
            raise CallbackFailedError(f"{message_id}: {error!r}") from error
        except (httpcore.UnsupportedProtocol, ValueError, UnicodeError) as error:
            raise CallbackFailedError(f"{message_id}: {error!r}") from error
        if not 200 <= status < 300:
            raise CallbackFailedError(f"{message_id}: the answer was {status}")

    async def _post(self, url: str, headers: Mapping[str, str], content: bytes) -> int:
        """POST once, following no redirect, and return the status; at most 64 KiB of the answer are read."""
        fresh = httpcore.AsyncConnectionPool(ssl_context=_trust(), network_backend=self._network)
        async with (
            fresh as http,
            http.stream("POST", url, headers=list(headers.items()), content=content) as answer,
        ):
            size = 0
            async for part in answer.aiter_stream():
                size += len(part)
                if size > _LARGEST_ANSWER:
                    break
            return int(answer.status)


@functools.cache
def _trust() -> ssl.SSLContext:
    """Return who is trusted in TLS, read once: that takes longer than a call."""
    return httpcore.default_ssl_context()


def job_of_snapshot(snapshot: Mapping[str, Any]) -> Job:
    """Return the job whose row was kept as JSON when it was deleted."""
    times = {name: datetime.fromisoformat(snapshot[name]) for name in _TIMES if snapshot[name] is not None}
    return job_of({**snapshot, **times})
