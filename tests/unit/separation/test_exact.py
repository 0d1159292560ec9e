import numpy as np
import pytest

from tonewright.separation.exact import HIGHEST, LOWEST, exact_stems, in_steps, scale_of


@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("level", [0.1, 1.0, 30.0])
def test_stems_of_any_level_add_up_to_the_recording_and_fit(channels: int, level: float) -> None:
    random = np.random.default_rng(0)
    samples = random.uniform(-1, 1, (5000, channels)).astype(np.float32)
    samples[:2] = [[1.0], [-1.0]]
    stems = (random.standard_normal((4, 5000, channels)) * level).astype(np.float32)
    parts = exact_stems(samples, stems, 1.0)
    assert np.array_equal(parts.sum(axis=0), in_steps(samples, 1.0))
    assert parts.min() >= LOWEST
    assert parts.max() <= HIGHEST


def test_a_good_estimate_is_kept_and_the_last_stem_is_the_rest() -> None:
    samples = np.array([[0.5]], np.float32)
    parts = exact_stems(samples, np.array([[[0.25]], [[0.125]], [[0.0625]], [[9.0]]], np.float32), 1.0)
    assert (parts[:, 0, 0] * 2.0**-23).tolist() == [0.25, 0.125, 0.0625, 0.0625]


def test_only_what_exceeds_full_scale_is_scaled_and_then_just_fits() -> None:
    assert scale_of(0.5) == 1.0
    assert scale_of(1.0) < 1.0
    scale = scale_of(3.7)
    assert in_steps(np.array([[3.7], [-3.7]], np.float32), scale).tolist() == [[HIGHEST], [-HIGHEST]]


def test_a_file_of_24_bits_keeps_its_samples() -> None:
    whole = np.array([[LOWEST + 1], [-1], [0], [1], [HIGHEST]], np.int32)
    samples = (whole / 2**23).astype(np.float32)
    assert np.array_equal(in_steps(samples, scale_of(float(np.abs(samples).max()))), whole)
