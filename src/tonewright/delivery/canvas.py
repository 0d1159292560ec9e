"""A square canvas whose colours mix as eyes expect.

Colours are kept in Oklab while painting, so that a gradient from blue to yellow does not turn grey.
Source: B. Ottosson, "A perceptual color space for image processing" (2020), the matrices M1 and M2.
"""

from collections.abc import Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.floating[Any]]
"""One value per pixel, of the canvas's shape or one that broadcasts to it."""

_M1 = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_M2 = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


class Canvas:
    """A square picture. `x` runs right and `y` down, both 0…1; `pixel` is a pixel's width in that measure."""

    def __init__(self, size: int) -> None:
        line = (np.arange(size, dtype=np.float32) + 0.5) / np.float32(size)
        self.size = size
        self.pixel = 1.0 / size
        self.x: Plane = np.broadcast_to(line, (size, size))
        self.y: Plane = np.broadcast_to(line[:, None], (size, size))
        self._lab: NDArray[np.float32] = np.zeros((size, size, 3), np.float32)

    def window(self, left: float, top: float, width: float) -> Self:
        """A square part of the canvas, in the same measure; what is painted there is painted here."""
        rows, columns = (
            slice(max(0, int(start * self.size)), int(np.ceil((start + width) * self.size))) for start in (top, left)
        )
        part = object.__new__(type(self))
        part.size, part.pixel = self.size, self.pixel
        part.x, part.y = self.x[rows, columns], self.y[rows, columns]
        part._lab = self._lab[rows, columns]
        return part

    def fill(self, ramp: Sequence[str], position: Plane) -> None:
        """Paint everything with a gradient through the colours of `ramp`, by position 0…1."""
        self._lab[:] = _along(ramp, np.broadcast_to(position, self.x.shape))

    def paint(self, colour: str, cover: Plane) -> None:
        """Paint one colour where `cover` is 1, nothing where it is 0."""
        band = _painted_rows(cover)
        self._lab[band] += _column(cover[band]) * (oklab(colour) - self._lab[band])

    def paint_ramp(self, ramp: Sequence[str], position: Plane, cover: Plane) -> None:
        """Paint a gradient through the colours of `ramp`, by position 0…1, where `cover` is."""
        band = _painted_rows(cover)
        colours = _along(ramp, np.broadcast_to(position, self.x.shape)[band])
        self._lab[band] += _column(cover[band]) * (colours - self._lab[band])

    def lighten(self, amount: Plane) -> None:
        """Add to the lightness, which is 0…1."""
        self._lab[..., 0] += amount

    def inside(self, distance: Plane) -> Plane:
        """The cover of a shape from its signed distance, negative inside, with smooth edges."""
        return np.asarray(np.clip(0.5 - distance / self.pixel, 0.0, 1.0))

    def pixels(self) -> NDArray[np.uint8]:
        """The picture as sRGB bytes of shape (size, size, 3)."""
        lms = self._lab @ np.linalg.inv(_M2).T.astype(np.float32)
        linear = (lms * lms * lms) @ np.linalg.inv(_M1).T.astype(np.float32)
        # IEC 61966-2-1, from linear light to sRGB, through a table: the power itself is slow.
        steps = np.arange(4096) / 4095.0
        coded = np.where(steps <= 0.0031308, 12.92 * steps, 1.055 * steps ** (1 / 2.4) - 0.055)
        table = np.round(coded * 255.0).astype(np.uint8)
        np.clip(linear * 4095.0 + 0.5, 0, 4095, out=linear)
        return np.asarray(table[linear.astype(np.int16)], np.uint8)


def oklab(colour: str) -> NDArray[np.float32]:
    """The Oklab lightness, a and b of a colour such as `#ff8a3d`."""
    coded = np.array([int(colour[at : at + 2], 16) / 255.0 for at in (1, 3, 5)])
    linear = np.where(coded <= 0.04045, coded / 12.92, ((coded + 0.055) / 1.055) ** 2.4)
    return np.asarray(_M2 @ np.cbrt(_M1 @ linear), dtype=np.float32)


def _along(ramp: Sequence[str], position: Plane) -> NDArray[np.float32]:
    stops = np.stack([oklab(colour) for colour in ramp])
    steps = np.linspace(0.0, 1.0, 1024)
    places = np.linspace(0.0, 1.0, len(ramp))
    table = np.stack([np.interp(steps, places, stops[:, axis]) for axis in range(3)], axis=1)
    table = table.astype(np.float32)
    return np.asarray(table[np.clip(position * 1023.0, 0, 1023).astype(np.int16)], np.float32)


def _painted_rows(cover: Plane) -> slice:
    """The rows from the first to the last that the cover touches."""
    rows = np.flatnonzero(cover.any(axis=1))
    return slice(int(rows[0]), int(rows[-1]) + 1) if rows.size else slice(0)


def _column(cover: Plane) -> NDArray[np.float32]:
    """The cover with a third axis for the colour."""
    return np.asarray(cover[..., None], np.float32)
