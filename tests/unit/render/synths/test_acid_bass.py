import numpy as np
import pytest

from tonewright.render.synths.rack import synth

RATE = 44_100
PLAIN, ACCENT = 66, 110


def power_at(velocity: int, from_s: float, to_s: float) -> np.ndarray:
    sound = synth("acid_bass", 1).strike(33, velocity, RATE)[0, int(from_s * RATE) : int(to_s * RATE)]
    return np.abs(np.fft.rfft(sound * np.hanning(len(sound)), RATE)) ** 2


def peak_hz(power: np.ndarray) -> float:
    """Where the filter stands: the harmonic of A1 that is loudest against a sawtooth's 6 dB an octave."""
    harmonics = [power[round(55 * n) - 10 : round(55 * n) + 11].max() * n**2 for n in range(1, 120)]
    return 55.0 * (1 + int(np.argmax(harmonics)))


@pytest.mark.parametrize("velocity", [PLAIN, ACCENT])
def test_the_filter_closes_after_the_pluck(velocity: int) -> None:
    assert peak_hz(power_at(velocity, 0.02, 0.1)) > 1.3 * peak_hz(power_at(velocity, 0.4, 0.6))


def test_an_accent_opens_the_filter_further_and_closes_it_sooner() -> None:
    starts = [peak_hz(power_at(v, 0.02, 0.08)) for v in (PLAIN, ACCENT)]
    falls = [s / peak_hz(power_at(v, 0.2, 0.3)) for s, v in zip(starts, (PLAIN, ACCENT), strict=True)]
    assert starts[1] > 1.5 * starts[0]
    assert falls[1] > falls[0]


def test_the_resonance_whistles_above_the_harmonics_around_it() -> None:
    # Harmonics of A1 (55 Hz) fall by 6 dB an octave in a sawtooth; at the cutoff one stands out by more than 6 dB.
    power = power_at(ACCENT, 0.1, 0.3)
    harmonics = np.array([power[round(55 * n) - 5 : round(55 * n) + 6].max() * n**2 for n in range(1, 30)])
    assert 10 * np.log10(harmonics[3:].max() / np.median(harmonics[:3])) > 6


def test_it_stops_at_once_when_it_is_let_go() -> None:
    assert synth("acid_bass", 1).strike(33, 100, 4000).shape[1] < 4000 + 0.04 * RATE
