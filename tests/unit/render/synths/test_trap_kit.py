import numpy as np

from tonewright.render.synths.rack import synth

RATE = 44_100


def spectrum(sound: np.ndarray) -> np.ndarray:
    return np.abs(np.fft.rfft(sound.mean(axis=0) * np.hanning(sound.shape[1]), RATE)) ** 2


def centre_hz(sound: np.ndarray) -> float:
    power = spectrum(sound)
    return float((power * np.arange(len(power))).sum() / power.sum())


def test_the_kick_is_short_and_low_and_leaves_the_ringing_to_the_808() -> None:
    kick = synth("trap_kit", 1).strike(36, 110, 1)
    assert 40 < int(np.argmax(spectrum(kick))) < 90
    assert kick.shape[1] < 0.35 * RATE


def test_harder_hats_are_higher_so_that_growing_rolls_climb() -> None:
    kit = synth("trap_kit", 1)
    tops = []
    for velocity in (40, 120):
        power = spectrum(kit.strike(42, velocity, 1))[7000:14_000]
        tops.append(7000 + float((power * np.arange(len(power))).sum() / power.sum()))
    assert centre_hz(kit.strike(42, 100, 1)) > 7000
    assert tops[1] > tops[0]


def test_a_clap_is_several_bursts_ten_milliseconds_apart() -> None:
    clap = np.abs(synth("trap_kit", 1).strike(39, 110, 1)[0])
    level = np.convolve(clap, np.ones(130) / 130, mode="valid")[: RATE // 20]
    peaks = [i for i in range(200, len(level) - 200) if level[i] == level[i - 200 : i + 200].max()]
    apart_ms = np.diff(peaks) / RATE * 1000
    assert len(peaks) >= 3
    assert np.median(apart_ms) == np.clip(np.median(apart_ms), 7, 13)


def test_cymbal_metal_does_not_fold_back_under_its_filter() -> None:
    # What a naive square folds back lands anywhere; a band-limited one leaves the low octaves empty.
    power = spectrum(synth("trap_kit", 1).strike(46, 110, 1))
    assert power[:2000].sum() < 1e-3 * power.sum()
