"""The JSON shapes that the server answers with. Field names are the wire's; times are Unix milliseconds."""

from collections.abc import Mapping
from typing import Any, Literal, NotRequired

from pydantic import ConfigDict
from typing_extensions import TypedDict

from tonewright.contract import examples

StatusName = Literal["GENERATING", "FAILED", "COMPLETED"]
STATUS_NUMBERS: Mapping[StatusName, int] = {"GENERATING": 0, "FAILED": 10, "COMPLETED": 30}


def _example(value: dict[str, Any]) -> ConfigDict:
    return ConfigDict(json_schema_extra={"example": value})


class ErrorReply(TypedDict):
    """An error: why, in words, and the status again."""

    __pydantic_config__ = _example(examples.ERROR)  # type: ignore[misc]
    error: str
    code: int


class BusyReply(ErrorReply):
    """429: every eligible account has `maxJobs` executing; `retryAfter` is ISO 8601 UTC."""

    __pydantic_config__ = _example(examples.BUSY)  # type: ignore[misc]
    retryAfter: str


class AccountReply(TypedDict):
    """An account; secrets in `requestParams` read `…secured…`."""

    __pydantic_config__ = _example(examples.ACCOUNT)  # type: ignore[misc]
    user_id: str
    updated: int
    updatedUTC: str
    maxJobs: int
    requestParams: dict[str, Any]


class JobsReply(TypedDict):
    """The ids of the jobs that were accepted."""

    __pydantic_config__ = _example(examples.JOBS)  # type: ignore[misc]
    jobs: list[str]
    unlimited: bool


class TimedText(TypedDict):
    """A line, section tag or chord, in seconds from the start of the file."""

    start: float
    end: float
    text: str


class TimedWord(TimedText):
    """A sung word and the voice that sings it."""

    voice: str


class TimedSection(TypedDict):
    """A section of the form, in seconds from the start of the file."""

    start: float
    end: float
    name: str


class MusicMaterial(TypedDict):
    """What the music is like. `dur` is the real length in seconds."""

    style: str
    chord: str
    mood: str
    inst: str
    instInfo: str
    scene: str
    otherInfo: str
    otherInfoCn: str
    key: str
    bpm: float
    dur: float
    seed: int
    waveformUrl: str


class MaterialExtension(TypedDict):
    """The words and the form. Lists are there once the music is."""

    lyricsPrompt: str
    description: str
    lyrics_sections: NotRequired[list[TimedText]]
    words: NotRequired[list[TimedWord]]
    sections: NotRequired[list[TimedSection]]
    chords: NotRequired[list[TimedText]]
    model: str
    engine: NotRequired[str]
    language: NotRequired[str]


class MusicRecord(TypedDict):
    """A song or an instrumental, from acceptance on; what is not known yet is `""`, 0 or absent."""

    __pydantic_config__ = _example(examples.RECORD)  # type: ignore[misc]
    bizType: Literal["ai_material_music"]
    childType: Literal["lyric_to_material", "prompt_to_material"]
    matChildType: Literal["lyric_to_material", "prompt_to_material"]
    sourceType: Literal["sm_user_gen"]
    itemId: str
    job_id: str
    genItemId: str
    userId: str
    titleEn: str
    cover: str
    mp3OssId: str
    wavOssId: str
    ossWatermarkMp3: str
    officialPlaylistSong: bool
    status: Literal[0, 10, 30]
    status_name: StatusName
    status_final: bool
    progress: int
    error: NotRequired[str]
    downloadTotal: int
    likeTotal: int
    collectTotal: int
    musicMaterial: MusicMaterial
    readStatus: bool
    downloadStatus: bool
    createTime: int
    updateTime: int
    materialQualityScore: int
    ltmMaterialExtendDto: MaterialExtension


class MusicList(TypedDict):
    """A page of records, newest first; `cursor` asks for the next one."""

    __pydantic_config__ = _example(examples.MUSIC_LIST)  # type: ignore[misc]
    records: list[MusicRecord]
    hasNext: bool
    cursor: str


class ResultReply(TypedDict):
    """It is done."""

    __pydantic_config__ = _example({"result": True})  # type: ignore[misc]
    result: bool


class DownloadReply(TypedDict):
    """A link that needs no Authorization, and how many seconds it works."""

    __pydantic_config__ = _example(examples.DOWNLOAD)  # type: ignore[misc]
    url: str
    remainSeconds: int


class ArtistVoiceRecord(TypedDict):
    """A voice of the house; `resourceUrl` and `vocalUrl` play a sample."""

    ucid: str
    bizType: Literal["ai_voice_cloned"]
    itemId: str
    name: str
    resourceUrl: str
    coverUrl: str
    vocalUrl: str
    weight: int
    isAddRel: bool
    relSource: str
    labels: list[str]


class ArtistVoiceList(TypedDict):
    """A page of voices and the server's time."""

    __pydantic_config__ = _example(examples.ARTIST_VOICES)  # type: ignore[misc]
    records: list[ArtistVoiceRecord]
    hasNext: bool
    cursor: str
    sysTime: int


class ExecutingJob(TypedDict):
    """A job from acceptance until it is final; `started` is when it was accepted."""

    __pydantic_config__ = _example(examples.EXECUTING)  # type: ignore[misc]
    job_id: str
    started: str
    elapsed: str
    replyUrl: NotRequired[str]
    replyRef: NotRequired[str]


class AccountCapacity(TypedDict):
    """How many jobs an account may run, runs, and could take on."""

    user_id: str
    maxJobs: int
    executing: int
    available: int


class AvailableReply(TypedDict):
    """The executing jobs and what each account could take on."""

    __pydantic_config__ = _example(examples.AVAILABLE)  # type: ignore[misc]
    executing: list[ExecutingJob]
    available: list[AccountCapacity]


class HealthReply(TypedDict):
    """The process answers."""

    __pydantic_config__ = _example({"status": "alive"})  # type: ignore[misc]
    status: Literal["alive"]


class ReadyReply(TypedDict):
    """Whether the server can take jobs and make them."""

    __pydantic_config__ = _example({"ready": True, "database": True, "workers": 1})  # type: ignore[misc]
    ready: bool
    database: bool
    workers: int
