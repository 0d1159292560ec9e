"""Envelopes of synthesised notes."""

import numpy as np
from numpy.typing import NDArray


def adsr(
    hold_frames: int,
    *,
    attack_s: float,
    decay_s: float,
    sustain: float,
    release_s: float,
    sample_rate: float,
) -> NDArray[np.float32]:
    """An attack, decay, sustain, release envelope 0…1, its release after `hold_frames` included.

    The attack is straight, decay and release are exponential with `decay_s` and `release_s` as the times to
    fall by 60 dB of the way; the last millisecond is brought to zero.
    """
    release_frames = max(round(release_s * sample_rate), 1)
    seconds = np.arange(hold_frames + release_frames) / sample_rate
    attack_s = max(attack_s, 1.0 / sample_rate)
    decaying = sustain + (1.0 - sustain) * fall_60_db(np.maximum(seconds - attack_s, 0.0), decay_s)
    envelope = np.where(seconds < attack_s, seconds / attack_s, decaying)
    if hold_frames < len(envelope):
        after = np.arange(release_frames) / sample_rate
        level = envelope[hold_frames - 1] if hold_frames > 0 else 0.0
        envelope[hold_frames:] = level * fall_60_db(after, release_s)
    edge = min(round(0.001 * sample_rate), len(envelope))
    envelope[-edge:] *= np.linspace(1.0, 0.0, edge + 1)[1:]
    return envelope.astype(np.float32)


def fall_60_db(seconds: NDArray[np.float64], time_s: float) -> NDArray[np.float64]:
    """An exponential fall from 1 that has lost 60 dB after `time_s` seconds."""
    return np.asarray(10.0 ** (-3.0 * seconds / time_s))
