import numpy as np
import pytest
from scipy.signal import butter, sosfilt

from tonewright.dsp.reverb import Reverb

RATE = 22_050.0


def impulse_answer(reverb: Reverb, seconds: float) -> np.ndarray:
    samples = np.zeros((2, round(seconds * RATE)), dtype=np.float32)
    samples[:, 0] = 1.0
    reverb.answer(samples, RATE)
    return samples


@pytest.mark.parametrize("decay_s", [0.8, 2.5])
def test_the_middle_decays_by_sixty_decibels_in_the_decay_time(decay_s: float) -> None:
    answer = impulse_answer(Reverb(decay_s, 9000.0, low_cut_hz=60.0), 1.5 * decay_s)
    band = sosfilt(butter(2, [250.0, 500.0], "bandpass", fs=RATE, output="sos"), answer, axis=1)
    # Schroeder's backward integration, read from −5 to −35 dB (ISO 3382-1, T30).
    energy = np.cumsum((band**2).sum(axis=0)[::-1])[::-1]
    curve = 10.0 * np.log10(energy / energy[0] + 1e-20)
    t30 = 2.0 * (np.argmax(curve < -35.0) - np.argmax(curve < -5.0)) / RATE
    assert t30 == pytest.approx(decay_s, rel=0.12)


def test_highs_die_sooner_than_mids() -> None:
    answer = impulse_answer(Reverb(2.0, 3000.0), 2.0)
    late = answer[:, round(0.8 * RATE) : round(1.2 * RATE)]
    spectrum = np.abs(np.fft.rfft(late, axis=1)).sum(axis=0)
    frequencies = np.fft.rfftfreq(late.shape[1], 1.0 / RATE)
    mids = spectrum[(frequencies > 400) & (frequencies < 800)].mean()
    highs = spectrum[(frequencies > 5000) & (frequencies < 6000)].mean()
    assert highs < 0.2 * mids


def test_nothing_is_heard_before_the_predelay() -> None:
    answer = impulse_answer(Reverb(1.0, 6000.0, predelay_s=0.03), 1.0)
    assert np.all(answer[:, : round(0.029 * RATE)] == 0.0)
    assert np.any(answer != 0.0)


def test_the_two_sides_are_different_rooms() -> None:
    answer = impulse_answer(Reverb(1.5, 6000.0), 1.5)
    assert abs(np.corrcoef(answer)[0, 1]) < 0.2


def test_the_low_cut_keeps_lows_out() -> None:
    seconds = np.arange(round(2 * RATE)) / RATE
    low = np.tile(np.sin(2.0 * np.pi * 40.0 * seconds), (2, 1)).astype(np.float32)
    Reverb(1.0, 6000.0, low_cut_hz=300.0).answer(low, RATE)
    assert np.abs(low).max() < 0.15


def test_it_stays_stable_on_a_long_loud_signal() -> None:
    noise = np.random.default_rng(5).standard_normal((2, round(20 * RATE))).astype(np.float32)
    Reverb(6.0, 10_000.0, size=1.6).answer(noise, RATE)
    assert np.isfinite(noise).all()
    assert np.abs(noise[:, -1000:]).max() < 60.0
