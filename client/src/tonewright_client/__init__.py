"""A client for Tonewright and any server that speaks the same HTTP API."""

from tonewright_client.client import TonewrightClient
from tonewright_client.exceptions import (
    ApiError,
    Busy,
    Conflict,
    DownloadFailed,
    JobFailed,
    NotFound,
    RejectedRequest,
    ServerFailure,
    ServerUnreachable,
    StillRunning,
    SubscriptionRequired,
    TonewrightClientError,
    Unauthorized,
    UnexpectedAnswer,
)
from tonewright_client.records import (
    Account,
    ArtistVoice,
    Capacity,
    DownloadLink,
    ExecutingJob,
    Music,
    Page,
)

__all__ = [
    "Account",
    "ApiError",
    "ArtistVoice",
    "Busy",
    "Capacity",
    "Conflict",
    "DownloadFailed",
    "DownloadLink",
    "ExecutingJob",
    "JobFailed",
    "Music",
    "NotFound",
    "Page",
    "RejectedRequest",
    "ServerFailure",
    "ServerUnreachable",
    "StillRunning",
    "SubscriptionRequired",
    "TonewrightClient",
    "TonewrightClientError",
    "Unauthorized",
    "UnexpectedAnswer",
]
