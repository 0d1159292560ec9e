"""One artist voice's sample: `python -m tonewright.engines.voice_sample ITEM FILE` sings it into an MP3 file."""

import os
import sys
from pathlib import Path

import numpy as np

from tonewright import __version__
from tonewright.delivery.label import Label
from tonewright.delivery.mp3 import encode_mp3, id3_of, write_mp3
from tonewright.render.stems import SAMPLE_RATE
from tonewright.render.voice.samples import sample_phrase
from tonewright.speech.roster import voice_named
from tonewright.theory.key import Key


def make(item_id: str, path: Path) -> None:
    """Sing the voice's phrase into an MP3 file, which appears whole."""
    voice = voice_named(item_id)
    phrase = sample_phrase(voice)
    samples = np.round(np.stack([phrase, phrase], axis=1) * (2**23 - 1)).astype(np.int32)
    label = Label(f"{voice.name}, a sample", "voice", Key(0, "major"), 0, "studio", __version__)
    draft = path.with_suffix(f".{os.getpid()}.new")
    write_mp3(draft, id3_of(label, 90, len(phrase) / SAMPLE_RATE, None, b""), encode_mp3([samples]))
    draft.rename(path)


if __name__ == "__main__":
    make(sys.argv[1], Path(sys.argv[2]))
