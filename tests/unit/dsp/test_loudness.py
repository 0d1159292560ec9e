"""Expected values: ITU-R BS.1770-4 tables 1 and 2, and the signals of EBU Tech 3341 (2016), section 2.9."""

import numpy as np
import pyloudnorm
import pytest

from tonewright.dsp.loudness import SILENCE_LUFS, k_weighting, measure_lufs, step_powers

RATE = 44_100


def tone(level_dbfs: float, seconds: float, channels: tuple[int, int] = (1, 1)) -> np.ndarray:
    sine = 10.0 ** (level_dbfs / 20.0) * np.sin(2.0 * np.pi * 997.0 * np.arange(round(seconds * RATE)) / RATE)
    return np.stack([sine * channels[0], sine * channels[1]]).astype(np.float32)


def test_the_weighting_has_the_standards_coefficients_at_48_khz() -> None:
    expected = [
        [1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585],
        [1.0, -2.0, 1.0, -1.99004745483398, 0.99007225036621],
    ]
    np.testing.assert_allclose(k_weighting(48_000.0), expected, atol=1e-6)


def test_a_full_scale_sine_in_one_channel_is_minus_3_01_lufs() -> None:
    assert measure_lufs(tone(0.0, 5.0, (1, 0)), RATE) == pytest.approx(-3.01, abs=0.05)


@pytest.mark.parametrize("level", [-23.0, -33.0])
def test_a_stereo_sine_is_as_loud_as_its_level(level: float) -> None:
    assert measure_lufs(tone(level, 20.0), RATE) == pytest.approx(level, abs=0.1)


def test_quiet_passages_are_gated_out() -> None:
    signal = np.concatenate([tone(-36.0, 10.0), tone(-23.0, 60.0), tone(-36.0, 10.0)], axis=1)
    assert measure_lufs(signal, RATE) == pytest.approx(-23.0, abs=0.1)


def test_very_quiet_passages_do_not_count_towards_the_relative_gate() -> None:
    levels = [(-72.0, 10.0), (-36.0, 10.0), (-23.0, 60.0), (-36.0, 10.0), (-72.0, 10.0)]
    signal = np.concatenate([tone(level, seconds) for level, seconds in levels], axis=1)
    assert measure_lufs(signal, RATE) == pytest.approx(-23.0, abs=0.1)


def test_music_like_noise_measures_as_an_independent_meter_says() -> None:
    random = np.random.default_rng(3)
    noise = np.cumsum(random.standard_normal((2, 20 * RATE)), axis=1)
    noise -= np.stack([np.convolve(row, np.ones(800) / 800, mode="same") for row in noise])
    signal = (0.01 * noise * (1.0 + np.sin(np.arange(20 * RATE) / RATE))).astype(np.float32)
    expected = pyloudnorm.Meter(RATE).integrated_loudness(signal.T)
    assert measure_lufs(signal, RATE) == pytest.approx(expected, abs=0.1)


@pytest.mark.parametrize("step", [70, 97])
def test_short_steps_add_up_to_long_ones(step: int) -> None:
    signal, weighting = tone(-20.0, 4.0), k_weighting(float(RATE))
    short = step_powers(signal, weighting, step)
    short = short[: len(short) // 5 * 5].reshape(-1, 5).mean(axis=1)
    np.testing.assert_allclose(short, step_powers(signal, weighting, 5 * step)[: len(short)], rtol=1e-9)


def test_silence_and_too_little_sound_have_a_loudness() -> None:
    assert measure_lufs(np.zeros((2, RATE), dtype=np.float32), RATE) == SILENCE_LUFS
    assert measure_lufs(np.zeros((2, 10), dtype=np.float32), RATE) == SILENCE_LUFS


def test_a_long_signal_measures_as_its_parts_do() -> None:
    noise = 0.1 * np.random.default_rng(6).standard_normal((2, 40 * RATE)).astype(np.float32)
    noise *= (1.0 + 0.5 * np.sin(np.arange(40 * RATE) / RATE)).astype(np.float32)
    weighting = k_weighting(float(RATE))
    whole = step_powers(noise, weighting, RATE // 10)
    first = step_powers(noise[:, : 5 * RATE], weighting, RATE // 10)
    last = step_powers(noise[:, 35 * RATE :], weighting, RATE // 10)
    np.testing.assert_allclose(whole[:50], first, rtol=1e-6)
    np.testing.assert_allclose(whole[-48:], last[2:], rtol=1e-4)
