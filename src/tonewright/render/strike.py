"""Striking: a part's notes sounded by its instrument and placed, sample by sample, in its stem's track."""

from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from tonewright.dsp.kernels import njit
from tonewright.performance.performed import Controller, PlayedNote, PlayedPart
from tonewright.render.curves import CONTROL_FRAMES, bend_curve, expression_curve, pedal_spans
from tonewright.render.instruments.catalogue import CatalogueEntry
from tonewright.render.instruments.instrument import Instrument, Sound
from tonewright.render.stems import SAMPLE_RATE

# Eight, so that a step does not reach across 32, 64 or 96, where SoundFonts change from one sample to the next.
VELOCITY_STEP = 8
# Keys of a General MIDI kit that silence one another: hi-hats, whistles, guiros, cuicas, triangles
# (General MIDI System Level 1, percussion key map).
CHOKE_GROUPS = ({42, 44, 46}, {71, 72}, {73, 74}, {78, 79}, {80, 81})

_KIT_HOLD_FRAMES = SAMPLE_RATE // 2
_HOLD_STEP_FRAMES = 256
_HOLD_PARTS = 24
_CHOKE_FADE_FRAMES = 529
_CHUNK = 1024


@dataclass(frozen=True)
class _Struck:
    """What makes two notes sound the same."""

    pitch: int
    velocity: int
    hold_frames: int


def strike_part(part: PlayedPart, entry: CatalogueEntry, instrument: Instrument, track: NDArray[np.float32]) -> None:
    """Add the part to `track` (2, frames) at its level and pan.

    Notes that sound the same are synthesised once. Velocities are synthesised in steps of VELOCITY_STEP, the
    rest made up by gain; CC 11 is General MIDI's 40 log10(value / 127) dB, CC 1 a vibrato, −1 a bend of ±2
    semitones.
    """
    left, right = pan_gains(part.pan, part.level_db + entry.trim_db)
    frames = track.shape[1]
    expression = expression_curve(part.controllers, frames)
    bend = bend_curve(part.controllers, frames)
    places: dict[_Struck, list[tuple[PlayedNote, int]]] = {}
    for note, stop_frame in _sounding(part, entry, frames):
        places.setdefault(_struck(note, part.controllers, entry), []).append((note, stop_frame))
    for struck, notes in sorted(
        places.items(), key=lambda item: (item[0].pitch, item[0].velocity, item[0].hold_frames)
    ):
        sound = instrument.strike(struck.pitch, struck.velocity, struck.hold_frames)
        for note, stop_frame in notes:
            start_frame = max(round((note.start_s - entry.early_ms / 1000.0) * SAMPLE_RATE), 0)
            touch = (note.velocity / struck.velocity) ** 2
            if bend is not None and _is_bent(bend, start_frame, sound.shape[1]):
                _place_bent(track, sound, start_frame, left * touch, right * touch, expression, bend)
            else:
                _place(track, sound, start_frame, left * touch, right * touch, expression, stop_frame)


def pan_gains(pan: float, level_db: float) -> tuple[float, float]:
    """Left and right gain of a pan −1…1 at constant power, 1 and 1 in the middle at 0 dB."""
    level = 10.0 ** (level_db / 20.0)
    angle = (min(max(pan, -1.0), 1.0) + 1.0) * np.pi / 4.0
    return level * float(np.cos(angle)) * 2.0**0.5, level * float(np.sin(angle)) * 2.0**0.5


def _struck(note: PlayedNote, controllers: tuple[Controller, ...], entry: CatalogueEntry) -> _Struck:
    velocity = min(note.velocity // VELOCITY_STEP * VELOCITY_STEP + VELOCITY_STEP // 2, 127)
    if entry.is_kit:
        return _Struck(note.pitch, velocity, _KIT_HOLD_FRAMES)
    hold = note.duration_s * SAMPLE_RATE
    step = _HOLD_STEP_FRAMES
    while step * 2 <= hold / _HOLD_PARTS:
        step *= 2
    return _Struck(note.pitch, velocity, max(round(hold / step), 1) * step)


def _sounding(part: PlayedPart, entry: CatalogueEntry, frames: int) -> Iterator[tuple[PlayedNote, int]]:
    """The notes with the pedal worked into their length, each with the frame at which it is choked."""
    if entry.is_kit:
        yield from _choked(part.notes, frames)
        return
    pedals = pedal_spans(part.controllers)
    following: dict[int, float] = {}
    extended: list[PlayedNote] = []
    for note in sorted(part.notes, key=attrgetter("start_s"), reverse=True):
        end_s = note.start_s + note.duration_s
        for down_s, up_s in pedals:
            if down_s <= end_s < up_s:
                end_s = min(up_s, following.get(note.pitch, up_s))
                break
        following[note.pitch] = note.start_s
        extended.append(PlayedNote(note.start_s, max(end_s - note.start_s, note.duration_s), note.pitch, note.velocity))
    for note in reversed(extended):
        yield note, frames


def _choked(notes: tuple[PlayedNote, ...], frames: int) -> Iterator[tuple[PlayedNote, int]]:
    stops: dict[int, int] = {}
    choked: list[tuple[PlayedNote, int]] = []
    for note in sorted(notes, key=attrgetter("start_s"), reverse=True):
        group = next((index for index, keys in enumerate(CHOKE_GROUPS) if note.pitch in keys), None)
        if group is None:
            choked.append((note, frames))
            continue
        choked.append((note, stops.get(group, frames)))
        stops[group] = round(note.start_s * SAMPLE_RATE)
    yield from reversed(choked)


def _is_bent(bend: NDArray[np.float32], start_frame: int, length: int) -> bool:
    first = start_frame // CONTROL_FRAMES
    return bool(np.any(bend[first : first + length // CONTROL_FRAMES + 2] != 0.0))


@njit(cache=True, nogil=True)
def _place(
    track: NDArray[np.float32],
    sound: Sound,
    start: int,
    left: float,
    right: float,
    expression: NDArray[np.float32],
    stop: int,
) -> None:
    """Add a note; after frame `stop` it fades out quickly."""
    end = min(start + sound.shape[1], track.shape[1], stop + _CHOKE_FADE_FRAMES)
    sides = np.array([left, right], dtype=np.float32)
    gains = np.empty(_CHUNK, dtype=np.float32)
    for first in range(start, end, _CHUNK):
        last = min(first + _CHUNK, end)
        steady = last <= stop and _is_steady(expression, first, last)
        if not steady:
            _fill_gains(gains[: last - first], expression, first, stop)
        for channel in range(2):
            heard = track[channel, first:last]
            struck = sound[channel, first - start : last - start]
            if steady:
                level = sides[channel] * expression[first // CONTROL_FRAMES]
                for frame in range(heard.shape[0]):
                    heard[frame] += struck[frame] * level
            else:
                for frame in range(heard.shape[0]):
                    heard[frame] += struck[frame] * (sides[channel] * gains[frame])


@njit(cache=True, nogil=True)
def _is_steady(expression: NDArray[np.float32], first: int, last: int) -> bool:
    """Whether the expression is one value from frame `first` to frame `last`."""
    cells = expression[first // CONTROL_FRAMES : (last - 1) // CONTROL_FRAMES + 2]
    return bool(cells.min() == cells.max())


@njit(cache=True, nogil=True)
def _fill_gains(gains: NDArray[np.float32], expression: NDArray[np.float32], first: int, stop: int) -> None:
    """The expression at every frame from `first` on, and the fade of a choked note."""
    step = np.float32(1.0 / CONTROL_FRAMES)
    for cell in range(first // CONTROL_FRAMES, (first + gains.shape[0] - 1) // CONTROL_FRAMES + 1):
        level = expression[cell]
        slope = (expression[cell + 1] - level) * step
        start = cell * CONTROL_FRAMES - first
        for frame in range(max(start, 0), min(start + CONTROL_FRAMES, gains.shape[0])):
            gains[frame] = level + slope * np.float32(frame - start)
    for frame in range(max(stop - first, 0), gains.shape[0]):
        gains[frame] *= np.float32(1.0) - np.float32(first + frame - stop) / np.float32(_CHOKE_FADE_FRAMES)


@njit(cache=True, nogil=True)
def _place_bent(
    track: NDArray[np.float32],
    sound: Sound,
    start: int,
    left: float,
    right: float,
    expression: NDArray[np.float32],
    bend: NDArray[np.float32],
) -> None:
    """Add a note whose pitch follows `bend` (semitones), read by Catmull-Rom interpolation."""
    length = sound.shape[1]
    read = 0.0
    rate = 1.0
    for frame in range(start, track.shape[1]):
        cell = frame // CONTROL_FRAMES
        within = (frame - cell * CONTROL_FRAMES) / CONTROL_FRAMES
        if (frame - start) % 16 == 0:
            rate = 2.0 ** ((bend[cell] + (bend[cell + 1] - bend[cell]) * within) / 12.0)
        index = int(read)
        if index + 2 >= length:
            break
        part = np.float32(read - index)
        gain = np.float32(expression[cell] + (expression[cell + 1] - expression[cell]) * within)
        for channel in range(2):
            before = sound[channel, max(index - 1, 0)]
            here = sound[channel, index]
            after = sound[channel, index + 1]
            beyond = sound[channel, index + 2]
            slope = np.float32(0.5) * (after - before)
            bow = before - np.float32(2.5) * here + np.float32(2.0) * after - np.float32(0.5) * beyond
            twist = np.float32(0.5) * (beyond - before) + np.float32(1.5) * (here - after)
            value = ((twist * part + bow) * part + slope) * part + here
            track[channel, frame] += value * gain * np.float32(left if channel == 0 else right)
        read += rate
