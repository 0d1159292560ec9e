"""What each method of the classical separator finds alone, as masks of the stems that it speaks of."""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from tonewright.separation.evidence import Evidence
from tonewright.separation.stereo import middle_mask

Mask = NDArray[np.float32]

_VOICES_FROM_HZ = 110.0


def _voices_only(evidence: Evidence, mask: Mask) -> Mask:
    """Nothing is sung below 110 Hz: each method that finds voices is spared the bass."""
    return mask * (evidence.frames.frequencies_hz > _VOICES_FROM_HZ)


def _struck(evidence: Evidence) -> dict[str, Mask]:
    return {"drums": evidence.strokes, "other": 1 - evidence.strokes}


def _placed(evidence: Evidence) -> dict[str, Mask]:
    vocals = _voices_only(evidence, middle_mask(evidence.middle))
    return {"vocals": vocals, "other": 1 - vocals}


def _repeating(evidence: Evidence) -> dict[str, Mask]:
    share = np.square(evidence.repeating / (evidence.magnitudes + np.float32(1e-12)))
    vocals = _voices_only(evidence, 1 - share)
    return {"vocals": vocals, "other": 1 - vocals}


def _sung(evidence: Evidence) -> dict[str, Mask]:
    return {"vocals": evidence.voice, "other": 1 - evidence.voice}


def _low(evidence: Evidence) -> dict[str, Mask]:
    return {"bass": evidence.low, "other": 1 - evidence.low}


METHODS: Mapping[str, Callable[[Evidence], dict[str, Mask]]] = {
    "harmonic and percussive": _struck,
    "stereo position": _placed,
    "repetition": _repeating,
    "sung pitch": _sung,
    "low pitch": _low,
}
