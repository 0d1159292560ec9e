import numpy as np
import pytest

from tonewright.render.synths.rack import synth

RATE = 44_100
F1_HZ = 43.654


def test_it_settles_on_its_note_and_is_nearly_a_sine_as_it_fades() -> None:
    sound = synth("bass_808", 1).strike(29, 110, 3 * RATE)[0]
    end = sound[2 * RATE : 3 * RATE] * np.hanning(RATE)
    power = np.abs(np.fft.rfft(end, 4 * RATE)) ** 2
    assert np.argmax(power) / 4 == pytest.approx(F1_HZ, rel=0.01)
    start = np.abs(np.fft.rfft(sound[: RATE // 4] * np.hanning(RATE // 4), 4 * RATE)) ** 2
    overtones = [p[int(2.5 * 4 * F1_HZ) : 4 * 1000].sum() / p.sum() for p in (start, power)]
    assert overtones[0] > 5 * overtones[1]


def test_it_rings_for_seconds_and_stops_soon_after_it_is_let_go() -> None:
    level = [
        float(np.sqrt(np.mean(synth("bass_808", 1).strike(33, 100, 2 * RATE)[0][a : a + RATE // 5] ** 2)))
        for a in (RATE // 5, int(1.7 * RATE))
    ]
    assert 0.2 < level[1] / level[0] < 0.9
    assert synth("bass_808", 1).strike(33, 100, RATE).shape[1] < 1.1 * RATE


def test_harder_notes_have_more_overtones() -> None:
    shares = []
    for velocity in (50, 125):
        power = np.abs(np.fft.rfft(synth("bass_808", 1).strike(33, velocity, RATE)[0][: RATE // 2])) ** 2
        shares.append(power[60:1000].sum() / power.sum())
    assert shares[1] > 2 * shares[0]
