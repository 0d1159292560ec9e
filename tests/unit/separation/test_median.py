import numpy as np
import pytest
from scipy.ndimage import median_filter

from tonewright.separation.median import median_along_frequency, median_along_time


@pytest.mark.parametrize("width", [1, 3, 5, 17])
@pytest.mark.parametrize("shape", [(1, 17), (30, 40), (17, 17)])
def test_medians_are_those_of_scipy_with_mirrored_ends(width: int, shape: tuple[int, int]) -> None:
    plane = np.random.default_rng(width).integers(0, 5, shape).astype(np.float32)
    assert np.array_equal(median_along_frequency(plane, width), median_filter(plane, (1, width), mode="mirror"))
    if shape[0] >= width:
        assert np.array_equal(median_along_time(plane, width), median_filter(plane, (width, 1), mode="mirror"))


def test_a_window_wider_than_the_row_is_made_to_fit() -> None:
    assert median_along_frequency(np.array([[3.0, 1.0, 2.0, 9.0]], np.float32), 50).shape == (1, 4)
    assert median_along_time(np.array([[3.0]], np.float32), 50).tolist() == [[3.0]]
