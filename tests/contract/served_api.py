"""The whole API in this process, on a real database and real storage, without workers.

`Api` speaks to it as a client does. Jobs are brought to their end by the calls that a worker makes.
"""

import hashlib
import itertools
import json
from dataclasses import dataclass
from types import SimpleNamespace
from urllib.parse import urlsplit

import httpx

from tonewright.accounts.sealing import Sealer
from tonewright.api.app import create_app
from tonewright.api.services import ApiServices
from tonewright.brief.checks import check_request
from tonewright.brief.writing.song_lyrics import write_song_lyrics
from tonewright.contract.timed_lyrics import EXAMPLE
from tonewright.database.database import open_database
from tonewright.delivery.disk import DiskStorage
from tonewright.delivery.signed_urls import LinkSigner
from tonewright.errors import InvalidParameter
from tonewright.jobs import attempts
from tonewright.jobs.job import StoredFile, storage_key
from tonewright.jobs.queue import ProcrastinateQueue

ORIGIN = "http://music.test"
BASE = f"{ORIGIN}/v1/tempolor"
BODY_LIMIT = 20_000
LINK_KEY = b"a key that signs links in tests!"
VOICES = [
    SimpleNamespace(item_id="ada", name="Ada", labels=("female", "soprano", "clear"), weight=100),
    SimpleNamespace(item_id="ben", name="Ben", labels=("male", "tenor", "warm"), weight=90),
]
CONTENT = {
    "mp3": ("audio/mpeg", b"ID3" + bytes(range(256)) * 8),
    "wav": ("audio/wav", b"RIFF" + bytes(range(256)) * 16),
    "stems": ("application/zip", b"PK" + bytes(range(256)) * 4),
    "cover": ("image/png", b"\x89PNG" + bytes(100)),
    "waveform": ("application/json", b'{"version": 2}'),
}
VOICE_CONTENT = {
    "vocal": ("audio/mpeg", b"ID3 sung by the clone"),
    "recording": ("audio/mpeg", b"ID3 as it was sent"),
}
TIMED_LYRICS = EXAMPLE | {"title": "Grüße an Zoë"}
FACTS = {
    "title": "Grüße an Zoë",
    "style": "pop",
    "mood": "hopeful",
    "scene": "spring",
    "chord": "D A Bm G",
    "inst": "piano, bass, drums, Ada",
    "instInfo": "piano: chords in rhythm",
    "key": "D:major",
    "bpm": 104,
    "dur": 180.25,
    "seed": 1234567890,
    "time_signature": "4/4",
    "language": "en",
    "engine": "studio",
    "model": "v4.8",
    "lyrics": "[Verse]\nThe snow is gone",
    "lyrics_sections": [{"start": 7.4, "end": 9.2, "text": "The snow is gone"}],
    "words": [{"start": 7.4, "end": 7.7, "text": "The", "voice": "ada"}],
    "timed_lyrics": TIMED_LYRICS,
    "sections": [{"start": 7.4, "end": 22.2, "name": "verse"}],
    "chords": [{"start": 7.4, "end": 9.2, "text": "D"}],
    "notes": ["v4.8 makes at most 300 seconds, not 1200."],
}


def check_reply_url(url):
    """Stands for the guard of callbacks, which has tests of its own: one address is refused."""
    if "127.0.0.1" in url:
        raise InvalidParameter("replyUrl", url, "a public http or https URL")


class Server:
    """The application and its adapters, in an event loop of its own thread."""

    def __init__(self, portal, conninfo, folder):
        self.portal = portal
        self.folder = folder
        self.storage = DiskStorage(folder / "storage")
        self.queue = ProcrastinateQueue()
        self._conninfo = conninfo
        self._serial = itertools.count()

    async def open(self, stack, **settings):
        self.database = await stack.enter_async_context(open_database(self.folder, self._conninfo, migrated=False))
        self.app = self.make_app(**settings)

    def make_app(self, **settings):
        samples = self.folder / "voices"
        samples.mkdir(exist_ok=True)
        for voice in VOICES:
            (samples / f"{voice.item_id}.mp3").write_bytes(b"ID3 sample of " + voice.name.encode())
        services = {
            "database": self.database,
            "queue": self.queue,
            "storage": self.storage,
            "incoming": self.folder / "incoming",
            "signer": LinkSigner(LINK_KEY),
            "sealer": Sealer(b"a key that seals secrets"),
            "artist_voices": lambda: VOICES,
            "voice_sample": lambda item_id: samples / f"{item_id}.mp3",
            "check_request": check_request,
            "write_lyrics": write_song_lyrics,
            "check_reply_url": check_reply_url,
            "engine_names": ("studio", "other"),
            "body_limit_bytes": BODY_LIMIT,
        }
        return create_app(ApiServices(**services | settings))

    def run(self, act, *args, **kwargs):
        """Do something with a connection of the pool."""

        async def with_connection():
            async with self.database.pool.connection() as connection:
                return await act(connection, *args, **kwargs)

        return self.portal.call(with_connection)


@dataclass
class Api:
    """A client with a token. Paths without a scheme are below the API's base."""

    server: Server
    token: str | None
    app: object = None
    origin: str = ORIGIN

    @property
    def number(self):
        return int(self.token.split(":")[1].split("-")[0])

    def request(self, method, path, **options):
        url = path if path.startswith("http") else f"{self.origin}/v1/tempolor{path}"
        if not path.startswith("http") and path.startswith("//"):
            url = f"{self.origin}{path[1:]}"
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        headers |= options.pop("headers", {})
        return self.server.portal.call(self._send, method, url, headers, options)

    async def _send(self, method, url, headers, options):
        transport = httpx.ASGITransport(self.app or self.server.app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport) as client:
            return await client.request(method, url, headers=headers, follow_redirects=False, **options)

    def get(self, path, **options):
        return self.request("GET", path, **options)

    def post(self, path, **options):
        return self.request("POST", path, **options)

    def delete(self, path, **options):
        return self.request("DELETE", path, **options)

    def submit(self, kind="song", **fields):
        answer = self.post(f"/music/{kind}", json={"prompt": "a song"} | fields)
        assert answer.status_code == 200, answer.text
        return answer.json()["jobs"][0]

    def progress(self, job_id, progress):
        async def advance(connection):
            job = await attempts.begin(connection, item_of(job_id))
            await attempts.set_progress(connection, self.server.queue, job, progress)

        self.server.run(advance)

    def complete(self, job_id, content=CONTENT, **facts):
        """Do what a worker does at the end: store all files, then complete the job."""
        item = item_of(job_id)

        async def finish(connection):
            job = await attempts.begin(connection, item)
            files = {}
            for kind, (media_type, data) in content.items():
                key = storage_key(item, job.attempt, kind)
                source = self.server.folder / f"{item}.{kind}"
                source.write_bytes(data)
                self.server.storage.publish(source, key)
                files[kind] = StoredFile(key, media_type, len(data), hashlib.sha256(data).hexdigest())
            await attempts.complete(connection, self.server.queue, job, FACTS | facts, files)

        self.server.run(finish)

    def fail(self, job_id, error):
        async def finish(connection):
            job = await attempts.begin(connection, item_of(job_id))
            await attempts.fail(connection, self.server.queue, job, error, failure_cap=1, last=True)

        self.server.run(finish)


def item_of(job_id):
    return job_id.rpartition(":")[2]


def query_of(url):
    return dict(part.split("=", 1) for part in urlsplit(url).query.split("&"))


def assert_error(answer, status, message=None):
    """The answer is an error exactly as the wire has it, with its CORS header."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["access-control-allow-origin"] == "*"
    body = json.loads(answer.content)
    assert set(body) == {"error", "code"} | ({"retryAfter"} if status == 429 else set())
    assert body["code"] == status
    assert isinstance(body["error"], str)
    assert body["error"]
    if message is not None:
        assert body["error"] == message
    return body
