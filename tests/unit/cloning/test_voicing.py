"""Voicing: pitch and periodicity against signals of known fundamentals."""

import numpy as np
import pytest
import scipy.signal

from tonewright.cloning.voicing import RATE_HZ, STEP_S, find_voicing


def pulses(f0_hz: float, seconds: float = 1.0) -> np.ndarray:
    """Partials up to 4 kHz, the twentieth as loud as the first."""
    t = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    return 0.05 * sum(np.cos(2 * np.pi * k * f0_hz * t) for k in range(1, int(4000 / f0_hz) + 1)).astype(np.float32)


@pytest.mark.parametrize("f0_hz", [85.0, 110.0, 220.0, 441.0, 880.0])
def test_the_pitch_of_a_tone_is_found_within_a_fifth_of_a_semitone(f0_hz: float) -> None:
    voicing = find_voicing(pulses(f0_hz))
    inside = voicing.f0_hz[10:-10]
    assert np.all(np.abs(1200 * np.log2(inside / f0_hz)) < 20)
    assert voicing.voiced_s == pytest.approx(1.0, abs=0.05)


def test_a_missing_fundamental_is_heard_as_the_pitch() -> None:
    high = scipy.signal.butter(8, 500, "high", fs=RATE_HZ, output="sos")
    voicing = find_voicing(scipy.signal.sosfilt(high, pulses(120.0)).astype(np.float32))
    assert np.median(voicing.f0_hz[20:-20]) == pytest.approx(120.0, rel=0.01)


def test_noise_and_silence_are_not_voiced() -> None:
    noise = np.random.default_rng(0).standard_normal(2 * RATE_HZ).astype(np.float32) * 0.1
    assert find_voicing(noise).voiced.mean() < 0.02
    assert not find_voicing(np.zeros(RATE_HZ, np.float32)).sounding.any()


def test_periodicity_is_the_share_of_power_that_repeats() -> None:
    tone = pulses(150.0, 3.0)
    noise = np.random.default_rng(1).standard_normal(len(tone)).astype(np.float32)
    noise *= np.float32(np.sqrt(np.mean(tone**2) / np.mean(noise**2) / 3.0))
    # Below 2 kHz, where pitch is looked for, are half of the tone's power and a quarter of the noise's: 6 to 1.
    assert np.median(find_voicing(tone + noise).periodicity[20:-20]) == pytest.approx(6 / 7, abs=0.04)


def test_runs_are_the_stretches_without_a_gap() -> None:
    silence = np.zeros(RATE_HZ // 2, np.float32)
    runs = find_voicing(np.concatenate((silence, pulses(200.0), silence, pulses(200.0, 0.2), silence))).runs(0.5)
    assert len(runs) == 1
    assert runs[0].start * STEP_S == pytest.approx(0.5, abs=0.03)
    assert runs[0].stop * STEP_S == pytest.approx(1.5, abs=0.03)
