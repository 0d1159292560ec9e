"""The client: one method for each operation, and two that do what a program does next."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar
from urllib.parse import quote

import httpx

from tonewright_client.download import OnBytes, fetch
from tonewright_client.exceptions import UnexpectedAnswer
from tonewright_client.records import (
    Account,
    ArtistVoice,
    Capacity,
    ClonedVoice,
    DownloadLink,
    ExecutingJob,
    FileFormat,
    LyricsFormat,
    MidiFile,
    Music,
    MusicType,
    Page,
    WrittenLyrics,
)
from tonewright_client.transport import Transport
from tonewright_client.waiting import OnProgress, wait

T = TypeVar("T")

_AUDIO_TYPES = {
    ".flac": "audio/flac",
    ".m4a": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".mp4": "audio/mp4",
    ".wav": "audio/wav",
}
_CLONING_S = 180.0


class TonewrightClient:
    """A client of one server with one token; a context manager, not for several threads at once.

    Parameters
    ----------
    url: the server's origin, such as `http://127.0.0.1:8765`, or its base URL ending in `/v1/tempolor`.
    token: `user:<number>-<secret>`.
    timeout_s: how long an answer may take.
    transport: another httpx transport, for tests and proxies.

    Every method raises ServerUnreachable, UnexpectedAnswer or an ApiError; see `exceptions`.
    """

    def __init__(
        self,
        url: str,
        token: str | None,
        *,
        timeout_s: float = 60.0,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._transport = Transport(url, token, timeout_s, transport)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._transport.close()

    def create_account(self, request_params: Mapping[str, Any], max_jobs: int | None = None) -> Account:
        """Make an account, or update the one whose `user_id` the parameters hold."""
        body = {"requestParams": dict(request_params), "maxJobs": max_jobs}
        return self._read(Account.of, self._transport.send("POST", "/accounts", body=body))

    def accounts(self) -> dict[str, Account]:
        """The token's accounts by their user_id."""
        answer = self._transport.send("GET", "/accounts")
        return self._read(lambda raw: {name: Account.of(entry) for name, entry in raw.items()}, answer)

    def account(self, user_id: str) -> Account:
        """One account."""
        return self._read(Account.of, self._transport.send("GET", f"/accounts/{_segment(user_id)}"))

    def delete_account(self, user_id: str) -> None:
        """Delete an account; its running jobs are cancelled, its music stays."""
        self._transport.send("DELETE", f"/accounts/{_segment(user_id)}")

    def song(
        self,
        prompt: str,
        *,
        lyrics: str | None = None,
        model: str | None = None,
        voice: str | None = None,
        cloned_voice_item_id: str | None = None,
        midi_item_id: str | None = None,
        tonality: str | None = None,
        bpm: float | None = None,
        chords: str | None = None,
        duration_s: float | None = None,
        seed: int | None = None,
        title: str | None = None,
        time_signature: str | None = None,
        language: str | None = None,
        user_id: str | None = None,
        reply_url: str | None = None,
        reply_ref: str | None = None,
        max_jobs: int | None = None,
        idempotency_key: str | None = None,
    ) -> str:
        """Ask for a song and return its job id; what is None is the server's to choose.

        `voice` is an artist voice's item id, `tonality` such as `F#:minor`, `chords` such as `C F | G Am`;
        `cloned_voice_item_id` that of an own voice, in place of an artist voice's, and `midi_item_id` that of a MIDI
        file whose melody is sung.
        """
        body: dict[str, Any] = {
            "prompt": prompt,
            "lyrics": lyrics,
            "model_song": model,
            "artistVoiceItemId": voice,
            "clonedVoiceItemId": cloned_voice_item_id,
            "midiItemId": midi_item_id,
        }
        body |= {"tonality": tonality, "bpm": bpm, "chords": chords, "duration": duration_s, "seed": seed}
        body |= {"title": title, "time_signature": time_signature, "language": language, "user_id": user_id}
        body |= {"replyUrl": reply_url, "replyRef": reply_ref, "maxJobs": max_jobs}
        return self._submit("/music/song", body, idempotency_key)

    def instrumental(
        self,
        prompt: str,
        *,
        model: str | None = None,
        midi_item_id: str | None = None,
        tonality: str | None = None,
        bpm: float | None = None,
        chords: str | None = None,
        duration_s: float | None = None,
        seed: int | None = None,
        title: str | None = None,
        time_signature: str | None = None,
        user_id: str | None = None,
        reply_url: str | None = None,
        reply_ref: str | None = None,
        max_jobs: int | None = None,
        idempotency_key: str | None = None,
    ) -> str:
        """Ask for an instrumental and return its job id; what is None is the server's to choose.

        `midi_item_id` is that of a MIDI file whose melody and chords are played.
        """
        body: dict[str, Any] = {
            "prompt": prompt,
            "model_instrumental": model,
            "midiItemId": midi_item_id,
            "tonality": tonality,
            "bpm": bpm,
        }
        body |= {"chords": chords, "duration": duration_s, "seed": seed, "title": title}
        body |= {"time_signature": time_signature, "user_id": user_id}
        body |= {"replyUrl": reply_url, "replyRef": reply_ref, "maxJobs": max_jobs}
        return self._submit("/music/instrumental", body, idempotency_key)

    def write_lyrics(
        self,
        prompt: str,
        *,
        language: str | None = None,
        duration_s: float | None = None,
        seed: int | None = None,
        idempotency_key: str | None = None,
    ) -> WrittenLyrics:
        """Title and lyrics for a song, as `song` takes them; in the prompt's language where none is given.

        Raises RejectedRequest for a language in which the server cannot write.
        """
        body = {"prompt": prompt, "language": language, "duration": duration_s, "seed": seed}
        headers = {"Idempotency-Key": idempotency_key} if idempotency_key else None
        return self._read(WrittenLyrics.of, self._transport.send("POST", "/music/lyrics", body=body, headers=headers))

    def upload_midi(
        self, data: bytes, name: str, *, user_id: str | None = None, idempotency_key: str | None = None
    ) -> MidiFile:
        """Send a MIDI file of type 0, 1 or 2, at most 1 MiB, to carry songs and instrumentals.

        Raises RejectedRequest for one that cannot be read.
        """
        headers = {"Content-Type": "audio/midi"}
        headers |= {"Idempotency-Key": idempotency_key} if idempotency_key else {}
        query = {"name": name, "user_id": user_id}
        answer = self._transport.send("POST", "/music/midi", query=query, body=data, headers=headers)
        return self._read(lambda raw: MidiFile.of(raw["midiRenderVO"]), answer)

    def list_midi(self, *, user_id: str | None = None, cursor: str | None = None) -> Page[MidiFile]:
        """A page of the MIDI files that were sent, newest first."""
        query = {"user_id": user_id, "cursor": cursor}
        return self._page(MidiFile.of, self._transport.send("GET", "/music/midi", query=query))

    def delete_midi(self, midi_item_id: str) -> None:
        """Delete a MIDI file; music that is made or asked for with it stays."""
        self._transport.send("DELETE", f"/music/midi/{_segment(midi_item_id)}")

    def clone_voice(
        self,
        recording: Path | bytes,
        name: str,
        *,
        content_type: str | None = None,
        user_id: str | None = None,
        idempotency_key: str | None = None,
    ) -> str:
        """Send 10 to 300 seconds of one person, who consents, speaking or singing; returns the cloned voice's item id.

        `content_type` is the recording's, by default that of the file's name. The server answers within two minutes; a
        voice that takes longer has the status 0 in `cloned_voices` until it is ready.

        Raises RejectedRequest for a recording in which there is no voice, or too little of it.
        """
        data = recording if isinstance(recording, bytes) else recording.read_bytes()
        suffix = "" if isinstance(recording, bytes) else recording.suffix.lower()
        headers = {"Content-Type": content_type or _AUDIO_TYPES.get(suffix, "application/octet-stream")}
        headers |= {"Idempotency-Key": idempotency_key} if idempotency_key else {}
        answer = self._transport.send(
            "POST",
            "/music/cloned-voices",
            query={"name": name, "user_id": user_id},
            body=data,
            headers=headers,
            timeout_s=_CLONING_S,
        )
        return self._read(lambda raw: str(raw["clonedVoiceItemId"]), answer)

    def cloned_voices(self, *, user_id: str | None = None, cursor: str | None = None) -> Page[ClonedVoice]:
        """A page of the cloned voices, newest first."""
        query = {"user_id": user_id, "cursor": cursor}
        return self._page(ClonedVoice.of, self._transport.send("GET", "/music/cloned-voices", query=query))

    def delete_cloned_voice(self, cloned_voice_item_id: str) -> None:
        """Delete a cloned voice with its recording; songs that it sings stay."""
        self._transport.send("DELETE", f"/music/cloned-voices/{_segment(cloned_voice_item_id)}")

    def music(self, job_id: str) -> Music:
        """A job's record."""
        return self._read(Music.of, self._transport.send("GET", f"/music/{_segment(job_id)}"))

    def list_music(
        self, music_type: MusicType = "song", *, user_id: str | None = None, cursor: str | None = None
    ) -> Page[Music]:
        """A page of records, newest first."""
        query = {"type": music_type, "user_id": user_id, "cursor": cursor}
        return self._page(Music.of, self._transport.send("GET", "/music", query=query))

    def delete_music(self, job_id: str) -> None:
        """Delete a record and its files; a job that is executing is cancelled first."""
        self._transport.send("DELETE", f"/music/{_segment(job_id)}")

    def download_link(self, job_id: str, file_format: FileFormat = "mp3") -> DownloadLink:
        """A link to a file, for anyone who has it."""
        path = f"/music/download/{_segment(job_id)}"
        answer = self._transport.send("GET", path, query={"file_format": file_format})
        return self._read(DownloadLink.of, answer)

    def lyrics(self, job_id: str, lyrics_format: LyricsFormat = "lrc") -> str:
        """A finished song's lyrics with the time of every line and word, as the text of a file (`txt` has no times).

        Raises NotFound for an instrumental.
        """
        path = f"/music/{_segment(job_id)}/lyrics"
        return self._transport.text(path, query={"format": lyrics_format})

    def artist_voices(self, *, user_id: str | None = None, cursor: str | None = None) -> Page[ArtistVoice]:
        """A page of the voices that can sing."""
        query = {"user_id": user_id, "cursor": cursor}
        return self._page(ArtistVoice.of, self._transport.send("GET", "/music/artist-voices", query=query))

    def executing(self) -> list[ExecutingJob]:
        """The jobs that are queued or running."""
        answer = self._transport.send("GET", "/scheduler")
        return self._read(lambda raw: [ExecutingJob.of(entry) for entry in raw], answer)

    def capacities(self) -> list[Capacity]:
        """What every account executes and would still take."""
        answer = self._transport.send("GET", "/scheduler/available")
        return self._read(lambda raw: [Capacity.of(entry) for entry in raw["available"]], answer)

    def cancel(self, job_id: str) -> None:
        """Stop an executing job. Raises NotFound if it is final already."""
        self._transport.send("DELETE", f"/scheduler/{_segment(job_id)}")

    def wait_until_final(
        self,
        job_id: str,
        on_progress: OnProgress | None = None,
        *,
        poll_s: float = 1.0,
        timeout_s: float | None = None,
    ) -> Music:
        """The record of the completed job, once it is; a server that is away for a minute is waited for.

        `on_progress` is called with the record whenever its progress has changed.
        Raises JobFailed, or StillRunning after `timeout_s`.
        """
        return wait(lambda: self.music(job_id), on_progress, poll_s, timeout_s)

    def download_file(self, job_id: str, file_format: FileFormat, path: Path, on_bytes: OnBytes | None = None) -> Path:
        """Download a file to `path`, which appears at once and whole; a broken download goes on.

        Raises DownloadFailed if it cannot be had whole.
        """
        files = self._transport.files
        return fetch(files, lambda: self.download_link(job_id, file_format).url, path, on_bytes)

    def _submit(self, path: str, body: Mapping[str, Any], idempotency_key: str | None) -> str:
        headers = {"Idempotency-Key": idempotency_key} if idempotency_key else None
        answer = self._transport.send("POST", path, body=body, headers=headers)
        return self._read(lambda raw: str(raw["jobs"][0]), answer)

    def _page(self, of: Callable[[Any], T], answer: Any) -> Page[T]:
        return self._read(
            lambda raw: Page(tuple(of(entry) for entry in raw["records"]), bool(raw["hasNext"]), str(raw["cursor"])),
            answer,
        )

    def _read(self, of: Callable[[Any], T], answer: Any) -> T:
        try:
            return of(answer)
        except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
            raise UnexpectedAnswer(f"the answer lacks what this API promises: {error!r}") from error


def _segment(identifier: str) -> str:
    """An id as a path segment; ids carry colons, which may stand there as they are."""
    return quote(identifier, safe=":")
