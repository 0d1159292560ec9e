import numpy as np

from tonewright.render.synths.rack import synth

RATE = 44_100


def test_a_stab_is_gone_within_half_a_second_however_long_it_is_held() -> None:
    sound = synth("dub_stab", 1).strike(57, 100, 3 * RATE)
    assert sound.shape[1] < 0.6 * RATE
    level = np.square(sound).sum(axis=0)
    assert level[: RATE // 10].sum() > 0.5 * level.sum()


def test_harder_stabs_are_brighter_and_none_is_muddy() -> None:
    centres = []
    for velocity in (50, 120):
        sound = synth("dub_stab", 1).strike(57, velocity, RATE)[0]
        power = np.abs(np.fft.rfft(sound, RATE)) ** 2
        centres.append(float((power * np.arange(len(power))).sum() / power.sum()))
        assert power[:90].sum() < 0.05 * power.sum()
    assert centres[1] > 1.3 * centres[0]


def test_it_is_wide() -> None:
    left, right = synth("dub_stab", 1).strike(57, 100, RATE)
    assert np.corrcoef(left, right)[0, 1] < 0.95
