"""Integer samples as bytes: 24-bit for files, 16-bit for the MP3 encoder.

Compiled ahead of time from fixed signatures, so that a job never waits for a compiler.
"""

import numpy as np
from numpy.typing import NDArray

from tonewright.dsp.kernels import njit, types

BYTES_PER_SAMPLE = 3
HIGHEST = 2**23 - 1
LOWEST = -(2**23)
_SAMPLES = types.Array(types.int32, 2, "C", readonly=True)


@njit(types.int64(_SAMPLES, types.uint8[::1]), cache=True, nogil=True)
def _pack_24(samples, out):  # type: ignore[no-untyped-def]
    """Two frames at a time, as three 32-bit words: four times as fast as byte by byte."""
    outside = 0
    frames = samples.shape[0]
    words = out[: frames // 2 * 12].view(np.uint32)
    for pair in range(frames // 2):
        a, b = samples[2 * pair, 0], samples[2 * pair, 1]
        c, d = samples[2 * pair + 1, 0], samples[2 * pair + 1, 1]
        words[3 * pair] = (a & 0xFFFFFF) | (b << 24)
        words[3 * pair + 1] = ((b >> 8) & 0xFFFF) | (c << 16)
        words[3 * pair + 2] = ((c >> 16) & 0xFF) | (d << 8)
        for value in (a, b, c, d):
            outside += value > HIGHEST or value < LOWEST
    at = frames // 2 * 12
    for frame in range(frames // 2 * 2, frames):
        for channel in range(2):
            value = samples[frame, channel]
            outside += value > HIGHEST or value < LOWEST
            for byte in range(3):
                out[at] = (value >> (8 * byte)) & 0xFF
                at += 1
    return outside


@njit(types.void(_SAMPLES, types.int16[:, ::1]), cache=True, nogil=True)
def _round_16(samples, out):  # type: ignore[no-untyped-def]
    for frame in range(samples.shape[0]):
        for channel in range(samples.shape[1]):
            out[frame, channel] = min((samples[frame, channel] + 128) >> 8, 32767)


def pack_24_bit(samples: NDArray[np.int32]) -> bytes:
    """Samples of shape (frames, 1 or 2) as interleaved 24-bit little-endian PCM.

    Raises OverflowError if a sample is outside −2^23…2^23−1; nothing is clipped in silence.
    """
    if samples.shape[1] == 1:
        # Samples of one channel pack like those of two: in pairs, the last of an odd number with a silent one.
        pairs = np.zeros((-(-len(samples) // 2), 2), np.int32)
        pairs.reshape(-1)[: len(samples)] = samples[:, 0]
        return pack_24_bit(pairs)[: len(samples) * BYTES_PER_SAMPLE]
    out = np.empty(samples.size * BYTES_PER_SAMPLE, np.uint8)
    outside = _pack_24(np.ascontiguousarray(samples), out)
    if outside:
        raise OverflowError(f"{outside} samples do not fit into 24 bits")
    return out.tobytes()


def round_to_16_bit(samples: NDArray[np.int32]) -> bytes:
    """24-bit stereo samples of shape (frames, 2), rounded to interleaved 16-bit little-endian PCM."""
    out = np.empty(samples.shape, np.int16)
    _round_16(np.ascontiguousarray(samples), out)
    return out.tobytes()
