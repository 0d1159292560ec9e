"""The evidence of each bin as numbers of about the same size, for `combination.py` to weigh."""

import numpy as np
from numpy.typing import NDArray

from tonewright.separation.evidence import Evidence
from tonewright.separation.spectrum import Magnitudes

_CORNERS_HZ = (45.0, 90.0, 180.0, 360.0, 800.0, 1800.0, 4000.0, 9000.0)
_FLOOR = 1e-4
_HARDLY = 1e-12


class Features:
    """The features of a stretch; `rows` gives those of some of its frames, shape (frames × bins, COUNT)."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = e = evidence
        magnitudes = e.magnitudes
        self._level = np.float32(np.sqrt(np.mean(np.square(magnitudes, dtype=np.float64))) + _HARDLY)
        energy = np.square(magnitudes)
        whole = energy.sum(axis=1) + np.float32(_HARDLY)
        hz = e.frames.frequencies_hz
        high, voiced = hz > 5000, (hz > 200) & (hz < 4000)
        self._of_frames = np.stack(
            [
                e.melody.sureness,
                e.bass.sureness,
                (energy * e.strokes).sum(axis=1) / whole,
                np.sqrt(energy[:, high].sum(axis=1) / whole),
                _share(energy[:, voiced], e.melody_teeth[:, voiced]),
                _share(energy[:, voiced], e.middle[:, voiced]),
                _share(energy[:, high], e.middle[:, high]),
                np.log10(np.sqrt(whole / magnitudes.shape[1]) / self._level + np.float32(_FLOOR)),
                np.log2(e.melody.hz / np.float32(300.0)),
            ],
            axis=1,
        ).astype(np.float32)
        loudness = np.log10(np.sqrt(whole) / np.sqrt(whole.mean()) + np.float32(_FLOOR))
        rise = loudness - np.concatenate([loudness[:2], loudness[:-2]])[: len(loudness)]
        self._of_frames = np.concatenate([self._of_frames, rise[:, None].astype(np.float32)], axis=1)
        self._of_bins = _places(hz)

    def rows(self, first: int, last: int) -> NDArray[np.float32]:
        """The features of frames `first`…`last` − 1."""
        e = self._evidence
        part = slice(first, last)
        magnitudes = e.magnitudes[part]
        shape = magnitudes.shape
        before = e.magnitudes[np.maximum(np.arange(first, last) - 2, 0)]
        after = e.magnitudes[np.minimum(np.arange(first, last) + 2, len(e.magnitudes) - 1)]
        planes = [
            np.log10(magnitudes / self._level + np.float32(_FLOOR)),
            *(self._against(kind[part], magnitudes) for kind in (*e.lasting, *e.broad)),
            self._against(before, magnitudes),
            self._against(after, magnitudes),
            e.repeating[part] / (magnitudes + np.float32(_HARDLY)),
            e.strokes[part],
            e.middle[part],
            e.coherent[part],
            e.melody_teeth[part],
            e.voice[part],
            e.bass_teeth[part],
            e.low[part],
        ]
        of_frames = np.broadcast_to(self._of_frames[part, None, :], (*shape, self._of_frames.shape[1]))
        of_bins = np.broadcast_to(self._of_bins[None], (*shape, self._of_bins.shape[1]))
        table = np.concatenate([np.stack(planes, axis=2), of_frames, of_bins], axis=2)
        return table.reshape(shape[0] * shape[1], -1)

    def _against(self, kind: Magnitudes, magnitudes: Magnitudes) -> Magnitudes:
        """The logarithm of one against the other, where both are not far below what is heard."""
        floor = self._level * np.float32(_FLOOR)
        ratio: Magnitudes = np.log10((kind + floor) / (magnitudes + floor))
        return np.clip(ratio, -2.0, 2.0)


def _share(energy: Magnitudes, weights: Magnitudes) -> Magnitudes:
    """The mean of the weights, frame by frame, where the energy is."""
    share: Magnitudes = (energy * weights).sum(axis=1) / (energy.sum(axis=1) + np.float32(_HARDLY))
    return share


def _places(hz: NDArray[np.float32]) -> NDArray[np.float32]:
    """Where a bin stands among the corners: 1 at one, falling to 0 at its neighbours, on a logarithmic scale."""
    at = np.log2(np.maximum(hz, 20.0))
    corners = np.log2(np.array(_CORNERS_HZ))
    return np.stack([np.interp(at, corners, row) for row in np.eye(len(corners))], axis=1).astype(np.float32)
