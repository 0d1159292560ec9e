import numpy as np

from tonewright.render.voice.excitation import excite, irregularities

RATE, HOP = 44_100.0, 220


def steady(hz, seconds=1.0):
    frames = int(seconds * RATE / HOP)
    noise = np.random.default_rng(1).standard_normal(frames * HOP, dtype=np.float32)
    return excite(np.full(frames, hz), HOP, RATE, noise, np.zeros((64, 2), np.float32))


def test_there_is_one_pulse_a_period():
    pulses, _ = steady(100.0)
    peaks = np.flatnonzero(pulses > 0.6 * pulses.max())
    starts = peaks[np.diff(peaks, prepend=-10) > 5]
    assert len(starts) in (99, 100)
    assert np.all(np.abs(np.diff(starts) - 441) <= 1)


def test_pulses_and_noise_have_unit_power_at_every_pitch():
    for hz in (90.0, 220.0, 500.0):
        pulses, noise = steady(hz)
        assert abs(np.mean(pulses.astype(float) ** 2) - 1.0) < 0.06
        assert abs(np.mean(noise.astype(float) ** 2) - 1.0) < 0.06


def test_pulses_between_samples_do_not_alias():
    # 310.7 Hz: the period is no whole number of samples; energy between harmonics is far below them.
    pulses, _ = steady(310.7, 2.0)
    spectrum = np.abs(np.fft.rfft(pulses[:65536] * np.blackman(65536)))
    bins = 65536 / RATE
    harmonic = max(spectrum[int(310.7 * 10 * bins) - 3 : int(310.7 * 10 * bins) + 5])
    between = spectrum[int(310.7 * 10.5 * bins)]
    assert 20 * np.log10(harmonic / between) > 55


def test_only_a_machine_is_perfectly_regular():
    assert not irregularities(0.0, np.random.default_rng(1)).any()
    usual, rough = (irregularities(share, np.random.default_rng(1)) for share in (0.08, 0.4))
    # Healthy voices have less than 1.04% of jitter and 3.81% of shimmer, rough ones more (Deliyski 1993).
    assert np.mean(np.abs(np.diff(usual[:, 0], n=2))) < 0.0104 < np.mean(np.abs(np.diff(rough[:, 0], n=2)))
    assert np.mean(np.abs(np.diff(usual[:, 1]))) < 0.0381 < np.mean(np.abs(np.diff(rough[:, 1])))
