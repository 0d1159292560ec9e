"""All methods together: four soft masks that add up to 1.

What the methods say of a bin is weighed by a small network of two layers, the same for every bin. Its weights are
fitted by `bench/fit_splitter.py` on mixes whose stems are known, so that the masked stems are nearest to the true ones;
there is a set for two channels and one for one channel, where nothing is known of places.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from tonewright.separation.evidence import Evidence
from tonewright.separation.features import Features
from tonewright.separation.separator import STEMS

_FRAMES_AT_ONCE = 48
_FURTHEST = 5.0
"""How far from what is usual, in standard deviations, a feature may lie before it counts no further."""

_Layer = tuple[NDArray[np.float32], NDArray[np.float32]]


@dataclass(frozen=True)
class Weights:
    """What features are brought to the same size with, and the layers, each a matrix and an offset."""

    mean: NDArray[np.float32]
    scale: NDArray[np.float32]
    layers: tuple[_Layer, ...]

    def shares(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """The share of each stem, shape (n, 4), which add up to 1, from features of shape (n, COUNT)."""
        heard = np.clip((features - self.mean) * self.scale, -_FURTHEST, _FURTHEST)
        for number, (matrix, offset) in enumerate(self.layers):
            heard = heard @ matrix
            heard += offset
            if number < len(self.layers) - 1:
                np.maximum(heard, 0.0, out=heard)
        heard -= heard.max(axis=1, keepdims=True)
        np.exp(heard, out=heard)
        shares: NDArray[np.float32] = heard / heard.sum(axis=1, keepdims=True)
        return shares


@cache
def weights_for(channels: int) -> Weights:
    """The fitted weights for recordings of so many channels, 1 or 2."""
    file = resources.files("tonewright.separation").joinpath("weights", f"channels_{channels}.json")
    table = json.loads(file.read_text("utf-8"))
    layers = tuple((_numbers(layer["matrix"]), _numbers(layer["offset"])) for layer in table["layers"])
    return Weights(_numbers(table["mean"]), _numbers(table["scale"]), layers)


def masks_of(evidence: Evidence, weights: Weights) -> NDArray[np.float32]:
    """The share of each stem in each bin, shape (4, frames, bins), in the order of STEMS."""
    features = Features(evidence)
    frames, bins = evidence.magnitudes.shape
    masks = np.empty((len(STEMS), frames, bins), np.float32)
    for first in range(0, frames, _FRAMES_AT_ONCE):
        last = min(frames, first + _FRAMES_AT_ONCE)
        shares = weights.shares(features.rows(first, last))
        masks[:, first:last] = shares.T.reshape(len(STEMS), last - first, bins)
    return masks


def _numbers(rows: list[object]) -> NDArray[np.float32]:
    return np.array(rows, np.float32)
