"""The channel strip of a stem: what is done to it before it is set in the mix, read from strips.toml
and the style's pack."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tonewright.dsp.biquad import (
    BUTTERWORTH_Q,
    Sections,
    filter_in_place,
    high_pass,
    high_shelf,
    low_pass,
    low_shelf,
    peak,
    scaled,
    series,
)
from tonewright.dsp.compressor import Compressor
from tonewright.dsp.saturation import saturate
from tonewright.dsp.stereo import set_width
from tonewright.styles.packs import pack_table

WORKING_DB = -18.0
"""Where a stem's level stands inside its strip, in dBFS while it sounds."""

_TABLE = Path(__file__).with_name("strips.toml")
_KINDS: dict[str, Callable[[float, float, float, float], Sections]] = {
    "peak": peak,
    "low_shelf": low_shelf,
    "high_shelf": high_shelf,
}
_STEP = 4410
_GATE_DB = -20.0


@dataclass(frozen=True)
class Strip:
    """A channel strip; strips.toml explains each field."""

    low_cut_hz: float
    eq: tuple[tuple[str, float, float, float], ...]
    over_db: float
    ratio: float
    attack_ms: float
    release_ms: float
    drive: float
    width: float
    mono_below_hz: float
    offset_db: float
    reverb: float
    delay: float
    dip_db: float
    duck_db: float
    high_cut_hz: float = 0.0

    def apply(self, samples: NDArray[np.float32], sample_rate: int) -> None:
        """Run stereo samples (2, frames) through equaliser, compressor, saturation and width, in place.

        The stem is first brought to a working level, so that thresholds do not depend on how it was played.
        """
        level_db = active_level_db(samples)
        if level_db <= -100.0:
            return
        eq = equaliser(self.eq, self.low_cut_hz, self.high_cut_hz, float(sample_rate))
        filter_in_place(samples, scaled(eq, 10.0 ** ((WORKING_DB - level_db) / 20.0)))
        if self.ratio > 1.0:
            Compressor(WORKING_DB + self.over_db, self.ratio, self.attack_ms, self.release_ms).apply(
                samples, sample_rate
            )
        if self.drive > 0.0:
            saturate(samples, self.drive)
        set_width(samples, self.width, self.mono_below_hz, sample_rate)


def equaliser(
    eq: tuple[tuple[str, float, float, float], ...], low_cut_hz: float, high_cut_hz: float, sample_rate: float
) -> Sections:
    """Bells and shelves (kind, frequency in Hz, gain in dB, Q) between a low and a high cut, 0 Hz for none."""
    filters = [_KINDS[kind](hz, gain_db, q, sample_rate) for kind, hz, gain_db, q in eq]
    if low_cut_hz > 0.0:
        filters.insert(0, high_pass(low_cut_hz, BUTTERWORTH_Q, sample_rate))
    if high_cut_hz > 0.0:
        filters.append(low_pass(high_cut_hz, BUTTERWORTH_Q, sample_rate))
    return series(*filters)


def strip_of(stem: str, style: str) -> Strip:
    """The strip of a stem in a style, by its pack's name; unknown ones get what is right for any."""
    table = _table()
    allowed = {field.name for field in fields(Strip)}
    values = {**table["any"], **table.get(stem, {}), **pack_table(style, f"strips.{stem}", allowed)}
    values["eq"] = tuple(tuple(band) for band in values["eq"])
    return Strip(**values)


def active_level_db(samples: NDArray[np.float32]) -> float:
    """The RMS level in dBFS of stereo samples while they sound: tenths of a second within 20 dB of the
    loudest.
    """
    steps = samples.shape[1] // _STEP
    if steps == 0:
        whole = float(np.mean(np.square(samples, dtype=np.float64))) if samples.size else 0.0
        return 10.0 * float(np.log10(whole + 1e-20))
    cut = samples[:, : steps * _STEP].reshape(2, steps, _STEP)
    powers = np.einsum("cks,cks->ck", cut, cut).sum(axis=0, dtype=np.float64) / (2 * _STEP)
    active = powers[powers > powers.max() * 10.0 ** (_GATE_DB / 10.0)]
    return 10.0 * float(np.log10((active.mean() if len(active) else 0.0) + 1e-20))


@cache
def _table() -> dict[str, dict[str, Any]]:
    with _TABLE.open("rb") as file:
        return tomllib.load(file)
