import numpy as np
import pytest

from tonewright.render.synths.rack import synth

RATE = 44_100


def power(key: int) -> np.ndarray:
    sound = synth("dembow_kit", 1).strike(key, 105, 1).mean(axis=0)
    return np.abs(np.fft.rfft(sound * np.hanning(len(sound)), RATE)) ** 2


def test_the_snare_is_tuned_and_short() -> None:
    found = power(38)
    assert 200 < int(np.argmax(found[:1000])) < 270
    assert found[1500:].sum() > 0.2 * found.sum()
    assert synth("dembow_kit", 1).strike(38, 105, 1).shape[1] < 0.22 * RATE


def test_hand_drums_ring_in_the_modes_of_a_round_membrane() -> None:
    # The ratio of the first two modes of an ideal membrane is 1.593 (Fletcher & Rossing, table 3.1).
    found = power(64)
    first = int(np.argmax(found[:250]))
    second = 260 + int(np.argmax(found[260:450]))
    assert second / first == pytest.approx(1.593, rel=0.06)


@pytest.mark.parametrize(("higher", "lower"), [(60, 61), (63, 64), (65, 66)])
def test_high_drums_are_higher_than_low_ones(higher: int, lower: int) -> None:
    assert int(np.argmax(power(higher)[:800])) > int(np.argmax(power(lower)[:800])) + 20


def test_the_guira_scrapes_above_five_kilohertz() -> None:
    found = power(70)
    assert found[5000:].sum() > 0.8 * found.sum()
