"""Links to files: logical paths, signed so that they need no login, on the origin of an answer."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from tonewright.contract.ids import ITEM
from tonewright.delivery.signed_urls import LinkSigner

FOLDER = "ai_material/ai_material"
EXTENSIONS = {
    "mp3": "mp3",
    "wav": "wav",
    "stems": "zip",
    "cover": "png",
    "waveform": "json",
    "vocal": "mp3",
    "recording": "mp3",
}
"""The kinds of files that a job has, and the extension of each. A kind is its own folder in paths, but for the next."""

RECORDING_FOLDER = "voice_cloned/audio"

VOICE_FOLDER = "voice"
MIDI_FOLDER = "midi"
SAMPLE, PICTURE = "mp3", "svg"
"""The extensions of a voice's sample and of its picture."""

_JOB_FILE = re.compile(rf"{FOLDER}/(?P<kind>[a-z0-9]+)/(?P<item>{ITEM.pattern})\.(?P<extension>[a-z0-9]+)")
_RECORDING = re.compile(rf"{RECORDING_FOLDER}/(?P<item>{ITEM.pattern})\.mp3")
_MIDI_FILE = re.compile(rf"{FOLDER}/{MIDI_FOLDER}/(?P<item>{ITEM.pattern})\.mid")
_VOICE_FILE = re.compile(rf"{FOLDER}/{VOICE_FOLDER}/(?P<voice>[0-9A-Za-z_-]{{1,64}})\.(?P<extension>[a-z0-9]+)")


@dataclass(frozen=True)
class JobFilePath:
    """The logical path of one file of a job."""

    kind: str
    item: str

    def __str__(self) -> str:
        folder = RECORDING_FOLDER if self.kind == "recording" else f"{FOLDER}/{self.kind}"
        return f"{folder}/{self.item}.{EXTENSIONS[self.kind]}"


@dataclass(frozen=True)
class VoiceFilePath:
    """The logical path of a voice's SAMPLE or PICTURE."""

    voice: str
    extension: str

    def __str__(self) -> str:
        return f"{FOLDER}/{VOICE_FOLDER}/{self.voice}.{self.extension}"


@dataclass(frozen=True)
class MidiFilePath:
    """The logical path of an uploaded MIDI file."""

    item: str

    def __str__(self) -> str:
        return f"{FOLDER}/{MIDI_FOLDER}/{self.item}.mid"


FilePath = JobFilePath | VoiceFilePath | MidiFilePath


def parse_file_path(path: str) -> FilePath | None:
    """What a logical path names, or None if it can name nothing."""
    match = _MIDI_FILE.fullmatch(path)
    if match is not None:
        return MidiFilePath(match["item"])
    match = _VOICE_FILE.fullmatch(path)
    if match is not None and match["extension"] in (SAMPLE, PICTURE):
        return VoiceFilePath(match["voice"], match["extension"])
    match = _RECORDING.fullmatch(path)
    if match is not None:
        return JobFilePath("recording", match["item"])
    match = _JOB_FILE.fullmatch(path)
    if match is None or EXTENSIONS.get(match["kind"]) != match["extension"]:
        return None
    return JobFilePath(match["kind"], match["item"])


@dataclass(frozen=True)
class Link:
    """An absolute URL and the seconds that it works from now on."""

    url: str
    remain_s: int


class Links:
    """Makes links on one origin. `clock` gives Unix seconds."""

    def __init__(self, signer: LinkSigner, origin: str, clock: Callable[[], float]) -> None:
        self._signer = signer
        self._origin = origin.rstrip("/")
        self._clock = clock

    def to(self, path: FilePath) -> Link:
        """A fresh link to the file."""
        now = self._clock()
        signed = self._signer.sign(f"/{path}", now)
        return Link(f"{self._origin}/{path}?auth_key={signed.auth_key}", int(signed.expires - now))
