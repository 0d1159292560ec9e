import numpy as np

from tonewright.render.synths.rack import synth

RATE = 44_100


def power(sound: np.ndarray) -> np.ndarray:
    return np.abs(np.fft.rfft(sound.mean(axis=0), RATE)) ** 2


def test_the_kick_rumbles_below_a_hundred_hertz_until_the_next_beat() -> None:
    kick = synth("techno_kit", 1).strike(36, 115, 1)
    # A beat of 130 BPM lasts 0.46 s; the roar sits in its second half and is not the hit's own tail.
    tail = kick[:, int(0.2 * RATE) : int(0.42 * RATE)]
    assert 20 * np.log10(np.abs(tail).max() / np.abs(kick).max()) > -24
    assert power(tail)[25:110].sum() > 0.85 * power(tail).sum()
    assert kick.shape[1] <= 0.47 * RATE


def test_the_roar_is_ducked_by_its_own_hit() -> None:
    kick = synth("techno_kit", 1).strike(36, 115, 1)
    soft = synth("techno_kit", 1).strike(36, 40, 1)
    late, early = slice(int(0.2 * RATE), int(0.3 * RATE)), slice(0, int(0.05 * RATE))

    def share(sound: np.ndarray) -> float:
        return float(np.square(sound[:, late]).sum() / np.square(sound[:, early]).sum())

    assert share(kick) > 1.5 * share(soft)


def test_the_open_hat_lasts_longer_than_the_closed_and_both_are_bright() -> None:
    kit = synth("techno_kit", 1)
    closed, opened = kit.strike(42, 100, 1), kit.strike(46, 100, 1)
    assert opened.shape[1] > 3 * closed.shape[1]
    for hat in (closed, opened):
        assert power(hat)[5000:].sum() > 0.95 * power(hat).sum()
