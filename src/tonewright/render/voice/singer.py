"""Sings a part: each line spoken, analysed, placed on its notes and synthesised into one mono track."""

from collections.abc import Callable

import numpy as np
import scipy.signal
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter1d

from tonewright.performance.performed import SungPart
from tonewright.render.stems import SAMPLE_RATE
from tonewright.render.voice.breath import BEFORE_S, inhale
from tonewright.render.voice.excitation import excite, irregularities
from tonewright.render.voice.formants import colour, make_tract, sung_envelope
from tonewright.render.voice.frames import sung_frames
from tonewright.render.voice.loudness import dynamics, line_gain
from tonewright.render.voice.pitch import pitch_curve
from tonewright.render.voice.planning import PlannedLine, plan_part
from tonewright.render.voice.synthesis import HOP, filter_frames
from tonewright.speech.roster import ArtistVoice, voice_named
from tonewright.theory.seeds import rng

LOWEST_SHARE = 0.6
"""What lies below this share of the line's lowest fundamental is no voice and is filtered out."""
PEAK = 0.5
"""The track's highest sample: −6 dBFS."""
LINE_RMS, LINE_DB = 0.1, 3.0
"""A line's usual level, and by how many decibels at most one that is sung softer or harder is off it."""
METAL_S = 0.0031
BREATH_RMS = 0.006
STEP_S = HOP / SAMPLE_RATE


def sing(
    part: SungPart, seconds: float, seed: int, report: Callable[[int], None] = lambda percent: None
) -> NDArray[np.float32]:
    """The part as a mono track of `seconds` seconds at SAMPLE_RATE, peaking at PEAK, silent between phrases.

    The same part and seed give the same samples; `report` is told the percentage that is done.

    Raises SpeechError if the part's voice is unknown or its speech engine is missing.
    """
    voice = voice_named(part.voice)
    track = np.zeros(round(seconds * SAMPLE_RATE), np.float32)
    sounding_until_s = 0.0
    plan = plan_part(part)
    for number, planned in enumerate(plan):
        start_s = planned.pieces[0].start_s
        name = f"voice/{part.name}/line {number}"
        air = inhale(start_s - BEFORE_S - sounding_until_s, SAMPLE_RATE, rng(seed, f"{name}/breath"))
        _add(track, BREATH_RMS * voice.sound.inhaled * air, round((start_s - BEFORE_S) * SAMPLE_RATE) - len(air))
        samples, first = sing_line(planned, voice, seed, name)
        _add(track, samples, first)
        sounding_until_s = planned.pieces[-1].end_s
        report(100 * (number + 1) // len(plan))
    loudest = float(np.max(np.abs(track), initial=0.0))
    if loudest > 0:
        track *= np.float32(PEAK / loudest)
    return track


def sing_line(planned: PlannedLine, voice: ArtistVoice, seed: int, name: str) -> tuple[NDArray[np.float32], int]:
    """A line's samples near LINE_RMS, and the sample of the track at which they start (it may be negative)."""
    pieces = planned.pieces
    first_frame = int(np.floor((pieces[0].start_s - 0.05) / STEP_S))
    last_frame = int(np.ceil((pieces[-1].end_s + 0.12) / STEP_S))
    times_s = np.arange(first_frame, last_frame, dtype=np.float64) * STEP_S
    frames = sung_frames(planned, times_s, rng(seed, f"{name}/vowels"))
    f0_hz = pitch_curve(planned.nuclei, times_s, voice.sound, rng(seed, f"{name}/pitch"))

    spoken = planned.spoken
    tract = make_tract(voice.sound, spoken.log_envelope.shape[1], spoken.nyquist_hz, SAMPLE_RATE / 2)
    effort_db = dynamics(planned.nuclei, times_s)
    envelope = sung_envelope(
        spoken.log_envelope, frames.source_frame, frames.voiced, tract, f0_hz, effort_db, spoken.nyquist_hz
    )
    gain = line_gain(planned, frames, times_s, f0_hz, envelope, effort_db)
    colour(envelope, gain, rng(seed, f"{name}/colour"), SAMPLE_RATE / 2)
    share = tract.breath[None, :] + (tract.frequency_hz[None, :] / frames.corner_hz[:, None]) ** 2
    share = np.minimum(share, np.float32(1.0))
    share[~frames.voiced] = 1.0

    generator = rng(seed, f"{name}/noise")
    noise = generator.standard_normal(len(times_s) * HOP, dtype=np.float32)
    irregular = irregularities(voice.sound.roughness, generator)
    pulses, air = excite(f0_hz, HOP, float(SAMPLE_RATE), noise, irregular)
    samples = filter_frames(pulses, air, envelope, share, frames.voiced.astype(np.float32))
    rumble_hz = LOWEST_SHARE * float(np.min(f0_hz))
    high_pass = scipy.signal.butter(2, rumble_hz, "high", fs=SAMPLE_RATE, output="sos")
    voiced = np.asarray(scipy.signal.sosfilt(high_pass, samples))
    if voice.sound.metal > 0.0:
        voiced = ring_metal(voiced, voice.sound.metal)
    usual_db = float(np.clip(np.mean(effort_db[frames.piece >= 0]), -LINE_DB, LINE_DB))
    return _levelled(voiced, LINE_RMS * 10.0 ** (usual_db / 20.0)), first_frame * HOP


def ring_metal(samples: NDArray[np.float64], share: float) -> NDArray[np.float64]:
    """The samples through a comb filter, whose evenly spaced resonances sound like a pipe of metal."""
    feedback = np.zeros(round(METAL_S * SAMPLE_RATE) + 1)
    feedback[0], feedback[-1] = 1.0, -share
    return np.asarray(scipy.signal.lfilter([1.0], feedback, samples))


def _levelled(samples: NDArray[np.float64], line_rms: float) -> NDArray[np.float32]:
    """The line at an RMS where it sounds, loud and soft moments drawn a quarter nearer to each other."""
    power = uniform_filter1d(samples**2, 1764)
    loudest = float(power.max(initial=0.0))
    if loudest <= 0.0:
        return np.zeros(len(samples), np.float32)
    sounding = power > 0.003 * loudest
    reference = float(np.mean(power[sounding]))
    gain = np.minimum((reference / np.maximum(power, 1e-4 * loudest)) ** 0.125, 1.6)
    level = np.sqrt(reference)
    levelled: NDArray[np.float32] = (samples * gain * (line_rms / level)).astype(np.float32)
    return levelled


def _add(track: NDArray[np.float32], samples: NDArray[np.float32], start: int) -> None:
    first, last = max(start, 0), min(start + len(samples), len(track))
    if last > first:
        track[first:last] += samples[first - start : last - start]
