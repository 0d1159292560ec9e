"""A mixture of Gaussians with diagonal covariances, fitted by expectation and maximisation."""

from dataclasses import dataclass

import numpy as np
import scipy.special
from numpy.typing import NDArray

_ROUNDS = 25
_LEAST_VARIANCE = 0.3
"""For features of unit variance: other speakers than the one who trained it are no outliers."""


@dataclass(frozen=True, eq=False)
class Mixture:
    """`means` and `variances` of shape (components, features), `weights` (components,) that sum to 1."""

    weights: NDArray[np.float64]
    means: NDArray[np.float64]
    variances: NDArray[np.float64]

    def likelihood(self, features: NDArray[np.float64]) -> float:
        """The mean log likelihood of features (frames, features)."""
        return float(scipy.special.logsumexp(self._joint(features), axis=1).mean())

    def _joint(self, features: NDArray[np.float64]) -> NDArray[np.float64]:
        off = (features[:, None, :] - self.means) ** 2 / self.variances
        volume = np.log(2.0 * np.pi * self.variances).sum(axis=1)
        return np.asarray(np.log(self.weights) - 0.5 * (off.sum(axis=2) + volume))


def fit_mixture(features: NDArray[np.float64], components: int, generator: np.random.Generator) -> Mixture:
    """The mixture that a number of rounds of expectation and maximisation lead to from frames drawn at random.

    Dempster, Laird & Rubin, "Maximum likelihood from incomplete data via the EM algorithm", JRSS B 39 (1977).
    """
    drawn = generator.choice(len(features), components, replace=False)
    mixture = Mixture(
        np.full(components, 1.0 / components),
        features[drawn],
        np.tile(features.var(axis=0) + _LEAST_VARIANCE, (components, 1)),
    )
    for _ in range(_ROUNDS):
        shares = scipy.special.softmax(mixture._joint(features), axis=1)
        total = shares.sum(axis=0) + 1e-9
        means = shares.T @ features / total[:, None]
        variances = shares.T @ features**2 / total[:, None] - means**2
        mixture = Mixture(total / total.sum(), means, np.maximum(variances, _LEAST_VARIANCE))
    return mixture
