"""The cover: a picture that the seed, the style and the mood determine."""

import hashlib
import io
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tonewright.delivery.canvas import Canvas
from tonewright.delivery.label import Label
from tonewright.delivery.made import MadeFile, written
from tonewright.delivery.motifs import MOTIFS
from tonewright.styles.packs import pack_table, pack_titled
from tonewright.theory.seeds import rng

MEDIA_TYPE = "image/png"
SIZE = 1000
EMBEDDED_SIZE = 600
_NEAREST = 3
# Just enough to keep gradients from banding; film grain would double the file.
_GRAIN = 0.002


@dataclass(frozen=True)
class Cover:
    """A painted cover, sRGB, shape (size, size, 3)."""

    pixels: NDArray[np.uint8]

    def png(self) -> bytes:
        """The cover as a PNG."""
        buffer = io.BytesIO()
        image = Image.fromarray(self.pixels)
        image.save(buffer, "PNG", compress_level=4)
        return buffer.getvalue()

    def jpeg(self) -> bytes:
        """The cover as a JPEG small enough to travel inside a music file."""
        buffer = io.BytesIO()
        image = Image.fromarray(self.pixels).resize((EMBEDDED_SIZE,) * 2, Image.Resampling.LANCZOS)
        image.save(buffer, "JPEG", quality=86)
        return buffer.getvalue()

    def save(self, path: Path) -> MadeFile:
        """Write the cover as a PNG file."""
        return written(path, MEDIA_TYPE, self.png())


def draw_cover(label: Label, size: int = SIZE) -> Cover:
    """Paint the cover: the style chooses the motif, the mood the colours, the seed everything else."""
    random = rng(label.seed, "cover")
    canvas = Canvas(size)
    colours = _nearest_colours(label.valence, label.energy, random)
    MOTIFS[motif_of(label.style)](canvas, colours, random)
    grain = random.standard_normal((size, size), np.float32)
    canvas.lighten(grain * np.float32(_GRAIN))
    return Cover(canvas.pixels())


def motif_of(style: str) -> str:
    """The motif that a style's pack names, by the style's name or title; any other style has one of its own too."""
    named = pack_table(pack_titled(style) or "", "cover", ("motif",)).get("motif")
    known = sorted(MOTIFS)
    return named or known[hashlib.sha256(style.casefold().encode()).digest()[0] % len(known)]


def _nearest_colours(valence: float, energy: float, random: np.random.Generator) -> list[str]:
    by_distance = sorted(_palettes(), key=lambda palette: np.hypot((palette[0] - valence) / 2.0, palette[1] - energy))
    return by_distance[int(random.integers(_NEAREST))][2]


@cache
def _palettes() -> list[tuple[float, float, list[str]]]:
    text = files("tonewright.delivery").joinpath("palettes.toml").read_text("utf-8")
    return [(entry["valence"], entry["energy"], entry["colours"]) for entry in tomllib.loads(text)["palette"]]
