"""Mixes whose true stems are known: made by the studio from `splitter_mixes.toml`, kept under build/.

`.venv/bin/python -m bench.splitter_mixes [development|held_out]` makes those that are not there yet. The second
SoundFont is looked for where packages put it; `TONEWRIGHT_SECOND_SOUNDFONT` names another place.
"""

import hashlib
import io
import os
import sys
import tempfile
import tomllib
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
from bench.delivered import FONT
from numpy.typing import NDArray

from tonewright.engines.engine import EngineRequest
from tonewright.engines.studio import Studio
from tonewright.speech.roster import voices

TABLE = Path(__file__).with_suffix(".toml")
CACHE = Path("build/splitter")
RATE = 44_100
SECOND_FONT = Path(os.environ.get("TONEWRIGHT_SECOND_SOUNDFONT", "/usr/share/sounds/sf2/TimGM6mb.sf2"))
"""The Debian package timgm6mb-soundfont, of other samples than the product's."""

STEMS = ("vocals", "drums", "bass", "other")
_STEM_OF = {"vocals": "vocals", "backing_vocals": "vocals", "drums": "drums", "percussion": "drums", "bass": "bass"}
_MADE_S, _FROM_S, _LENGTH_S = 44.0, 10.0, 30.0

Samples = NDArray[np.float32]


@dataclass(frozen=True)
class Recipe:
    """One line of the table; no `voice` means an instrumental."""

    prompt: str
    voice: str | None = None
    seed: int = 1
    font: str = "first"

    @property
    def name(self) -> str:
        """What it is called in the figures and in the cache."""
        return "-".join((self.prompt.replace(",", "").replace(" ", "_"), self.voice or "nobody", self.font))


@dataclass(frozen=True)
class Mix:
    """A mix, shape (frames, channels) at RATE, and what it is made of; `stems` lacks what is silent in it."""

    recipe: Recipe
    samples: Samples
    stems: Mapping[str, Samples]

    def mono(self) -> "Mix":
        """The same on one channel."""
        stems = {name: stem.mean(axis=1, keepdims=True) for name, stem in self.stems.items()}
        return Mix(self.recipe, self.samples.mean(axis=1, keepdims=True), stems)


def recipes(which: str) -> list[Recipe]:
    """The table's `development` or `held_out`."""
    return [Recipe(**line) for line in tomllib.loads(TABLE.read_text("utf-8"))[which]]


def mix_of(recipe: Recipe) -> Mix:
    """The mix, from the cache where it is there. Raises FileNotFoundError where the second SoundFont is missing."""
    path = CACHE / f"{hashlib.sha256(repr(recipe).encode()).hexdigest()[:16]}.npz"
    if not path.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        stems = _made(recipe)
        part = path.with_suffix(f".{os.getpid()}.npz")
        np.savez(part, **stems)
        part.replace(path)
    with np.load(path) as kept:
        stems = {name: kept[name].astype(np.float32) / 2**23 for name in STEMS}
    mixed = sum(stems.values(), np.zeros_like(stems["other"]))
    return Mix(recipe, mixed, {name: stem for name, stem in stems.items() if np.abs(stem).max() > 1e-4})


def _made(recipe: Recipe) -> dict[str, NDArray[np.int32]]:
    """The true stems in steps of 24 bits."""
    font = FONT if recipe.font == "first" else SECOND_FONT
    if not font.exists():
        raise FileNotFoundError(f"{font} is missing (Debian package timgm6mb-soundfont)")
    kind, model = ("song", "v4.8") if recipe.voice else ("instrumental", "i4")
    voice = recipe.voice and next(v.item_id for v in voices() if recipe.voice in v.name.lower().split())
    request = EngineRequest(kind, recipe.prompt, model, 300.0, recipe.seed, voice=voice, duration_s=_MADE_S)
    first, frames = int(_FROM_S * RATE), int(_LENGTH_S * RATE)
    stems = {name: np.zeros((frames, 2), np.int32) for name in STEMS}
    with tempfile.TemporaryDirectory() as folder:
        archive = Studio(font).make(request, Path(folder), lambda percent: None).files["stems"].path
        with zipfile.ZipFile(archive) as file:
            for entry in (name for name in file.namelist() if name.endswith(".wav")):
                samples, _ = soundfile.read(io.BytesIO(file.read(entry)), dtype="int32")
                cut = (samples >> 8)[first : first + frames]
                stems[_STEM_OF.get(entry.removesuffix(".wav"), "other")][: len(cut)] += cut
    return stems


def main() -> None:
    """Make the mixes of the sets that are named, or of both."""
    for which in sys.argv[1:] or ("development", "held_out"):
        for recipe in recipes(which):
            mix = mix_of(recipe)
            print(which, recipe.name, *mix.stems, flush=True)


if __name__ == "__main__":
    main()
