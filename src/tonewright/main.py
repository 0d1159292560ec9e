"""Wiring: the one place where adapters are constructed."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from fastapi import FastAPI

from tonewright.accounts import tokens
from tonewright.accounts.sealing import Sealer
from tonewright.api.app import create_app
from tonewright.api.incoming import sweep_incoming
from tonewright.api.records import Records
from tonewright.api.services import ApiServices
from tonewright.brief.checks import check_request
from tonewright.brief.writing.lyrics_model import LyricsModel
from tonewright.brief.writing.song_lyrics import write_song_lyrics
from tonewright.database.database import Database, open_database
from tonewright.delivery.disk import DiskStorage
from tonewright.delivery.signed_urls import LinkSigner
from tonewright.delivery.storage import Storage
from tonewright.engines.registry import ENGINE_NAMES
from tonewright.engines.voice_samples import VoiceSamples
from tonewright.jobs.addresses import validate_reply_url
from tonewright.jobs.job import Job
from tonewright.jobs.queue import ProcrastinateQueue
from tonewright.jobs.settings import JobSettings
from tonewright.jobs.worker import Worker
from tonewright.keys import Keys, load_keys
from tonewright.settings import Settings
from tonewright.speech.roster import voices

ENGINE_FACTORY = "tonewright.engines.registry:engine_named"


@dataclass(frozen=True)
class Services:
    """What every command that touches the data folder works with."""

    settings: Settings
    keys: Keys
    database: Database
    storage: Storage

    async def create_token(self, user_number: int | None = None, expires_at: datetime | None = None) -> str:
        """Make a token; see `accounts.tokens.create_token`."""
        async with self.database.pool.connection() as connection:
            return await tokens.create_token(connection, user_number, expires_at)

    async def first_token(self) -> str | None:
        """Make a token if there is none at all yet."""
        async with self.database.pool.connection() as connection, connection.transaction():
            # Of several servers that start on one new database, one makes the token.
            await connection.execute("SELECT pg_advisory_xact_lock(hashtext('tonewright first token'))")
            return None if await tokens.list_tokens(connection) else await tokens.create_token(connection)


@asynccontextmanager
async def open_services(settings: Settings) -> AsyncIterator[Services]:
    """Open the data folder: make what is missing, start or join its database, bring the tables up to date."""
    settings.data.mkdir(parents=True, exist_ok=True)
    url = settings.database_url.get_secret_value() if settings.database_url else None
    async with open_database(settings.data, url) as database:
        yield Services(settings, load_keys(settings.data), database, DiskStorage(settings.data / "files"))


def make_app(services: Services) -> FastAPI:
    """The HTTP application."""
    settings = services.settings
    incoming = settings.data / "incoming"
    sweep_incoming(incoming)
    return create_app(
        ApiServices(
            database=services.database,
            queue=ProcrastinateQueue(),
            storage=services.storage,
            incoming=incoming,
            signer=LinkSigner(services.keys.links, settings.link_seconds),
            sealer=Sealer(services.keys.accounts),
            artist_voices=voices,
            voice_sample=VoiceSamples(settings.data / "voices").sample,
            check_request=partial(check_request, any_language=settings.brief_model_url is not None),
            write_lyrics=partial(write_song_lyrics, model=lyrics_model(settings)),
            check_reply_url=lambda url: validate_reply_url(url, settings.allow_private_callbacks),
            engine_names=ENGINE_NAMES,
            public_url=settings.public_url,
            cors_origins=settings.cors_origins,
            body_limit_bytes=settings.body_limit_bytes,
            upload_limit_bytes=settings.upload_limit_bytes,
            trust_forwarded=settings.trust_forwarded,
        )
    )


def make_worker(services: Services) -> Worker:
    """A worker for this process."""
    settings, keys = services.settings, services.keys
    records = Records(LinkSigner(keys.links, settings.link_seconds))

    def render_record(job: Job) -> dict[str, Any]:
        return records.callback_of(job, settings.public_url or job.origin or "")

    return Worker(
        JobSettings(
            data_dir=settings.data,
            engine_factory=ENGINE_FACTORY,
            engine_options={"soundfont": str(settings.soundfont), "brief_model": _brief_model(settings)},
            sealing_key=keys.accounts,
            webhook_secret=keys.webhooks,
            heartbeat_s=settings.heartbeat_seconds,
            stall_s=settings.stall_seconds,
            allow_private_callbacks=settings.allow_private_callbacks,
        ),
        services.database,
        services.storage,
        render_record,
    )


def lyrics_model(settings: Settings) -> LyricsModel | None:
    """The model that writes lyrics, which is the one that reads prompts; None without one."""
    model = _brief_model(settings)
    return LyricsModel(model["url"], model["name"], model["key"]) if model else None


def _brief_model(settings: Settings) -> dict[str, str] | None:
    """What the engine is told of the model that reads prompts, None without one."""
    if settings.brief_model_url is None:
        return None
    key = settings.brief_model_key.get_secret_value() if settings.brief_model_key else ""
    return {"url": settings.brief_model_url, "name": settings.brief_model_name, "key": key}
