"""A job as the wire's record: for `GET music`, for lists, and for callbacks."""

import time
from collections.abc import Callable, Mapping
from typing import Any, cast

from tonewright.api.links import EXTENSIONS, JobFilePath, Links
from tonewright.api.times import unix_ms
from tonewright.contract.ids import WireId
from tonewright.contract.replies import (
    STATUS_NUMBERS,
    ChildType,
    MaterialExtension,
    MusicMaterial,
    MusicRecord,
    StatusName,
)
from tonewright.delivery.signed_urls import LinkSigner
from tonewright.jobs.job import Job

_STATUS_NAMES: Mapping[int, StatusName] = {number: name for name, number in STATUS_NUMBERS.items()}
_CHILD_TYPES: Mapping[str, ChildType] = {
    "song": "lyric_to_material",
    "instrumental": "prompt_to_material",
    "split": "audio_to_stems",
    "clone": "audio_to_voice",
}
_LISTS = ("lyrics_sections", "words", "sections", "chords", "notes")


def job_id_of(job: Job) -> str:
    """The job's id on the wire."""
    return str(WireId(job.user_number, job.user_id, "job", job.item))


class Records:
    """Makes records, with fresh links. `clock` gives Unix seconds."""

    def __init__(self, signer: LinkSigner, clock: Callable[[], float] = time.time) -> None:
        self._signer = signer
        self._clock = clock

    def links(self, origin: str) -> Links:
        """Links on that origin."""
        return Links(self._signer, origin, self._clock)

    def record_of(self, job: Job, origin: str) -> MusicRecord:
        """The record of a job, its URLs on `origin`. What is not known yet is `""`, 0 or absent."""
        status = _STATUS_NAMES[job.status]
        child_type = _CHILD_TYPES[job.kind]
        record: MusicRecord = {
            "bizType": "ai_material_music",
            "childType": child_type,
            "matChildType": child_type,
            "sourceType": "sm_user_gen",
            "itemId": job.item,
            "job_id": job_id_of(job),
            "genItemId": job.item,
            "userId": job.user_id,
            "titleEn": _known(job, "title", ""),
            "cover": self._url(job, "cover", origin),
            "mp3OssId": str(JobFilePath("mp3", job.item)) if "mp3" in job.files else "",
            "wavOssId": str(JobFilePath("wav", job.item)) if "wav" in job.files else "",
            "ossWatermarkMp3": "",
            "officialPlaylistSong": False,
            "status": cast(Any, job.status),
            "status_name": status,
            "status_final": status != "GENERATING",
            "progress": job.progress,
            "downloadTotal": 0,
            "likeTotal": 0,
            "collectTotal": 0,
            "musicMaterial": self._material(job, origin),
            "readStatus": False,
            "downloadStatus": False,
            "createTime": unix_ms(job.created_at),
            "updateTime": unix_ms(job.updated_at),
            "materialQualityScore": 0,
            "ltmMaterialExtendDto": _extension(job),
        }
        if status == "FAILED":
            record["error"] = job.error or "The music could not be made"
        return record

    def callback_of(self, job: Job, origin: str) -> dict[str, Any]:
        """The body of a callback: the record, with the code and the reference that the caller gave."""
        given = {} if job.reply_ref is None else {"replyRef": job.reply_ref}
        return {**self.record_of(job, origin), **given, "code": 200}

    def _material(self, job: Job, origin: str) -> MusicMaterial:
        facts = job.facts or {}
        return {
            "style": facts.get("style", ""),
            "chord": facts.get("chord") or job.request.get("chords") or "",
            "mood": facts.get("mood", ""),
            "inst": facts.get("inst", ""),
            "instInfo": facts.get("instInfo", ""),
            "scene": facts.get("scene", ""),
            "otherInfo": job.request["prompt"],
            "otherInfoCn": "",
            "key": facts.get("key") or job.request.get("tonality") or "",
            "bpm": _plain(_known(job, "bpm", 0)),
            "dur": _plain(facts.get("dur", 0)),
            "seed": job.request["seed"],
            "waveformUrl": self._url(job, "waveform", origin),
        }

    def _url(self, job: Job, kind: str, origin: str) -> str:
        """A fresh link to one of the job's files, "" while there is none."""
        assert kind in EXTENSIONS
        return self.links(origin).to(JobFilePath(kind, job.item)).url if kind in job.files else ""


def _extension(job: Job) -> MaterialExtension:
    facts = job.facts or {}
    extension: MaterialExtension = {
        "lyricsPrompt": _known(job, "lyrics", ""),
        "description": job.request["prompt"],
        "model": job.request["model"],
    }
    for name in (*_LISTS, "engine"):
        if name in facts:
            cast(dict[str, Any], extension)[name] = facts[name]
    language = _known(job, "language", "")
    if language:
        extension["language"] = language
    return extension


def _known(job: Job, name: str, unknown: Any) -> Any:
    """What was made, else what was asked for, else the wire's word for not knowing."""
    made = (job.facts or {}).get(name)
    if made is not None:
        return made
    asked = job.request.get(name)
    return unknown if asked is None else asked


def _plain(number: float) -> float:
    """An integer where the number is one, so that JSON says 92 and not 92.0."""
    return int(number) if number == int(number) else number
