"""How long a speaker's vocal tract is beside that of the speaker whom the singers are made from.

The frequencies of the recording are warped until it is most likely under a model of that speaker: Lee & Rose, "A
frequency warping approach to speaker normalization", IEEE Trans. Speech and Audio Processing 6 (1998).
"""

from functools import cache

import numpy as np
import scipy.signal
from numpy.typing import NDArray

from tonewright.cloning.cepstra import voiced_envelopes, warped_cepstra
from tonewright.cloning.mixture import Mixture, fit_mixture
from tonewright.cloning.voicing import RATE_HZ, find_voicing
from tonewright.speech.flite import FliteSpeech
from tonewright.theory.seeds import rng

SPEAKER = "rms"
"""flite's speaker from whom most artist voices are made; formants are relative to his."""
FORMANTS = np.round(np.arange(0.88, 1.161, 0.01), 2)
"""Factors of formant frequencies that are tried."""
_COMPONENTS = 8
_TEXTS = (
    "The birch canoe slid on the smooth planks and the boat went down the river",
    "Glue the sheet to the dark blue background and leave it there for an hour",
    "These days a chicken leg is a rare dish that few of us can afford",
    "Four hours of steady work faced us when the morning came around",
    "The boy was there when the sun rose over the hills of our valley",
    "We find joy in the simplest things and keep them near our hearts",
    "A rod is used to catch pink salmon where the water is cold and clear",
    "You may choose any colour you like but I would only take the yellow one",
)
"""Most from the Harvard sentences (IEEE Recommended Practice for Speech Quality Measurements, 1969)."""


def formant_factor(log_power: NDArray[np.float64]) -> float:
    """By which factor a voice's formants lie above SPEAKER's, one of FORMANTS, for envelopes of its voiced frames."""
    model = _speaker_model()
    return float(max(FORMANTS, key=lambda factor: model.likelihood(warped_cepstra(log_power, factor))))


@cache
def speaker_sample() -> NDArray[np.float32]:
    """SPEAKER's voice, mono at RATE_HZ, half a minute. Raises SpeechError if flite is missing."""
    speech = FliteSpeech()
    said = [speech.speak(tuple(text.split()), SPEAKER) for text in _TEXTS]
    samples = np.concatenate([one.samples for one in said])
    return np.asarray(scipy.signal.resample_poly(samples, RATE_HZ, said[0].sample_rate), np.float32)


@cache
def _speaker_model() -> Mixture:
    samples = speaker_sample()
    envelopes = voiced_envelopes(samples, find_voicing(samples))
    return fit_mixture(warped_cepstra(envelopes), _COMPONENTS, rng(0, "cloning/speaker"))
