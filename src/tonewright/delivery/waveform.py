"""The waveform as data: what a player draws before the sound is there.

Source: BBC audiowaveform, "Waveform data format", JSON, version 2, as peaks.js and wavesurfer.js read it.
"""

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tonewright.delivery.made import MadeFile, written
from tonewright.render.stems import SAMPLE_RATE

MEDIA_TYPE = "application/json"
SAMPLES_PER_PIXEL = 1024


def waveform_data(mix: NDArray[np.int32]) -> list[int]:
    """The lowest and highest value, −128…127, of each SAMPLES_PER_PIXEL frames of the channels' mean.

    `mix` has shape (frames, 2) and holds 24-bit integers; the last pixel may cover fewer frames.
    """
    data: list[int] = []
    pixels_at_once = 64
    for start in range(0, len(mix), pixels_at_once * SAMPLES_PER_PIXEL):
        block = mix[start : start + pixels_at_once * SAMPLES_PER_PIXEL]
        mono = (block[:, 0] + block[:, 1]) / (2.0 * 65536.0)
        edges = np.arange(0, len(mono), SAMPLES_PER_PIXEL)
        pairs = np.stack((np.minimum.reduceat(mono, edges), np.maximum.reduceat(mono, edges)), axis=1)
        data += np.clip(np.trunc(pairs), -128, 127).astype(int).ravel().tolist()
    return data


def write_waveform(path: Path, mix: NDArray[np.int32]) -> MadeFile:
    """Write the mix's waveform as JSON."""
    data = waveform_data(mix)
    document = {
        "version": 2,
        "channels": 1,
        "sample_rate": SAMPLE_RATE,
        "samples_per_pixel": SAMPLES_PER_PIXEL,
        "bits": 8,
        "length": len(data) // 2,
        "data": data,
    }
    return written(path, MEDIA_TYPE, json.dumps(document, separators=(",", ":")).encode())
