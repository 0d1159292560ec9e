"""Look-ahead limiting as a gain curve: what a signal must be multiplied by to stay under a ceiling."""

import numpy as np
from numpy.typing import NDArray

from tonewright.dsp.kernels import njit


@njit(cache=True, nogil=True)
def limiting_gain(need: NDArray[np.float32], lookahead_frames: int, release_frames: float) -> NDArray[np.float32]:
    """A smooth gain 0…1 that never exceeds `need` (the gain allowed at each frame, 1 where all is well).

    The lowest need within `lookahead_frames` around each frame is taken (a monotonic queue), let go
    exponentially over `release_frames`, and averaged over a window no longer than the look-ahead, so that
    the result starts falling before a peak and is never above what any frame needs.
    """
    frames = need.shape[0]
    lowest = np.empty(frames, dtype=np.float32)
    room = 2 * lookahead_frames + 2
    queue = np.empty(room, dtype=np.int64)
    head, tail = 0, 0
    for frame in range(frames + lookahead_frames):
        if frame < frames:
            while tail > head and need[queue[(tail - 1) % room]] >= need[frame]:
                tail -= 1
            queue[tail % room] = frame
            tail += 1
        centre = frame - lookahead_frames
        if centre >= 0:
            while queue[head % room] < centre - lookahead_frames:
                head += 1
            lowest[centre] = need[queue[head % room]]
    step = 1.0 - np.exp(-1.0 / release_frames)
    level = 1.0
    for frame in range(frames):
        if lowest[frame] < level:
            level = np.float64(lowest[frame])
        else:
            level += (lowest[frame] - level) * step
        lowest[frame] = np.float32(level)
    return _averaged(_averaged(lowest, lookahead_frames // 2), lookahead_frames // 2)


@njit(cache=True, nogil=True)
def _averaged(values: NDArray[np.float32], half: int) -> NDArray[np.float32]:
    """A centred moving mean over 2 × (half // 2) + 1 values, the ends held."""
    frames = values.shape[0]
    averaged = np.empty(frames, dtype=np.float32)
    reach = half // 2
    total = 0.0
    for index in range(-reach, reach + 1):
        total += values[min(max(index, 0), frames - 1)]
    for frame in range(frames):
        averaged[frame] = np.float32(total / (2 * reach + 1))
        total += values[min(frame + reach + 1, frames - 1)]
        total -= values[max(frame - reach, 0)]
    return averaged
