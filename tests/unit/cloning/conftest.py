"""Recordings for the cloner: speakers that no artist voice is made of."""

import numpy as np
import pytest
import scipy.signal
from numpy.typing import NDArray

from tonewright.speech.flite import FliteSpeech

TEXTS = (
    "When the sunlight strikes raindrops in the air they act as a prism and form a rainbow",
    "The rainbow is a division of white light into many beautiful colours",
    "People look but nobody ever finds the pot of gold at the end of it",
)


def said(voice: str, rate_hz: int) -> NDArray[np.float32]:
    spoken = [FliteSpeech().speak(tuple(text.split()), voice) for text in TEXTS]
    samples = np.concatenate([one.samples for one in spoken])
    return np.asarray(scipy.signal.resample_poly(samples, rate_hz, spoken[0].sample_rate), np.float32)


@pytest.fixture(scope="session")
def woman() -> NDArray[np.float32]:
    """About fifteen seconds of CMU ARCTIC's slt at 44.1 kHz, recorded at 16 kHz."""
    return said("slt", 44_100)
