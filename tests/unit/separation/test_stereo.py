import numpy as np
import pytest

from tonewright.separation.stereo import coherence, middle_mask, middle_share


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


def test_one_sound_is_coherent_wherever_it_stands_and_two_unlike_ones_are_not() -> None:
    random = np.random.default_rng(0)
    one, other = (
        (random.standard_normal((200, 50)) + 1j * random.standard_normal((200, 50))).astype(np.complex64) for _ in "ab"
    )
    assert coherence(one, (0.3j * one).astype(np.complex64)).min() > 0.999
    # Of nine independent bins the expected squared coherence is 1/9.
    assert 0.2 < np.median(coherence(one, other)) < 0.45
    assert coherence(one * np.float32(1e-7), one * np.float32(1e-7)).min() > 0.999
