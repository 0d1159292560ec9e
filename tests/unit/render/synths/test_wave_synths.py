import numpy as np

from tonewright.render.synths.rack import synth

RATE = 44_100


def centre_hz(sound: np.ndarray) -> float:
    power = np.abs(np.fft.rfft(sound * np.hanning(len(sound)), RATE)) ** 2
    return float((power * np.arange(len(power))).sum() / power.sum())


def test_the_bass_is_plucked_by_its_filter_and_ends_with_its_key() -> None:
    sound = synth("wave_bass", 1).strike(33, 110, RATE // 2)
    assert centre_hz(sound[0, :2205]) > 1.3 * centre_hz(sound[0, RATE // 4 : RATE // 2])
    assert sound.shape[1] < 0.56 * RATE


def test_the_brass_blooms_after_its_start_and_more_so_when_hard() -> None:
    soft, hard = (synth("wave_brass", 1).strike(62, v, RATE)[0] for v in (50, 120))
    assert centre_hz(hard[4400:8800]) > 1.15 * centre_hz(hard[300:1500])
    assert centre_hz(hard[4400:8800]) > 1.2 * centre_hz(soft[4400:8800])


def test_the_pad_sways_in_opposite_directions_left_and_right() -> None:
    sound = synth("analog_pad", 1).strike(57, 90, 4 * RATE)[:, RATE : 4 * RATE]
    correlation = [
        np.corrcoef(*sound[:, at : at + RATE // 10])[0, 1] for at in range(0, sound.shape[1] - RATE // 10, RATE // 10)
    ]
    assert min(correlation) < 0.9
    assert np.std(correlation) > 0.02


def test_the_pad_swells_in_and_sooner_when_hard() -> None:
    def half_s(velocity: int) -> float:
        sound = np.abs(synth("analog_pad", 1).strike(57, velocity, 2 * RATE)[0])
        level = np.convolve(sound, np.ones(2205) / 2205, mode="valid")[:RATE]
        return float(np.argmax(level > 0.5 * level.max())) / RATE

    assert half_s(110) < half_s(40)
    assert 0.03 < half_s(70) < 0.4
