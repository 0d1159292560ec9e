import numpy as np
import pytest

from tonewright.dsp.compressor import BLOCK, Compressor, apply_gains_db, block_levels_db, compression_db

RATE = 44_100


def square(level_db: float, seconds: float = 1.0) -> np.ndarray:
    frames = round(seconds * RATE)
    wave = 10.0 ** (level_db / 20.0) * np.where(np.arange(frames) // 20 % 2, 1.0, -1.0)
    return np.stack([wave, wave]).astype(np.float32)


@pytest.mark.parametrize(("level_db", "expected_db"), [(-30.0, -30.0), (-8.0, -17.0), (0.0, -15.0)])
def test_steady_levels_follow_the_static_curve(level_db: float, expected_db: float) -> None:
    samples = square(level_db)
    Compressor(-20.0, 4.0, attack_ms=5.0, release_ms=50.0).apply(samples, RATE)
    settled_db = 20.0 * np.log10(np.abs(samples[:, -2000:]).max())
    assert settled_db == pytest.approx(expected_db, abs=0.05)


def test_the_knee_is_half_way_at_the_threshold() -> None:
    # Giannoulis et al., equation 4: (1/R − 1)(W/2)² / 2W at the threshold.
    gains = compression_db(np.full(4000, -20.0), -20.0, 2.0, 8.0, 1.0, 1.0)
    assert gains[-1] == pytest.approx(-0.5 * 16.0 / 16.0, abs=1e-6)


def test_both_channels_get_the_same_gain() -> None:
    samples = square(-3.0)
    samples[1] *= 0.1
    Compressor(-20.0, 4.0).apply(samples, RATE)
    np.testing.assert_allclose(samples[1], 0.1 * samples[0], atol=1e-6)


def test_the_gain_comes_back_after_the_release() -> None:
    samples = np.concatenate([square(0.0, 0.5), square(-40.0, 1.0)], axis=1)
    Compressor(-20.0, 4.0, release_ms=50.0).apply(samples, RATE)
    assert 20.0 * np.log10(np.abs(samples[:, -1000:]).max()) == pytest.approx(-40.0, abs=0.05)


def test_levels_are_those_of_the_louder_channel() -> None:
    samples = square(-6.0, 0.01)
    samples[0] = 0.0
    np.testing.assert_allclose(block_levels_db(samples)[:-1], -6.0, atol=0.01)


def test_gains_are_drawn_straight_between_blocks() -> None:
    samples = np.ones((2, 3 * BLOCK), dtype=np.float32)
    apply_gains_db(samples, np.array([0.0, -6.0206, -6.0206]))
    np.testing.assert_allclose(samples[0, BLOCK + BLOCK // 2], 0.75, atol=1e-3)
    np.testing.assert_allclose(samples[:, 2 * BLOCK :], 0.5, atol=1e-3)
    assert np.abs(np.diff(samples[0])).max() <= 0.5 / BLOCK + 1e-6
