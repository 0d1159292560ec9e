"""A delivered piece, as a listener gets it: made by the studio from a brief, read back from its files.

Audio is analysed at 22.05 kHz, which is what the estimators of tempo, key, chords and timbre need and no more; levels
are measured on the files themselves (`levels.py`). Both channels are kept: of some sampled notes left and right are out
of phase, and their sum would lose the note.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import mido
import numpy as np
import soundfile
from bench.notes import Notes, read_notes
from numpy.typing import NDArray
from scipy.signal import resample_poly

from tonewright.engines.engine import EngineRequest
from tonewright.engines.studio import Studio

FONT = Path("/usr/share/sounds/sf2/FluidR3_GM.sf2")
RATE = 22_050
UNPITCHED = ("drums", "percussion", "fx")
SUNG = ("vocals", "backing_vocals")
LONGEST_S = 300.0

Samples = NDArray[np.float32]


@dataclass(frozen=True)
class Delivered:
    """A piece's files, read.

    `mix` and each of `stems` have shape (2, n), at RATE; `facts` are the record's; `null` is the largest difference
    of master and sum of stems in steps of 24 bits; `digest` is of the master's and the archive's bytes.
    """

    folder: Path
    mix: Samples
    stems: Mapping[str, Samples]
    notes: Notes
    facts: Mapping[str, Any]
    null: int
    digest: str

    @property
    def mono(self) -> Samples:
        """The mix's middle."""
        return self.mix.mean(axis=0)

    def stems_of(self, *, without: tuple[str, ...] = (), only: tuple[str, ...] = ()) -> Samples:
        """The sum of the stems whose role is wanted; silence where there is none."""
        chosen = [s for name, s in self.stems.items() if name not in without and (not only or name in only)]
        return sum(chosen, np.zeros_like(self.mix))


def make(brief: Mapping[str, Any], seed: int, folder: Path, longest_s: float = LONGEST_S) -> Delivered:
    """Have the studio make the brief's piece in an empty folder, and read what it delivers."""
    seconds = min(float(brief["seconds"]), longest_s)
    given = dict(brief.get("parameters", {}))
    request = EngineRequest(
        brief.get("kind", "instrumental"), brief["prompt"], "i4", LONGEST_S, seed, duration_s=seconds, **given
    )
    product = Studio(FONT).make(request, folder, lambda percent: None)
    master, archive = product.files["wav"].path, product.files["stems"].path
    digest = hashlib.sha256(master.read_bytes() + archive.read_bytes()).hexdigest()
    mix, _ = soundfile.read(master, dtype="int32")
    rest = mix.astype(np.int64)
    stems: dict[str, Samples] = {}
    with zipfile.ZipFile(archive) as files:
        for name in files.namelist():
            if name.endswith(".wav"):
                stem, _ = soundfile.read(io.BytesIO(files.read(name)), dtype="int32")
                rest -= stem
                stems[name.removesuffix(".wav")] = np.stack([_at_rate(channel) for channel in stem.T])
        notes = read_notes(mido.MidiFile(file=io.BytesIO(files.read("song.mid"))))
        json.loads(files.read("manifest.json"))
    # 24 bits stand in the upper three bytes of 32.
    null = int(np.abs(rest).max()) >> 8
    wide = np.stack([_at_rate(channel) for channel in mix.T])
    return Delivered(folder, wide, stems, notes, product.facts, null, digest)


def _at_rate(samples: NDArray[Any]) -> Samples:
    return resample_poly(samples.astype(np.float32) / 2**31, 1, 2).astype(np.float32)
