"""The JSON shapes that the server answers with. Field names are the wire's; times are Unix milliseconds."""

from collections.abc import Callable, Mapping
from typing import Any, Literal, NotRequired, TypeVar

from pydantic import ConfigDict, with_config
from typing_extensions import TypedDict

from tonewright.contract import examples

StatusName = Literal["GENERATING", "FAILED", "COMPLETED"]
STATUS_NUMBERS: Mapping[StatusName, int] = {"GENERATING": 0, "FAILED": 10, "COMPLETED": 30}

ChildType = Literal["lyric_to_material", "prompt_to_material", "audio_to_stems", "audio_to_voice"]

Shape = TypeVar("Shape")


def _shown_as(example: dict[str, Any]) -> Callable[[type[Shape]], type[Shape]]:
    return with_config(ConfigDict(json_schema_extra={"example": example}))


@_shown_as(examples.ERROR)
class ErrorReply(TypedDict):
    """An error: why, in words, and the status again."""

    error: str
    code: int


@_shown_as(examples.BUSY)
class BusyReply(ErrorReply):
    """429: every eligible account has `maxJobs` executing; `retryAfter` is ISO 8601 UTC."""

    retryAfter: str


@_shown_as(examples.ACCOUNT)
class AccountReply(TypedDict):
    """An account; secrets in `requestParams` read `…secured…`."""

    user_id: str
    updated: int
    updatedUTC: str
    maxJobs: int
    requestParams: dict[str, Any]


@_shown_as(examples.JOBS)
class JobsReply(TypedDict):
    """The ids of the jobs that were accepted."""

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
    """The words and the form. Lists are there once the music is.

    `notes` say in sentences how wishes that contradict each other were resolved.
    """

    lyricsPrompt: str
    description: str
    lyrics_sections: NotRequired[list[TimedText]]
    words: NotRequired[list[TimedWord]]
    sections: NotRequired[list[TimedSection]]
    chords: NotRequired[list[TimedText]]
    notes: NotRequired[list[str]]
    model: str
    engine: NotRequired[str]
    language: NotRequired[str]


@_shown_as(examples.RECORD)
class MusicRecord(TypedDict):
    """A song or an instrumental, from acceptance on; what is not known yet is `""`, 0 or absent."""

    bizType: Literal["ai_material_music"]
    childType: ChildType
    matChildType: ChildType
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


@_shown_as(examples.MUSIC_LIST)
class MusicList(TypedDict):
    """A page of records, newest first; `cursor` asks for the next one."""

    records: list[MusicRecord]
    hasNext: bool
    cursor: str


@_shown_as({"result": True})
class ResultReply(TypedDict):
    """It is done."""

    result: bool


@_shown_as(examples.DOWNLOAD)
class DownloadReply(TypedDict):
    """A link that needs no Authorization, and how many seconds it works."""

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


@_shown_as(examples.ARTIST_VOICES)
class ArtistVoiceList(TypedDict):
    """A page of voices and the server's time."""

    records: list[ArtistVoiceRecord]
    hasNext: bool
    cursor: str
    sysTime: int


@_shown_as(examples.SPLIT)
class SplitReply(TypedDict):
    """The stems of a recording, as a ZIP of WAV files that add up to it; `job_id` is the job that made them."""

    state: Literal[2]
    title: str
    stemsZipUrl: str
    job_id: str


@_shown_as(examples.CLONED_VOICE)
class ClonedVoiceReply(TypedDict):
    """A cloned voice that is ready; `consent` is what its uploader stated."""

    result: bool
    itemId: str
    clonedVoiceItemId: str
    consent: str


@_shown_as(examples.CLONED_VOICE_LATER)
class ClonedVoiceLater(TypedDict):
    """A cloned voice that is still being made."""

    itemId: str
    clonedVoiceItemId: str
    message: str
    consent: str


class ClonedVoiceRecord(TypedDict):
    """A cloned voice: `vocalUrl` plays it, `resourceUrl` is the path of the recording that it was made from."""

    isAddRel: bool
    relSource: str
    ucid: str
    bizType: Literal["user"]
    operatorType: Literal["gen"]
    itemId: str
    rootItemId: str
    parentItemId: str
    name: str
    resourceUrl: str
    coverUrl: str
    readStatus: int
    status: int
    vocalUrl: str
    createTime: int
    updateTime: int
    labels: list[str]
    clonedVoiceItemId: str
    consent: str
    error: NotRequired[str]


@_shown_as(examples.CLONED_VOICES)
class ClonedVoiceList(TypedDict):
    """A page of cloned voices, newest first."""

    records: list[ClonedVoiceRecord]
    hasNext: bool
    cursor: str


class MidiFile(TypedDict):
    """A MIDI file that was sent; `midiItemId` is for music/song and music/instrumental, `midiUrl` a link to it."""

    opType: Literal["upload"]
    ucid: str
    midiItemId: str
    name: str
    midiUrl: str


@_shown_as(examples.MIDI)
class MidiReply(TypedDict):
    """The MIDI file as it is kept, and whether it is the user's first."""

    isFirst: bool
    midiRenderVO: MidiFile


@_shown_as(examples.MIDI_LIST)
class MidiList(TypedDict):
    """A page of MIDI files, newest first."""

    records: list[MidiFile]
    hasNext: bool
    cursor: str


@_shown_as(examples.WRITTEN_LYRICS)
class WrittenLyrics(TypedDict):
    """A song's title and its lyrics with section tags, as `lyrics` of music/song takes them."""

    title: str
    lyrics: str


@_shown_as(examples.EXECUTING)
class ExecutingJob(TypedDict):
    """A job from acceptance until it is final; `started` is when it was accepted."""

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


@_shown_as(examples.AVAILABLE)
class AvailableReply(TypedDict):
    """The executing jobs and what each account could take on."""

    executing: list[ExecutingJob]
    available: list[AccountCapacity]


@_shown_as({"status": "alive"})
class HealthReply(TypedDict):
    """The process answers."""

    status: Literal["alive"]


@_shown_as({"ready": True, "database": True, "workers": 1})
class ReadyReply(TypedDict):
    """Whether the server can take jobs and make them."""

    ready: bool
    database: bool
    workers: int
