"""What the API needs of the rest, made in one place and handed over whole."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from fastapi import Request

from tonewright.accounts.sealing import Sealer
from tonewright.api.authentication import Authenticator
from tonewright.api.records import Records
from tonewright.api.turns import Turns
from tonewright.database.database import Database
from tonewright.delivery.signed_urls import LinkSigner
from tonewright.delivery.storage import Storage
from tonewright.jobs.published import JobStates
from tonewright.jobs.queue import Queue

LYRICS_AT_ONCE = 4
"""How many requests may have lyrics written at a time: each holds a thread, a connection with an Idempotency-Key."""
FILES_AT_ONCE = 2
EXAMINING_WAIT_S = 60.0
"""How many files are read at a time before their jobs are accepted, and how long a request waits for that at most."""
WRITING_WAIT_S = 15.0
"""How long a request waits at most until its lyrics are begun: less than most callers wait for an answer."""


class ArtistVoice(Protocol):
    """A voice of the house, as far as the wire shows it."""

    @property
    def item_id(self) -> str:
        """Its id on the wire."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def labels(self) -> tuple[str, ...]:
        """Words for it, such as `soprano`."""

    @property
    def weight(self) -> int:
        """The heaviest comes first."""


@dataclass(frozen=True)
class ApiServices:
    """The adapters and settings that the API works with.

    Parameters
    ----------
    database: open, with its tables up to date.
    queue: where jobs go. storage: where finished files lie. signer: makes and checks the links to them.
    incoming: a folder for files while they are sent.
    sealer: encrypts the secrets of accounts.
    artist_voices: all voices. voice_sample: the MP3 of the voice with that item id, made if it is not there,
        in a thread.
    check_request: raises InvalidParameter for lyrics, chords or a language that an engine cannot use, given the
        kind of music and the engine's request; called in a thread.
    write_lyrics: title and lyrics for a prompt, a language or None, a duration in seconds or None and a seed; called
        in a thread. Raises InvalidParameter for a language in which it cannot write.
    check_reply_url: raises InvalidParameter for a URL that must not be called back.
    engine_names: engines that accounts may name.
    public_url: the origin of absolute URLs; None to use that of the request.
    cors_origins: origins that browsers may call from, `*` for all.
    body_limit_bytes: the largest request body. upload_limit_bytes: the largest file.
    trust_forwarded: believe X-Forwarded-Proto and X-Forwarded-Host.
    writing_wait_s: how long a request waits at most until its lyrics are begun.
    """

    database: Database
    queue: Queue
    storage: Storage
    incoming: Path
    signer: LinkSigner
    sealer: Sealer
    artist_voices: Callable[[], Sequence[ArtistVoice]]
    voice_sample: Callable[[str], Path]
    check_request: Callable[[str, Mapping[str, Any]], object]
    write_lyrics: Callable[[str, str | None, float | None, int], tuple[str, str]]
    check_reply_url: Callable[[str], object]
    engine_names: tuple[str, ...]
    public_url: str | None = None
    cors_origins: tuple[str, ...] = ("*",)
    body_limit_bytes: int = 262_144
    upload_limit_bytes: int = 52_428_800
    trust_forwarded: bool = False
    writing_wait_s: float = WRITING_WAIT_S
    authenticator: Authenticator = field(default_factory=Authenticator)

    @cached_property
    def job_states(self) -> JobStates:
        """Looks up how jobs stand."""
        return JobStates(self.database.pool)

    @cached_property
    def records(self) -> Records:
        """Makes the wire's records of jobs."""
        return Records(self.signer)

    @cached_property
    def writing(self) -> Turns:
        """Held while lyrics are written, so that a slow language model leaves threads and connections to others."""
        return Turns(LYRICS_AT_ONCE, self.writing_wait_s, "Too many lyrics are being written, try again")

    @cached_property
    def examining(self) -> Turns:
        """Held while a file that was sent is read: each is a process that may take a core and a gigabyte."""
        return Turns(FILES_AT_ONCE, EXAMINING_WAIT_S, "Too many files are being read, try again")


def services_of(request: Request) -> ApiServices:
    """The services of the application that a request came to."""
    services: ApiServices = request.app.state.services
    return services
