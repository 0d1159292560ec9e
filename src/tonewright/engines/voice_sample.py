"""One artist voice's sample: `python -m tonewright.engines.voice_sample ITEM FILE` sings it into an MP3 file."""

import os
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tonewright import __version__
from tonewright.delivery.label import Label
from tonewright.delivery.made import MadeFile
from tonewright.delivery.mp3 import encode_mp3, id3_of, write_mp3
from tonewright.render.stems import SAMPLE_RATE
from tonewright.render.voice.samples import sample_phrase
from tonewright.speech.roster import voice_named
from tonewright.theory.key import Key


def make(item_id: str, path: Path) -> None:
    """Sing the voice's phrase into an MP3 file, which appears whole."""
    voice = voice_named(item_id)
    draft = path.with_suffix(f".{os.getpid()}.new")
    write_sample(draft, voice.name, sample_phrase(voice))
    draft.rename(path)


def write_sample(path: Path, name: str, phrase: NDArray[np.float32]) -> MadeFile:
    """Write a voice's phrase, mono at SAMPLE_RATE, as an MP3 file that says whose it is."""
    samples = np.round(np.stack([phrase, phrase], axis=1) * (2**23 - 1)).astype(np.int32)
    label = Label(f"{name}, a sample", "voice", Key(0, "major"), 0, "studio", __version__)
    return write_mp3(path, id3_of(label, 90, len(phrase) / SAMPLE_RATE, None, b""), encode_mp3([samples]))


if __name__ == "__main__":
    make(sys.argv[1], Path(sys.argv[2]))
