import numpy as np
import pytest

from tonewright.separation.combination import Weights, weights_for


def test_a_network_of_one_layer_is_a_softmax_of_weighted_features() -> None:
    weights = Weights(
        mean=np.array([1.0, 0.0], np.float32),
        scale=np.array([2.0, 1.0], np.float32),
        layers=((np.array([[0, 1, 0, 0], [0, 0, 1, 0]], np.float32), np.array([0, 0, 0, np.log(2)], np.float32)),),
    )
    shares = weights.shares(np.array([[1.0, 0.0], [1.5, 0.0]], np.float32))
    assert np.allclose(shares[0], [1 / 5, 1 / 5, 1 / 5, 2 / 5])
    assert np.allclose(shares[1], np.array([1, np.e, 1, 2]) / (4 + np.e))


def test_what_a_hidden_layer_finds_negative_counts_as_nothing() -> None:
    first = (np.array([[1.0, -1.0]], np.float32), np.zeros(2, np.float32))
    second = (np.array([[1, 0, 0, 0], [0, 1, 0, 0]], np.float32), np.zeros(4, np.float32))
    weights = Weights(np.zeros(1, np.float32), np.ones(1, np.float32), (first, second))
    assert np.allclose(weights.shares(np.array([[1.0]], np.float32))[0], np.array([np.e, 1, 1, 1]) / (3 + np.e))


@pytest.mark.parametrize("channels", [1, 2])
def test_the_fitted_weights_give_shares_that_add_up_whatever_is_heard(channels: int) -> None:
    weights = weights_for(channels)
    heard = np.random.default_rng(0).standard_normal((1000, len(weights.mean))).astype(np.float32) * 100
    shares = weights.shares(heard)
    assert shares.shape == (1000, 4)
    assert shares.min() >= 0
    assert np.allclose(shares.sum(axis=1), 1.0, atol=1e-5)
