import numpy as np
import pytest

from tonewright.dsp.oscillators import pulse, saws

RATE = 44_100.0


def one_saw(frequency_hz: float, frames: int = 44_100) -> np.ndarray:
    one = np.ones(1)
    return saws(np.array([frequency_hz]), np.zeros(1), one, one, frames, RATE)[0]


def aliasing_db(wave: np.ndarray, frequency_hz: float) -> float:
    """Energy away from the harmonics against the energy on them, below 16 kHz."""
    spectrum = np.abs(np.fft.rfft(wave * np.blackman(len(wave)))) ** 2
    frequencies = np.fft.rfftfreq(len(wave), 1.0 / RATE)
    near = np.abs(frequencies / frequency_hz - np.round(frequencies / frequency_hz)) * frequency_hz < 6.0
    audible = (frequencies > 30.0) & (frequencies < 16_000.0)
    return float(10.0 * np.log10(spectrum[audible & ~near].sum() / spectrum[audible & near].sum()))


@pytest.mark.parametrize("frequency_hz", [220.0, 1357.0, 3001.0])
def test_a_sawtooth_aliases_far_less_than_a_naive_one(frequency_hz: float) -> None:
    naive = 2.0 * (np.arange(44_100) * frequency_hz / RATE % 1.0) - 1.0
    assert aliasing_db(one_saw(frequency_hz), frequency_hz) < aliasing_db(naive, frequency_hz) - 10.0


def test_a_sawtooths_harmonics_fall_as_one_over_their_number() -> None:
    spectrum = np.abs(np.fft.rfft(one_saw(100.0)))
    for harmonic in (2, 3, 5):
        assert spectrum[100 * harmonic] / spectrum[100] == pytest.approx(1.0 / harmonic, rel=0.02)


def test_a_square_has_no_even_harmonics_and_no_offset() -> None:
    wave = pulse(100.0, 0.5, 44_100, RATE)
    spectrum = np.abs(np.fft.rfft(wave))
    assert spectrum[200] < 0.01 * spectrum[100]
    assert spectrum[300] / spectrum[100] == pytest.approx(1.0 / 3.0, rel=0.02)
    assert abs(wave.mean()) < 1e-3


def test_a_narrow_pulse_has_no_offset_either() -> None:
    assert abs(pulse(100.0, 0.2, 44_100, RATE).mean()) < 2e-3


def test_voices_are_placed_by_their_gains() -> None:
    stereo = saws(np.array([100.0]), np.zeros(1), np.array([0.25]), np.array([0.5]), 1000, RATE)
    np.testing.assert_allclose(stereo[1], 2.0 * stereo[0], atol=1e-6)
