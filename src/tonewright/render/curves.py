"""Controllers as curves: expression, pitch and pedal of a part over the frames of a piece."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tonewright.performance.performed import Controller
from tonewright.performance.sweeps import BRIGHTNESS, cutoff_hz
from tonewright.render.stems import SAMPLE_RATE

CONTROL_FRAMES = 64
"""Curves hold one value per so many frames."""

_MODULATION, _DATA_ENTRY, _EXPRESSION, _PEDAL, _BEND = 1, 6, 11, 64, -1
_PEDAL_DOWN = 64
_BEND_SEMITONES = 2.0
_VIBRATO_HZ = 5.4
# Full modulation is a vibrato of ±50 cents (SoundFont 2.04 specification, 8.4.9).
_VIBRATO_SEMITONES = 0.5


def expression_curve(controllers: Sequence[Controller], frames: int) -> NDArray[np.float32]:
    """Linear gain of CC 11 per control step: (value / 127)², 1 where there is no CC 11."""
    values = _held(controllers, _EXPRESSION, frames, 127.0)
    return (_smoothed(values) / 127.0).astype(np.float32) ** 2


def bend_curve(controllers: Sequence[Controller], frames: int) -> NDArray[np.float32] | None:
    """Semitones of CC 1 vibrato and pitch bend per control step; None where the part has neither.

    A bend reaches two semitones, or as many as the part sets by registered parameter 0 (its data entry, CC 6).
    """
    numbers = {controller.number for controller in controllers}
    if not numbers & {_MODULATION, _BEND}:
        return None
    modulation = _smoothed(_held(controllers, _MODULATION, frames, 0.0)) / 127.0
    seconds = np.arange(len(modulation)) * CONTROL_FRAMES / SAMPLE_RATE
    vibrato = modulation * _VIBRATO_SEMITONES * np.sin(2.0 * np.pi * _VIBRATO_HZ * seconds)
    reach = next((c.value for c in controllers if c.number == _DATA_ENTRY), _BEND_SEMITONES)
    bend = _held(controllers, _BEND, frames, 0.0) / 8192.0 * reach
    return (vibrato + bend).astype(np.float32)


def cutoff_curve(controllers: Sequence[Controller], frames: int) -> NDArray[np.float32] | None:
    """The filter's cutoff in Hz per control step by CC 74; None where the part has none."""
    if not any(controller.number == BRIGHTNESS for controller in controllers):
        return None
    values = _smoothed(_held(controllers, BRIGHTNESS, frames, 127.0))
    return np.asarray(cutoff_hz(1.0) * (cutoff_hz(2.0) / cutoff_hz(1.0)) ** (values - 1.0), dtype=np.float32)


def pedal_spans(controllers: Sequence[Controller]) -> tuple[tuple[float, float], ...]:
    """From when to when, in seconds, the damper pedal is down; a pedal never lifted stays down."""
    spans: list[tuple[float, float]] = []
    down_s: float | None = None
    for controller in sorted(controllers, key=lambda c: c.time_s):
        if controller.number != _PEDAL:
            continue
        if controller.value >= _PEDAL_DOWN and down_s is None:
            down_s = controller.time_s
        elif controller.value < _PEDAL_DOWN and down_s is not None:
            spans.append((down_s, controller.time_s))
            down_s = None
    if down_s is not None:
        spans.append((down_s, float("inf")))
    return tuple(spans)


def _held(controllers: Sequence[Controller], number: int, frames: int, default: float) -> NDArray[np.float64]:
    """The controller's value at each control step: the last one set."""
    here = sorted((c for c in controllers if c.number == number), key=lambda c: c.time_s)
    places = np.array([max(round(c.time_s * SAMPLE_RATE / CONTROL_FRAMES), 0) for c in here], dtype=np.int64)
    values = np.array([default, *(c.value for c in here)], dtype=np.float64)
    return values[np.searchsorted(places, np.arange(frames // CONTROL_FRAMES + 2), side="right")]


def _smoothed(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """A moving mean over some 40 ms, so that steps of a controller do not sound."""
    width = 27
    if np.all(values == values[0]):
        return values
    padded = np.pad(values, width // 2, mode="edge")
    return np.convolve(padded, np.full(width, 1.0 / width), mode="valid")
