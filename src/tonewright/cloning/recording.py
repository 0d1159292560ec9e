"""A recording that somebody sent, decoded, and what of it may be the voice."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy.signal
from numpy.typing import NDArray

from tonewright.decoding.decoder import DecodedAudio, decode_audio
from tonewright.render.stems import SAMPLE_RATE

LONGEST_S = 300.0
"""What comes after is not listened to."""
ASIDE_FROM_DB = -30.0
"""A recording is taken for one of a single channel where its sides are further below its middle than this."""
_FRAME, _HOP, _BLOCK = 4096, 1024, 1 << 19


@dataclass(frozen=True, eq=False)
class Recording:
    """`sent` is the decoded file at SAMPLE_RATE; `voice` (frames,) the mono sound in which to look for a voice."""

    sent: DecodedAudio
    voice: NDArray[np.float32]

    @property
    def loudest_hz(self) -> float:
        """The highest frequency that the file can hold."""
        return min(self.sent.source_rate, SAMPLE_RATE) / 2


def read_recording(source: Path, target: Path) -> Recording:
    """Decode a recording to `target`. Raises UnusableFile as `decode_audio` does."""
    sent = decode_audio(source, target, sample_rate=SAMPLE_RATE)
    samples = sent.samples()[: round(LONGEST_S * SAMPLE_RATE)]
    return Recording(sent, samples[:, 0].copy() if sent.channels == 1 else centre(samples))


def centre(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """What stands in the middle of stereo samples (frames, 2), mono: where singers stand, and few instruments.

    Each moment and frequency keeps the share by which left and right are alike (Avendano & Jot, "A frequency-domain
    approach to multichannel upmix", JAES 52, 2004).
    """
    middle, side = 0.5 * (samples[:, 0] + samples[:, 1]), 0.5 * (samples[:, 0] - samples[:, 1])
    if np.sum(side.astype(np.float64) ** 2) < 10.0 ** (ASIDE_FROM_DB / 10.0) * np.sum(middle.astype(np.float64) ** 2):
        return np.asarray(middle, np.float32)
    kept = np.empty(len(middle), np.float32)
    for first in range(0, len(middle), _BLOCK):
        # Blocks overlap by a frame on each side, so that nothing is heard of where they meet.
        start, end = max(first - _FRAME, 0), min(first + _BLOCK + _FRAME, len(middle))
        block = _alike(middle[start:end], side[start:end])
        kept[first : first + _BLOCK] = block[first - start : first - start + _BLOCK]
    return kept


def _alike(middle: NDArray[np.float32], side: NDArray[np.float32]) -> NDArray[np.float64]:
    transform = scipy.signal.ShortTimeFFT(scipy.signal.get_window("hann", _FRAME), _HOP, SAMPLE_RATE)
    padding = max(0, _FRAME - len(middle))
    sums, differences = (transform.stft(np.pad(sound, (0, padding))) for sound in (middle, side))
    share = np.abs(sums) ** 2 / (np.abs(sums) ** 2 + 2.0 * np.abs(differences) ** 2 + 1e-12)
    return np.asarray(transform.istft(sums * share, k1=len(middle) + padding)[: len(middle)])
