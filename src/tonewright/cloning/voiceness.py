"""Whether a recording holds a voice, and enough of it."""

import numpy as np
from numpy.typing import NDArray

from tonewright.cloning.voicing import Voicing
from tonewright.errors import EngineError

LEAST_VOICED_S = 6.0


def check_voice(samples: NDArray[np.float32], voicing: Voicing, envelopes: NDArray[np.float64]) -> None:
    """Raise EngineError where there is too little voice, in words that say how much was found."""
    if voicing.voiced_s < LEAST_VOICED_S:
        raise EngineError(
            f"Only {voicing.voiced_s:.1f} seconds of voice were found, at least {LEAST_VOICED_S:g} are needed"
        )
