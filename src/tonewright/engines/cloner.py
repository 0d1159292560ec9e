"""The cloner: a recording of a person's voice made into a profile by which a singer of ours sounds alike."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tonewright import __version__
from tonewright.cloning.clone import clone_voice
from tonewright.cloning.recording import LONGEST_S, Recording, read_recording
from tonewright.delivery.label import Label
from tonewright.delivery.made import MadeFile
from tonewright.delivery.mp3 import encode_mp3, id3_of, write_mp3
from tonewright.engines.engine import EngineRequest, Product, Report
from tonewright.engines.facts import plain
from tonewright.engines.progress import Progress
from tonewright.engines.voice_sample import write_sample
from tonewright.errors import EngineError, SpeechError, UnusableFile
from tonewright.render.stems import SAMPLE_RATE
from tonewright.render.voice.samples import sample_phrase
from tonewright.speech.roster import ArtistVoice, default_voice, guest_voice
from tonewright.theory.key import Key

_SHARES = {"decode": 10, "clone": 60, "sample": 20, "deliver": 10}
_BLOCK = SAMPLE_RATE


class Cloner:
    """Makes the profile of the voice in the file that the request's `audio` names, and lets it sing a few bars."""

    name = "cloner"

    def prepare(self) -> None:
        """Load compiled kernels by singing a phrase."""
        sample_phrase(default_voice())

    def make(self, request: EngineRequest, workspace: Path, report: Report) -> Product:
        """Clone the voice. Raises EngineError where the file cannot be decoded, or holds too little voice or none."""
        if request.audio is None:
            raise EngineError("There is no recording to clone a voice from")
        progress = Progress(_SHARES, report)
        name = request.title or request.prompt
        try:
            recording = read_recording(Path(request.audio), workspace / "recording.f32")
            progress.done("decode")
            profile = clone_voice(recording.voice, recording.loudest_hz, lambda share: progress.at("clone", share))
            singer = profile.singer("clone", name)
            vocal = _sing_sample(singer, workspace / "vocal.mp3")
        except (SpeechError, UnusableFile) as error:
            raise EngineError(str(error)) from error
        progress.done("sample")
        sent = _keep_recording(
            recording, name, workspace / "recording.mp3", lambda share: progress.at("deliver", share)
        )
        facts = {
            "title": name,
            "labels": list(profile.labels),
            "profile": profile.as_json(),
            "dur": plain(recording.sent.seconds),
            "engine": self.name,
        }
        return Product({"recording": sent, "vocal": vocal}, facts)


def _sing_sample(singer: ArtistVoice, path: Path) -> MadeFile:
    with guest_voice(singer):
        return write_sample(path, singer.name, sample_phrase(singer))


def _keep_recording(recording: Recording, name: str, path: Path, told: Callable[[float], None]) -> MadeFile:
    """What was sent, at most LONGEST_S of it, as an MP3 file."""
    samples = recording.sent.samples()[: round(LONGEST_S * SAMPLE_RATE)]

    def blocks() -> Iterator[NDArray[np.int32]]:
        for first in range(0, len(samples), _BLOCK):
            block = samples[first : first + _BLOCK]
            yield np.round(np.clip(np.broadcast_to(block, (len(block), 2)), -1.0, 1.0) * (2**23 - 1)).astype(np.int32)
            told(min(1.0, (first + _BLOCK) / len(samples)))

    label = Label(name, "recording", Key(0, "major"), 0, Cloner.name, __version__)
    return write_mp3(path, id3_of(label, 0, len(samples) / SAMPLE_RATE, None, b""), encode_mp3(blocks()))
