"""Loudness after ITU-R BS.1770-4: K-weighting, mean square per step, and gated integration."""

import math

import numpy as np
from numpy.typing import NDArray

from tonewright.dsp.biquad import CUTS, LANES, RUN_UP_FRAMES, Sections, fill_lane, filter_tile
from tonewright.dsp.kernels import njit

STEP_S = 0.1
"""Powers are kept per tenth of a second: a gating block of 400 ms is four, overlapping by 75 %."""

ABSOLUTE_GATE_LUFS = -70.0
RELATIVE_GATE_LU = -10.0
SILENCE_LUFS = -120.0

_OFFSET_DB = -0.691
_MOST_ROWS = 72


def k_weighting(sample_rate: float) -> Sections:
    """The two K-weighting sections for any sample rate.

    BS.1770-4 gives coefficients for 48 kHz alone; these are the analogue prototypes behind them (B. De
    Man, "Evaluation of Implementations of the EBU R128 Loudness Measurement", AES Convention 145, 2018),
    which give the standard's own numbers at 48 kHz.
    """
    k = math.tan(math.pi * 1681.974450955533 / sample_rate)
    q, high = 0.7071752369554196, 10.0 ** (3.999843853973347 / 20.0)
    band = high**0.4996667741545416
    a0 = 1.0 + k / q + k * k
    shelf = [
        (high + band * k / q + k * k) / a0,
        2.0 * (k * k - high) / a0,
        (high - band * k / q + k * k) / a0,
        2.0 * (k * k - 1.0) / a0,
        (1.0 - k / q + k * k) / a0,
    ]
    k = math.tan(math.pi * 38.13547087602444 / sample_rate)
    q = 0.5003270373238773
    a0 = 1.0 + k / q + k * k
    return np.array([shelf, [1.0, -2.0, 1.0, 2.0 * (k * k - 1.0) / a0, (1.0 - k / q + k * k) / a0]])


def integrated_lufs(powers: NDArray[np.float64]) -> float:
    """Gated loudness in LUFS of K-weighted powers per step (as from `step_powers`), SILENCE_LUFS for
    silence.
    """
    blocks = _blocks(powers)
    loud = blocks[loudness_of(blocks) > ABSOLUTE_GATE_LUFS]
    if len(loud) == 0:
        return SILENCE_LUFS
    gate = loudness_of(np.array([loud.mean()]))[0] + RELATIVE_GATE_LU
    louder = loud[loudness_of(loud) > gate]
    return float(loudness_of(np.array([louder.mean()]))[0])


def loudness_of(powers: NDArray[np.float64]) -> NDArray[np.float64]:
    """Loudness in LUFS of K-weighted powers (mean squares summed over channels)."""
    return np.asarray(_OFFSET_DB + 10.0 * np.log10(np.maximum(powers, 1e-12)))


def measure_lufs(samples: NDArray[np.float32], sample_rate: float) -> float:
    """Integrated loudness in LUFS of stereo samples (2, frames)."""
    return integrated_lufs(step_powers(samples, k_weighting(sample_rate), round(STEP_S * sample_rate)))


def step_powers(samples: NDArray[np.float32], sections: Sections, step: int) -> NDArray[np.float64]:
    """Weighted mean square per `step` frames, summed over both channels of stereo samples (2, frames).

    Frames after the last whole step are left out. As `filter_in_place` does, a long signal is measured in stretches
    side by side.
    """
    steps = samples.shape[1] // step
    run_up = -(-RUN_UP_FRAMES // step)
    cuts = CUTS if steps >= 2 * CUTS * run_up else 1
    rows = max(size for size in range(1, min(_MOST_ROWS, step) + 1) if step % size == 0)
    return _powers_side_by_side(samples, sections, step, rows, cuts, run_up if cuts > 1 else 0)


@njit(cache=True, nogil=True)
def _powers_side_by_side(
    samples: NDArray[np.float32],
    sections: Sections,
    step: int,
    rows: int,
    cuts: int,
    run_up_steps: int,
) -> NDArray[np.float64]:
    frames = samples.shape[1]
    steps = frames // step
    stretch_steps = (steps + cuts - 1) // cuts
    powers = np.zeros(steps)
    totals = np.zeros(LANES)
    tile = np.zeros((rows, LANES))
    states = np.zeros((sections.shape[0], 2, LANES))
    for index in range(-run_up_steps, stretch_steps):
        totals[:] = 0.0
        for part in range(0, step, rows):
            for lane in range(2 * cuts):
                first = ((lane % cuts) * stretch_steps + index) * step + part
                fill_lane(tile, lane, samples[lane // cuts], first, rows)
            for stage in range(sections.shape[0]):
                filter_tile(tile, states[stage], sections[stage], rows)
            for row in range(rows):
                filtered = tile[row]
                for lane in range(LANES):
                    totals[lane] += filtered[lane] * filtered[lane]
        if index >= 0:
            for lane in range(2 * cuts):
                place = (lane % cuts) * stretch_steps + index
                if place < steps:
                    powers[place] += totals[lane] / step
    return powers


def _blocks(powers: NDArray[np.float64]) -> NDArray[np.float64]:
    """Powers of gating blocks; a piece shorter than one is a block itself."""
    if len(powers) < 4:
        return np.array([powers.mean()]) if len(powers) else np.zeros(1)
    return (powers[:-3] + powers[1:-2] + powers[2:-1] + powers[3:]) / 4.0
