import numpy as np

from tonewright.render.synths.rack import synth

RATE = 44_100
A4 = 69


def power_of(pitch: int, velocity: int) -> np.ndarray:
    return np.abs(np.fft.rfft(synth("dark_bell", 1).strike(pitch, velocity, RATE)[0, :RATE] * np.hanning(RATE))) ** 2


def near(power: np.ndarray, hz: float) -> float:
    return float(power[round(hz) - 4 : round(hz) + 5].max())


def test_its_partials_are_those_of_fm_at_one_to_one_point_four() -> None:
    # Chowning (1973): carrier c and modulator m give c ± n m, negative ones reflected.
    power = power_of(A4, 110)
    for ratio in (1.0, 2.4, 3.8, 0.4, 1.8):
        assert near(power, 440 * ratio) > 30 * near(power, 440 * (ratio + 0.3))


def test_it_hums_an_octave_below_and_grows_brighter_with_the_stroke() -> None:
    soft, hard = power_of(A4, 40), power_of(A4, 120)
    assert near(hard, 220) > 30 * near(hard, 290)
    assert hard[1000:].sum() / hard.sum() > 3 * soft[1000:].sum() / soft.sum()


def test_high_notes_stay_below_half_the_rate() -> None:
    power = power_of(96, 127)
    assert power[19_000:].sum() < 1e-3 * power.sum()
