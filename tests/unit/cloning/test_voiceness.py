"""What is a voice and what is none."""

import numpy as np
import pytest
import scipy.signal
from numpy.typing import NDArray

from tonewright.cloning.tract_length import speaker_sample
from tonewright.cloning.voiceness import check_voice, find_evidence
from tonewright.cloning.voicing import RATE_HZ, find_voicing
from tonewright.errors import EngineError

TIMES_S = np.arange(12 * RATE_HZ) / RATE_HZ


def sawtooth(f0_hz: NDArray[np.float64]) -> NDArray[np.float32]:
    return (0.3 * scipy.signal.sawtooth(2 * np.pi * np.cumsum(f0_hz) / RATE_HZ)).astype(np.float32)


STEADY = np.full(len(TIMES_S), 150.0)
NO_VOICES = {
    "tone": sawtooth(STEADY),
    "vibrato": sawtooth(200.0 * 2.0 ** (np.sin(2 * np.pi * 5.5 * TIMES_S) / 24)),
    "glide": sawtooth(200.0 * 2.0 ** np.sin(2 * np.pi * 0.3 * TIMES_S)),
    "melody": sawtooth(160.0 * 2.0 ** (np.round(6 * np.sin(2 * np.pi * 0.3 * TIMES_S)) / 12)),
    "tone with bursts of noise": sawtooth(STEADY)
    + (np.random.default_rng(0).standard_normal(len(TIMES_S)) * 0.3 * (TIMES_S % 0.5 < 0.1)).astype(np.float32),
}


@pytest.mark.parametrize("name", NO_VOICES)
def test_what_keeps_its_colour_is_no_voice(name: str) -> None:
    samples = NO_VOICES[name]
    with pytest.raises(EngineError, match="No voice was found"):
        check_voice(samples, find_voicing(samples))


def test_speech_is_a_voice_alone_and_by_telephone() -> None:
    samples = speaker_sample()
    check_voice(samples, find_voicing(samples))
    narrow = scipy.signal.butter(6, (300, 3_400), "band", fs=RATE_HZ, output="sos")
    telephone = scipy.signal.sosfiltfilt(narrow, samples).astype(np.float32)
    check_voice(telephone, find_voicing(telephone))


def test_too_little_voice_is_told_with_how_much_was_found() -> None:
    samples = np.concatenate((speaker_sample()[: 3 * RATE_HZ], np.zeros(10 * RATE_HZ, np.float32)))
    voicing = find_voicing(samples)
    message = rf"^Only {voicing.voiced_s:.1f} seconds of voice were found, at least 6 are needed$"
    with pytest.raises(EngineError, match=message):
        check_voice(samples, voicing)


def test_hiss_is_the_share_of_what_sounds_without_pitch_and_high() -> None:
    noise = np.random.default_rng(1).standard_normal(len(TIMES_S)).astype(np.float32)
    high = scipy.signal.butter(6, 4_000, "high", fs=RATE_HZ, output="sos")
    hissing = scipy.signal.sosfilt(high, noise).astype(np.float32) * (TIMES_S % 1.0 < 0.25)
    samples = (0.3 * hissing + sawtooth(STEADY) * (TIMES_S % 1.0 >= 0.25)).astype(np.float32)
    assert find_evidence(samples, find_voicing(samples)).hiss == pytest.approx(0.25, abs=0.04)
