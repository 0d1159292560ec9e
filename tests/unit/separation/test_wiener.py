import numpy as np

from tonewright.separation.wiener import spatial_stems


def noise(seed: int, shape: tuple[int, int] = (400, 3)):
    random = np.random.default_rng(seed)
    return (random.standard_normal(shape) + 1j * random.standard_normal(shape)).astype(np.complex64)


def test_stems_at_different_places_are_taken_apart_where_masks_alone_cannot() -> None:
    middle, aside = noise(1), noise(2)
    middle[200:] = 0  # in the first half both sound, in the second only one, from which its place is learned
    aside[:100] = 0
    left, right = middle + aside, middle + 0.2 * aside
    masks = np.full((2, 400, 3), 0.5, np.float32)
    masks[:, :100] = np.array([1.0, 0.0])[:, None, None]
    masks[:, 200:] = np.array([0.0, 1.0])[:, None, None]
    found = spatial_stems(left, right, masks)
    both = slice(100, 200)
    masked_error = np.square(np.abs(0.5 * left[both] - middle[both])).sum()
    error = np.square(np.abs(found[0, 0, both] - middle[both])).sum()
    assert error < 0.1 * masked_error


def test_the_stems_add_up_to_the_mix() -> None:
    left, right = noise(3), noise(4)
    masks = np.random.default_rng(5).dirichlet([1, 1, 1, 1], (400, 3)).transpose(2, 0, 1).astype(np.float32)
    found = spatial_stems(left, right, masks)
    assert np.abs(found[:, 0].sum(axis=0) - left).max() < 1e-3
    assert np.abs(found[:, 1].sum(axis=0) - right).max() < 1e-3


def test_silence_stays_silent() -> None:
    nothing = np.zeros((5, 3), np.complex64)
    assert not spatial_stems(nothing, nothing, np.full((4, 5, 3), 0.25, np.float32)).any()
