"""What the server answers, as objects. Each keeps the answer itself as `raw`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, Self, TypeVar

T = TypeVar("T")
FileFormat = Literal["mp3", "wav", "stems"]
LyricsFormat = Literal["lrc", "vtt", "json", "txt"]
MusicType = Literal["song", "instrumental"]
EXTENSIONS: Mapping[FileFormat, str] = {"mp3": "mp3", "wav": "wav", "stems": "zip"}

COMPLETED = 30
FAILED = 10


@dataclass(frozen=True)
class Account:
    """A capacity: `max_jobs` at once, with an engine's parameters."""

    user_id: str
    max_jobs: int
    request_params: Mapping[str, Any]
    raw: Mapping[str, Any] = field(repr=False)

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Self:
        """The account of an answer."""
        return cls(str(raw["user_id"]), int(raw["maxJobs"]), raw.get("requestParams") or {}, raw)


@dataclass(frozen=True)
class Music:
    """A job and, once it is completed, its music.

    `progress` is 0…100; `error` is "" unless the job failed; `seconds`, `bpm`, `key` and `seed` are None
    until they are known.
    """

    job_id: str
    title: str
    status: int
    status_name: str
    is_final: bool
    progress: int
    error: str
    seconds: float | None
    bpm: float | None
    key: str | None
    seed: int | None
    cover_url: str
    raw: Mapping[str, Any] = field(repr=False)

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Self:
        """The music of an answer."""
        material = raw.get("musicMaterial") or {}
        return cls(
            job_id=str(raw["job_id"]),
            title=str(raw.get("titleEn") or ""),
            status=int(raw["status"]),
            status_name=str(raw.get("status_name") or ""),
            is_final=bool(raw["status_final"]),
            progress=int(raw.get("progress") or 0),
            error=str(raw.get("error") or ""),
            seconds=material.get("dur") or None,
            bpm=material.get("bpm") or None,
            key=material.get("key") or None,
            seed=material.get("seed"),
            cover_url=str(raw.get("cover") or ""),
            raw=raw,
        )

    @property
    def is_completed(self) -> bool:
        """Whether all files can be downloaded."""
        return self.status == COMPLETED

    @property
    def has_failed(self) -> bool:
        """Whether the job is final without music."""
        return self.is_final and not self.is_completed


@dataclass(frozen=True)
class MidiFile:
    """A MIDI file that was sent; `url` is a link to it that needs no token."""

    midi_item_id: str
    user_id: str
    name: str
    url: str
    raw: Mapping[str, Any] = field(repr=False)

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Self:
        """The file of an answer."""
        return cls(
            str(raw["midiItemId"]), str(raw["ucid"]), str(raw.get("name") or ""), str(raw.get("midiUrl") or ""), raw
        )


@dataclass(frozen=True)
class DownloadLink:
    """A link that needs no token and works for `remaining_s` more seconds."""

    url: str
    remaining_s: int

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Self:
        """The link of an answer."""
        return cls(str(raw["url"]), int(raw["remainSeconds"]))


@dataclass(frozen=True)
class ArtistVoice:
    """A voice that can sing; `labels` such as `female`, `soprano`; `sample_url` plays it."""

    item_id: str
    name: str
    labels: tuple[str, ...]
    sample_url: str
    raw: Mapping[str, Any] = field(repr=False)

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Self:
        """The voice of an answer."""
        labels = tuple(str(label) for label in raw.get("labels") or ())
        return cls(str(raw["itemId"]), str(raw["name"]), labels, str(raw.get("vocalUrl") or ""), raw)


@dataclass(frozen=True)
class ClonedVoice:
    """A voice made from a recording; `ready` to sing, or else still being made, or failed for the reason `error`."""

    cloned_voice_item_id: str
    user_id: str
    name: str
    labels: tuple[str, ...]
    ready: bool
    error: str
    sample_url: str
    raw: Mapping[str, Any] = field(repr=False)

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Self:
        """The voice of an answer."""
        return cls(
            str(raw["clonedVoiceItemId"]),
            str(raw["ucid"]),
            str(raw["name"]),
            tuple(str(label) for label in raw.get("labels") or ()),
            int(raw["status"]) == COMPLETED,
            str(raw.get("error") or ""),
            str(raw.get("vocalUrl") or ""),
            raw,
        )


@dataclass(frozen=True)
class WrittenLyrics:
    """A song's title, and its lyrics with section tags."""

    title: str
    lyrics: str
    raw: Mapping[str, Any] = field(repr=False)

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Self:
        """The lyrics of an answer."""
        return cls(str(raw["title"]), str(raw["lyrics"]), raw)


@dataclass(frozen=True)
class ExecutingJob:
    """A job that is queued or running; `started` is ISO 8601, `elapsed` minutes and seconds."""

    job_id: str
    started: str
    elapsed: str
    raw: Mapping[str, Any] = field(repr=False)

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Self:
        """The executing job of an answer."""
        return cls(str(raw["job_id"]), str(raw["started"]), str(raw["elapsed"]), raw)


@dataclass(frozen=True)
class Capacity:
    """How many jobs an account executes and how many more it would take."""

    user_id: str
    max_jobs: int
    executing: int
    available: int

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Self:
        """The capacity of an answer."""
        return cls(str(raw["user_id"]), int(raw["maxJobs"]), int(raw["executing"]), int(raw["available"]))


@dataclass(frozen=True)
class Page(Generic[T]):
    """Some records, newest first; `cursor` asks for the next page where `has_next`."""

    records: tuple[T, ...]
    has_next: bool
    cursor: str
