import numpy as np
import pytest

from tonewright.separation.stereo import middle_mask, middle_share


@pytest.mark.parametrize(
    ("left", "right", "share"),
    [(1.0, 1.0, 1.0), (1.0, 0.0, 0.0), (1.0, -1.0, 0.0), (3.0, 4.0, 24 / 25), (1.0, 1j, 0.0)],
)
def test_one_sound_at_a_place_gives_twice_the_product_over_the_sum_of_squares(
    left: complex, right: complex, share: float
) -> None:
    sound = np.array([[1 + 2j, 0.1, 5j]], np.complex64)
    found = middle_share((sound * left).astype(np.complex64), (sound * right).astype(np.complex64))
    assert np.allclose(found, share, atol=1e-5)


def test_silence_is_nowhere() -> None:
    nothing = np.zeros((2, 3), np.complex64)
    assert middle_share(nothing, nothing).tolist() == np.zeros((2, 3)).tolist()


def test_what_stands_aside_hardly_passes() -> None:
    assert middle_mask(np.array([1.0], np.float32)) == 1.0
    assert middle_mask(np.array([0.5], np.float32)) < 0.2
