"""The mixture of Gaussians against scikit-learn's, and against the Gaussians that its data were drawn from."""

import numpy as np
import pytest
from sklearn.mixture import GaussianMixture

from tonewright.cloning.mixture import fit_mixture


def drawn() -> np.ndarray:
    random = np.random.default_rng(0)
    return np.concatenate((random.normal((-4, 0), (1, 1), (600, 2)), random.normal((4, 2), (1, 2), (300, 2))))


def test_two_heaps_are_found_with_their_weights_and_spread() -> None:
    mixture = fit_mixture(drawn(), 2, np.random.default_rng(0))
    order = np.argsort(mixture.means[:, 0])
    np.testing.assert_allclose(mixture.weights[order], (2 / 3, 1 / 3), atol=0.01)
    np.testing.assert_allclose(mixture.means[order], ((-4, 0), (4, 2)), atol=0.25)
    np.testing.assert_allclose(mixture.variances[order], ((1, 1), (1, 4)), rtol=0.2)


def test_the_likelihood_is_that_of_an_independent_mixture() -> None:
    data = drawn()
    other = GaussianMixture(2, covariance_type="diag", random_state=0).fit(data)
    assert fit_mixture(data, 2, np.random.default_rng(0)).likelihood(data) == pytest.approx(other.score(data), abs=0.01)
