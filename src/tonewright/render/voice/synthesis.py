"""Source and filter: frames of excitation through minimum-phase filters, overlapped and added.

The minimum phase comes from the folded cepstrum (Oppenheim & Schafer, "Discrete-Time Signal Processing",
section 12.7 of the second edition).
"""

import numpy as np
import scipy.fft
from numpy.typing import NDArray

from tonewright.render.voice.formants import BINS

HOP = 220
"""Samples from frame to frame: 5 ms at 44.1 kHz."""
SIZE = 2 * (BINS - 1)
BLOCK = 128


def filter_frames(
    pulses: NDArray[np.float32],
    noise: NDArray[np.float32],
    log_envelope: NDArray[np.float32],
    noise_share: NDArray[np.float32],
    voiced: NDArray[np.float32],
) -> NDArray[np.float32]:
    """The sound of an excitation through a filter that changes with every frame.

    `pulses` and `noise` have length frames × HOP; `log_envelope` (frames, BINS) is in neper; `noise_share`
    (frames, BINS) is the share of noise in the magnitude, 0…1; `voiced` (frames,) 0…1 the share of pulses.
    Returns mono samples, SIZE longer than the excitation; frame k is centred on sample k × HOP.
    """
    frames = log_envelope.shape[0]
    out = np.zeros(frames * HOP + SIZE, np.float32)
    padded_pulses, padded_noise = np.pad(pulses, (HOP, HOP)), np.pad(noise, (HOP, HOP))
    offsets = np.arange(2 * HOP)
    for first in range(0, frames, BLOCK):
        rows = slice(first, min(first + BLOCK, frames))
        index = (np.arange(rows.start, rows.stop) * HOP)[:, None] + offsets
        filters = _minimum_phase(log_envelope[rows])
        share = noise_share[rows]
        tonal = np.sqrt(np.maximum(1.0 - share * share, 0.0)) * voiced[rows, None]
        spectrum = scipy.fft.rfft(padded_pulses[index] * _WINDOW, SIZE, axis=1) * tonal
        spectrum += scipy.fft.rfft(padded_noise[index] * _WINDOW, SIZE, axis=1) * share
        pieces = scipy.fft.irfft(spectrum * filters, SIZE, axis=1)
        for row, piece in enumerate(pieces):
            start = (first + row) * HOP
            out[start : start + SIZE] += piece
    return out[HOP:]


def _minimum_phase(log_envelope: NDArray[np.float32]) -> NDArray[np.complex64]:
    cepstrum = scipy.fft.irfft(log_envelope, SIZE, axis=1)
    cepstrum[:, 1 : BINS - 1] *= 2.0
    cepstrum[:, BINS:] = 0.0
    exponent = scipy.fft.rfft(cepstrum, SIZE, axis=1)
    magnitude, spectrum = np.exp(exponent.real), np.empty_like(exponent)
    # Three real functions are an order of magnitude faster than one complex exponential.
    np.multiply(magnitude, np.cos(exponent.imag), out=spectrum.real)
    np.multiply(magnitude, np.sin(exponent.imag), out=spectrum.imag)
    return np.asarray(spectrum)


_WINDOW = (0.5 - 0.5 * np.cos(np.pi * (np.arange(2 * HOP) + 0.5) / HOP)).astype(np.float32)
