import numpy as np
import scipy.signal

from tonewright.render.voice.formants import BINS
from tonewright.render.voice.synthesis import HOP, SIZE, filter_frames


def test_a_flat_envelope_gives_the_excitation_back():
    frames = 60
    pulses = np.zeros(frames * HOP, np.float32)
    pulses[5000] = 1.0
    flat = np.zeros((frames, BINS), np.float32)
    out = filter_frames(pulses, np.zeros_like(pulses), flat, np.zeros_like(flat), np.ones(frames, np.float32))
    assert np.argmax(out) == 5000
    assert abs(out[5000] - 1.0) < 1e-3
    assert np.abs(np.delete(out, 5000)).max() < 1e-3


def test_a_minimum_phase_filter_is_recovered_from_its_magnitude():
    # A resonance 1 / (1 - 2 r cos(w) z^-1 + r^2 z^-2) is minimum phase, so its magnitude says all.
    radius, angle = 0.97, 2 * np.pi * 1000 / 44_100
    poles = [1.0, -2 * radius * np.cos(angle), radius**2]
    _, response = scipy.signal.freqz([1.0], poles, worN=BINS, include_nyquist=True)
    frames = 40
    envelope = np.tile(np.log(np.abs(response)).astype(np.float32), (frames, 1))
    pulses = np.zeros(frames * HOP, np.float32)
    pulses[10 * HOP] = 1.0
    zero = np.zeros_like(envelope)
    out = filter_frames(pulses, np.zeros_like(pulses), envelope, zero, np.ones(frames, np.float32))
    expected = scipy.signal.lfilter([1.0], poles, np.eye(1, 400)[0])
    assert np.abs(out[10 * HOP : 10 * HOP + 400] - expected).max() < 0.02 * np.abs(expected).max()


def test_unvoiced_frames_have_no_pulses_and_full_noise():
    frames = 50
    noise = np.random.default_rng(1).standard_normal(frames * HOP).astype(np.float32)
    pulses = np.full(frames * HOP, 5.0, np.float32)
    flat = np.zeros((frames, BINS), np.float32)
    out = filter_frames(pulses, noise, flat, np.ones_like(flat), np.zeros(frames, np.float32))
    inner = slice(2 * HOP, (frames - 2) * HOP)
    assert np.abs(out[inner] - noise[inner]).max() < 1e-3
    assert len(out) == frames * HOP + SIZE - HOP
