"""Band-limited oscillators.

A naive sawtooth aliases at its jump; a polynomial correction of two samples around the jump removes most of
it (PolyBLEP: Välimäki & Huovilainen, "Antialiasing Oscillators in Subtractive Synthesis", IEEE Signal
Processing Magazine 24(2), 2007).
"""

import numpy as np
from numpy.typing import NDArray

from tonewright.dsp.kernels import njit


@njit(cache=True, nogil=True)
def poly_blep(phase: float, step: float) -> float:
    """The correction of a falling unit jump at phase 0, for a phase 0…1 that grows by `step` per sample."""
    if phase < step:
        t = phase / step
        return t + t - t * t - 1.0
    if phase > 1.0 - step:
        t = (phase - 1.0) / step
        return t * t + t + t + 1.0
    return 0.0


@njit(cache=True, nogil=True)
def saws(
    frequencies_hz: NDArray[np.float64],
    phases: NDArray[np.float64],
    left: NDArray[np.float64],
    right: NDArray[np.float64],
    frames: int,
    sample_rate: float,
) -> NDArray[np.float32]:
    """A stereo sum (2, frames) of sawtooths −1…1, each with its start phase 0…1 and gains left and right."""
    sound = np.zeros((2, frames), dtype=np.float32)
    for voice in range(len(frequencies_hz)):
        step = frequencies_hz[voice] / sample_rate
        phase = phases[voice]
        for frame in range(frames):
            value = 2.0 * phase - 1.0 - poly_blep(phase, step)
            sound[0, frame] += np.float32(value * left[voice])
            sound[1, frame] += np.float32(value * right[voice])
            phase += step
            if phase >= 1.0:
                phase -= 1.0
    return sound


@njit(cache=True, nogil=True)
def pulse(frequency_hz: float, width: float, frames: int, sample_rate: float) -> NDArray[np.float32]:
    """A mono pulse wave of height 2, high for 1 − `width` of its period, without offset."""
    return pulse_along(np.full(frames, frequency_hz / sample_rate), width)


@njit(cache=True, nogil=True)
def pulse_along(steps: NDArray[np.float64], width: float) -> NDArray[np.float32]:
    """The same with a phase that grows by `steps`, in periods per sample: two sawtooths' difference."""
    sound = np.empty(len(steps), dtype=np.float32)
    phase = 0.0
    for frame in range(len(steps)):
        step = steps[frame]
        other = phase + width
        if other >= 1.0:
            other -= 1.0
        first = 2.0 * phase - 1.0 - poly_blep(phase, step)
        second = 2.0 * other - 1.0 - poly_blep(other, step)
        sound[frame] = np.float32(second - first)
        phase += step
        if phase >= 1.0:
            phase -= 1.0
    return sound
